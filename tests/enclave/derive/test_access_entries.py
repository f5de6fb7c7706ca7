"""Who the cluster lets in."""

import pytest

from enclave.derive.access_entries import access_entries
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, document, sovereign, with_data_centre


def test_who_serves_the_cluster_may_do_all_and_break_glass_may_look() -> None:
    policy = "arn:aws:eks::aws:cluster-access-policy/"
    role = "arn:aws:iam::111122223333:role/"
    found = access_entries(declared(), "frankfurt")
    assert [(entry.key, entry.principal, entry.policy) for entry in found] == [
        ("operator", f"{role}loom-frankfurt-operator", f"{policy}AmazonEKSClusterAdminPolicy"),
        ("runner", f"{role}loom-frankfurt-runner", f"{policy}AmazonEKSClusterAdminPolicy"),
        ("break-glass", f"{role}break-glass", f"{policy}AmazonEKSViewPolicy"),
    ]


def test_without_an_organization_there_is_no_break_glass() -> None:
    alone = declared(organization={"name": document()["organization"]["name"]})
    assert [entry.key for entry in access_entries(alone, "frankfurt")] == ["operator", "runner"]


def test_every_arn_is_of_the_partition() -> None:
    arns = [
        arn for e in access_entries(sovereign(), "frankfurt") for arn in (e.principal, e.policy)
    ]
    assert all(arn.startswith("arn:aws-eusc:") for arn in arns)


def test_a_data_centre_has_no_entries() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo is a data centre"):
        access_entries(with_data_centre(), "venlo")
