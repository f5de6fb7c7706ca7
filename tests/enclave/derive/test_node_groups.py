"""Node groups of a cloud site."""

from typing import Any

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.ends import NODES, roles
from enclave.derive.node_groups import CapacityType, NodeGroupSpec, Taint, node_groups
from enclave.derive.security_groups import Group, security_groups
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration

RESERVED = {"kind": "reserved", "reservation": "cr-0a1b2c3d4e5f67890", "zone": "b"}


def groups(**gpu: Any) -> dict[Group, NodeGroupSpec]:  # noqa: ANN401  any key of the part
    sites = document()["sites"]
    sites["frankfurt"]["nodes"]["gpu"] |= gpu
    return {spec.group: spec for spec in node_groups(declared(sites=sites), "frankfurt")}


def test_system_nodes_take_any_pod() -> None:
    spec = groups()[Group.SYSTEM]
    assert (spec.name, spec.instance_type, spec.count) == (
        "loom-frankfurt-system",
        "m7i.2xlarge",
        3,
    )
    assert spec.ami_type == "BOTTLEROCKET_x86_64_FIPS"
    assert (spec.labels, spec.taints) == ({"enclave/nodes": "system"}, ())
    assert spec.zones == ("a", "b")


def test_gpu_nodes_take_only_pods_that_ask_for_them() -> None:
    spec = groups()[Group.GPU]
    assert (spec.name, spec.instance_type, spec.count) == ("loom-frankfurt-gpu", "g6e.12xlarge", 2)
    assert spec.ami_type == "BOTTLEROCKET_x86_64_NVIDIA_FIPS"
    assert spec.labels == {"enclave/nodes": "gpu"}
    (taint,) = spec.taints
    assert taint == Taint(key="nvidia.com/gpu", value="present", effect=taint.effect)
    assert taint.effect == "NO_SCHEDULE"
    assert (spec.capacity_type, spec.reservation) == (CapacityType.ON_DEMAND, None)


def test_the_image_is_of_the_architecture_of_the_type() -> None:
    assert groups(type="g5g.xlarge")[Group.GPU].ami_type == "BOTTLEROCKET_ARM_64_NVIDIA_FIPS"


def test_cut_gpus_are_told_to_the_node_and_to_the_scheduler() -> None:
    spec = groups(type="p4d.24xlarge", mig="3g.20gb")[Group.GPU]
    assert spec.labels["enclave/mig"] == "3g.20gb"
    assert '"a100.40gb" = "3g.20gb"' in spec.user_data
    assert "mig" not in groups(type="p4d.24xlarge")[Group.GPU].user_data


def test_reserved_capacity_keeps_the_group_in_its_zone() -> None:
    spec = groups(capacity=RESERVED)[Group.GPU]
    assert (spec.zones, spec.reservation) == (("b",), "cr-0a1b2c3d4e5f67890")
    assert spec.capacity_type is CapacityType.ON_DEMAND


def test_a_block_is_told_to_eks() -> None:
    block = RESERVED | {"kind": "block"}
    assert groups(capacity=block)[Group.GPU].capacity_type is CapacityType.CAPACITY_BLOCK


@for_any_declaration
def test_any_group_belongs_to_a_part_that_stands(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        found = node_groups(declaration, site)
        assert {spec.role for spec in found} == set(NODES) & roles(declaration, site)
        present = {group.role for group in security_groups(declaration, site)}
        assert {spec.group for spec in found} <= present
        assert all(len(spec.name) <= 63 for spec in found)  # what EKS takes


def test_a_type_that_nobody_knows_has_no_image() -> None:
    with pytest.raises(Problem) as caught:
        groups(type="x99.huge")
    assert str(caught.value) == (
        "sites.frankfurt.nodes.gpu.type no FIPS node image is known for x99.huge. "
        "Fix: use a type that enclave validate knows."
    )


def test_a_data_centre_has_no_groups_in_aws() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo is a data centre"):
        node_groups(with_data_centre(), "venlo")
