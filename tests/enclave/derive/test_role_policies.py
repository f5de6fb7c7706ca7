"""What roles may do: rules that hold for all of them."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.role_policies import LONGEST, length, role_policies
from enclave.derive.workloads import RoleKey, role_keys
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.permitted import actions
from tests.enclave.derive.strategies import for_any_declaration

# Actions that know no resource, or none that could be told from others (Service Authorization
# Reference): looks, logins, and the channels of an agent that has to name itself.
OF_NO_RESOURCE = ("Describe", "GetAuthorizationToken", "GetCallerIdentity")
OF_NO_SERVICE = ("ssmmessages",)


@for_any_declaration
def test_nobody_has_a_wildcard_or_more_than_an_allow(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for key in role_keys(declaration, site):
            for policy in role_policies(declaration, site, key).values():
                for statement in policy["Statement"]:
                    assert statement["Effect"] == "Allow"
                    assert not [action for action in statement["Action"] if "*" in action]
                    assert "NotAction" not in statement


@for_any_declaration
def test_whatever_changes_or_reads_content_names_its_resource(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for key in role_keys(declaration, site):
            for policy in role_policies(declaration, site, key).values():
                for statement in policy["Statement"]:
                    if statement["Resource"] == ["*"]:
                        assert [a for a in statement["Action"] if names_a_resource(a)] == []


def names_a_resource(action: str) -> bool:
    """Whether an action is of a resource that a policy could name."""
    service, _, operation = action.partition(":")
    return service not in OF_NO_SERVICE and not operation.startswith(OF_NO_RESOURCE)


@pytest.mark.parametrize("key", list(RoleKey))
def test_no_role_makes_roles_or_ends_keys_or_opens_the_network(key: RoleKey) -> None:
    found = actions(key)
    assert not [a for a in found if a.startswith(("iam:", "organizations:"))]
    assert "sts:AssumeRole" not in found
    assert not found & {"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"}
    assert not [a for a in found if a.startswith("ec2:Authorize")]


@pytest.mark.parametrize("key", list(RoleKey))
def test_nobody_deletes_an_object_or_undoes_a_lock(key: RoleKey) -> None:
    forbidden = {"s3:BypassGovernanceRetention", "s3:DeleteObjectVersion", "s3:PutBucketPolicy"}
    assert not actions(key) & forbidden


def test_white_space_does_not_count() -> None:
    assert length({"Statement": [{"Sid": "A B"}]}) == len('{"Statement":[{"Sid":"AB"}]}')


def test_a_document_longer_than_iam_takes_is_refused() -> None:
    names = [f"backend_{i}" for i in range(120)]
    assert len(names) * 100 > LONGEST
    whole = declared()
    models = {
        name: whole.models["assistant"].model_copy(update={"backend": name}) for name in names
    }
    functions = {
        name: whole.functions["reply"].model_copy(update={"model": name}) for name in names
    }
    many = whole.model_copy(update={"models": models, "functions": functions})
    with pytest.raises(Problem) as caught:
        role_policies(many, "frankfurt", RoleKey.NODES)
    assert str(caught.value).startswith("sites.frankfurt gives the role nodes a policy of ")
    assert str(caught.value).endswith(
        " characters, and IAM takes 10240. Fix: declare fewer models or functions there, or spread "
        "them over more sites."
    )


def test_two_hundred_functions_make_no_policy_longer() -> None:
    whole = declared()
    functions = {f"function-{i}": whole.functions["reply"] for i in range(200)}
    many = whole.model_copy(update={"functions": functions})
    for key in RoleKey:
        assert role_policies(many, "frankfurt", key) == role_policies(whole, "frankfurt", key)


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        role_policies(with_data_centre(), "venlo", RoleKey.DOOR)
