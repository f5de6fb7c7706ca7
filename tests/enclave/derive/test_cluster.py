"""The cluster of a cloud site."""

from ipaddress import IPv4Network

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.cluster import LogType, cluster
from enclave.derive.keys import keys
from enclave.derive.security_groups import Group
from enclave.derive.subnets import SubnetRole
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


def with_placement(**changes: object) -> Declaration:
    sites = document()["sites"]
    sites["frankfurt"]["aws"] |= changes
    return declared(sites=sites)


def test_names_keys_and_place_are_those_of_the_site() -> None:
    spec = cluster(declared(), "frankfurt")
    assert (spec.name, spec.log_group) == (
        "loom-frankfurt-cluster",
        "/aws/eks/loom-frankfurt-cluster/cluster",
    )
    assert (spec.key, spec.log_key) == ("loom-frankfurt-cluster", "loom-frankfurt-logs")
    assert (spec.subnets, spec.group) == (SubnetRole.WORKLOAD, Group.CONTROL_PLANE)


def test_every_log_of_the_control_plane_is_kept() -> None:
    assert cluster(declared(), "frankfurt").log_types == tuple(LogType)
    assert set(LogType) == {"api", "audit", "authenticator", "controllerManager", "scheduler"}


def test_the_version_is_the_declared_one_else_the_kits() -> None:
    assert cluster(declared(), "frankfurt").version == "1.36"
    assert cluster(with_placement(kubernetes="1.35"), "frankfurt").version == "1.35"


@pytest.mark.parametrize(
    ("network", "services"),
    [("10.40.0.0/20", "172.20.0.0/20"), ("172.20.0.0/16", "10.100.0.0/20")],
)
def test_services_stand_beside_the_network(network: str, services: str) -> None:
    found = cluster(with_placement(network=network), "frankfurt")
    assert found.service_block == IPv4Network(services)


@for_any_declaration
def test_any_site_has_a_cluster_under_keys_that_it_has(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        spec = cluster(declaration, site)
        assert {spec.key, spec.log_key} <= {key.name for key in keys(declaration, site)}
        assert len(spec.name) <= 100  # what EKS takes
        placement = declaration.sites[site].aws
        assert placement is not None
        assert not spec.service_block.overlaps(placement.network)


def test_a_data_centre_has_no_cluster_in_aws() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo is a data centre"):
        cluster(with_data_centre(), "venlo")
