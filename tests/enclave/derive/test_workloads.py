"""Who holds a role at a site."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.workloads import RoleKey, Workload, role_keys, role_name, workloads
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre, without_flow
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_names_of_roles_are_unique_and_what_iam_takes(declaration: Declaration) -> None:
    names = [
        (declaration.sites[site].aws, role_name(declaration, site, key))
        for site in cloud_sites(declaration)
        for key in role_keys(declaration, site)
    ]
    assert len({str(each) for each in names}) == len(names)
    assert all(len(name) <= 64 for _, name in names)


def test_the_smallest_site_has_every_role() -> None:
    assert role_keys(declared(), "frankfurt") == tuple(RoleKey)


@pytest.mark.parametrize(
    ("flow", "gone"),
    [("pull", {RoleKey.CONNECTOR}), ("ask", {RoleKey.ACCEPTOR}), ("logs", set())],
)
def test_a_role_goes_with_the_part_that_holds_it(flow: str, gone: set[RoleKey]) -> None:
    keys = set(role_keys(without_flow(declared(), flow), "frankfurt"))
    assert set(RoleKey) - keys == gone


def test_own_workloads_have_a_namespace_each() -> None:
    found = workloads(declared(), "frankfurt")
    own = [w.namespace for w in found.values() if w.namespace != "kube-system"]
    assert len(set(own)) == len(own)
    assert found[RoleKey.DOOR] == Workload(namespace="door", service_account="door")


def test_add_ons_hold_theirs_in_the_namespace_of_the_system() -> None:
    found = workloads(declared(), "frankfurt")
    assert {w.service_account for w in found.values() if w.namespace == "kube-system"} == {
        "aws-node",
        "ebs-csi-controller-sa",
    }


def test_machines_and_services_are_no_pods() -> None:
    assert not set(workloads(declared(), "frankfurt")) & {
        RoleKey.CLUSTER,
        RoleKey.NODES,
        RoleKey.RUNNER,
        RoleKey.LOG_DELIVERY,
        RoleKey.FIREHOSE,
    }


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        role_keys(with_data_centre(), "venlo")
