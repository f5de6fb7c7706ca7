"""The boundary that no role exceeds."""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import aws_names
from enclave.derive.permissions_boundary import (
    boundary_arn,
    boundary_name,
    permissions_boundary,
)
from enclave.derive.role_policies import length
from enclave.derive.roles import roles
from tests.enclave.derive.declared import cloud_sites, declared, sovereign, without_flow
from tests.enclave.derive.strategies import for_any_declaration


def test_is_named_after_the_site() -> None:
    assert boundary_name(declared(), "frankfurt") == "loom-frankfurt-boundary"


def test_is_of_the_site_s_partition_and_account() -> None:
    arn = "arn:aws-eusc:iam::111122223333:policy/loom-frankfurt-boundary"
    assert boundary_arn(sovereign(), "frankfurt") == arn


@for_any_declaration
def test_permits_what_roles_need_and_never_more(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        (most,) = permissions_boundary(declaration, site)["Statement"]
        needed = {
            action
            for each in roles(declaration, site)
            for policy in each.policies.values()
            for statement in policy["Statement"]
            for action in statement["Action"]
        }
        assert needed <= set(most["Action"])
        region = aws_names(declaration, site).region
        assert most["Condition"] == {"StringEquals": {"aws:RequestedRegion": region}}


def test_no_role_makes_roles_or_ends_keys_or_opens_the_network() -> None:
    (most,) = permissions_boundary(declared(), "frankfurt")["Statement"]
    actions = set(most["Action"])
    assert not [action for action in actions if "*" in action]
    assert not [action for action in actions if action.startswith(("iam:", "organizations:"))]
    assert not actions & {
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:CreateInternetGateway",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "s3:PutBucketPolicy",
        "sts:AssumeRole",
    }


def test_does_not_change_with_what_is_declared() -> None:
    fewer = without_flow(without_flow(declared(), "ask"), "pull")
    assert permissions_boundary(fewer, "frankfurt") == permissions_boundary(declared(), "frankfurt")


def test_fits_a_managed_policy() -> None:
    assert length(permissions_boundary(declared(), "frankfurt")) <= 6_144
