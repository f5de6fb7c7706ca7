"""What the deployer may do to roles, and what stays out of its reach."""

import pytest

from enclave.derive.workloads import PEOPLE, RoleKey, role_name
from tests.enclave.derive.declared import declared
from tests.enclave.derive.permitted import deploying

IAM = "arn:aws:iam::111122223333:"
BOUND = {"iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"}


def test_roles_are_made_within_the_boundary_only() -> None:
    found = deploying()
    made = found["identity.MakesBoundRoles"]
    assert {*made["Action"]} >= BOUND
    assert made["Condition"] == {
        "StringEquals": {"iam:PermissionsBoundary": f"{IAM}policy/loom-frankfurt-boundary"}
    }
    elsewhere = [
        key
        for key, s in found.items()
        if s["Effect"] == "Allow" and BOUND & {*s["Action"]} and key != "identity.MakesBoundRoles"
    ]
    assert elsewhere == []


def test_roles_are_those_of_the_site_by_name() -> None:
    names = {f"{IAM}role/{role_name(declared(), 'frankfurt', key)}" for key in RoleKey}
    found = deploying()
    assert set(found["identity.MakesBoundRoles"]["Resource"]) == names
    assert set(found["identity.OnItsRoles"]["Resource"]) == names


@pytest.mark.parametrize(
    ("key", "services"),
    [
        (RoleKey.CLUSTER, ["eks.amazonaws.com"]),
        (RoleKey.NODES, ["ec2.amazonaws.com", "eks.amazonaws.com"]),
        (RoleKey.RUNNER, ["ec2.amazonaws.com"]),
        (RoleKey.DOOR, ["pods.eks.amazonaws.com"]),
        (RoleKey.FIREHOSE, ["firehose.amazonaws.com"]),
    ],
)
def test_a_role_is_passed_to_the_services_that_take_it(key: RoleKey, services: list[str]) -> None:
    role = f"{IAM}role/{role_name(declared(), 'frankfurt', key)}"
    passing = [
        s["Condition"]["StringEquals"]["iam:PassedToService"]
        for s in deploying().values()
        if s["Action"] == ["iam:PassRole"] and role in s["Resource"]
    ]
    assert passing == [services]


def test_no_other_role_is_passed() -> None:
    passed = {
        r for s in deploying().values() if "iam:PassRole" in s["Action"] for r in s["Resource"]
    }
    names = {f"{IAM}role/{role_name(declared(), 'frankfurt', key)}" for key in RoleKey}
    people = {f"{IAM}role/{role_name(declared(), 'frankfurt', key)}" for key in PEOPLE}
    assert passed == names - people


def test_it_leaves_itself_its_policies_and_the_boundary_alone() -> None:
    found = deploying()
    assert found["limits.LeavesItselfAlone"]["Resource"] == [f"{IAM}role/loom-frankfurt-deployer"]
    assert found["limits.LeavesTheBoundaryAlone"]["Resource"] == [
        f"{IAM}policy/loom-frankfurt-boundary",
        f"{IAM}policy/loom-frankfurt-deployer-*",
    ]
    assert found["limits.KeepsRolesBound"]["Resource"] == ["*"]


def test_it_takes_no_role_uses_no_data_key_and_reads_no_content() -> None:
    found = deploying()
    assert found["limits.TakesNoRole"]["Action"] == ["sts:AssumeRole"]
    names = found["limits.UsesNoDataKey"]["Condition"]["StringLike"]["aws:ResourceTag/Name"]
    assert {"loom-frankfurt-*-content", "loom-frankfurt-weights", "loom-frankfurt-audit"} <= {
        *names
    }
    assert "loom-frankfurt-volumes" not in names
    assert (
        "arn:aws:s3:::loom-frankfurt-training-111122223333/*"
        in (found["limits.ReadsNoContent"]["Resource"])
    )
    denied = {
        key for key, s in found.items() if s["Effect"] == "Deny" and key.startswith("limits.")
    }
    assert denied == {
        f"limits.{sid}"
        for sid in (
            "KeepsRolesBound",
            "LeavesItselfAlone",
            "LeavesTheBoundaryAlone",
            "ReadsNoContent",
            "TakesNoRole",
            "UsesNoDataKey",
        )
    }


def test_services_get_their_own_roles_and_no_others() -> None:
    condition = deploying()["identity.LetsServicesHaveTheirOwn"]["Condition"]["StringEquals"]
    assert condition["iam:AWSServiceName"] == [
        "autoscaling.amazonaws.com",
        "eks.amazonaws.com",
        "eks-nodegroup.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
    ]
