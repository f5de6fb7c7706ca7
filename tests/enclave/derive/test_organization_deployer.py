"""The deployer of the organization's stack: its two types' calls, on policies of its own."""

import re
from typing import Any

import pytest

from enclave.derive.organization_deployer import CALLS, MARK, organization_deployer
from enclave.derive.policy_packing import PolicyType
from enclave.derive.role_policies import length
from enclave.problems import Problem
from enclave.rehearsal.aws.types import TYPES
from stacks.providers import organization_tags
from tests.enclave.derive.declared import declared, managed, sovereign

PREFIX = "arn:aws:organizations::444455556666:"


def statements(family: str = "policies") -> dict[str, dict[str, Any]]:
    policy = organization_deployer(managed()).policies[f"loom-organization-deployer-{family}"]
    return {each["Sid"]: dict(each) for each in policy["Statement"]}


def test_it_may_make_every_call_of_its_types_and_no_other() -> None:
    allowed = {action for each in statements().values() for action in each["Action"]}
    assert allowed == {action for row in CALLS.values() for _, action in row.calls()}
    assert allowed == {
        f"organizations:{operation}"
        for operation in (
            "AttachPolicy",
            "CreatePolicy",
            "DeletePolicy",
            "DescribePolicy",
            "DetachPolicy",
            "ListTagsForResource",
            "ListTargetsForPolicy",
            "TagResource",
            "UntagResource",
            "UpdatePolicy",
        )
    }


def test_its_types_are_those_that_the_rehearsal_knows_of_organizations() -> None:
    assert set(CALLS) == {each for each in TYPES if each.startswith("aws:organizations/")}


def test_it_makes_marked_policies_of_the_kit_s_types_only() -> None:
    conditions = statements()["MakesPolicies"]["Condition"]
    assert conditions == {
        "StringEquals": {
            "aws:RequestTag/enclave:managed-by": "sovereign-enclave",
            "organizations:PolicyType": [str(kind) for kind in PolicyType],
        }
    }
    assert dict([MARK]) == organization_tags()


def test_it_touches_policies_with_its_mark_only() -> None:
    held = statements()["OnItsPolicies"]
    assert held["Condition"] == {
        "StringEquals": {"aws:ResourceTag/enclave:managed-by": "sovereign-enclave"}
    }
    for arn in held["Resource"]:
        assert re.fullmatch(rf"{PREFIX}policy/o-l1nden100m/[a-z0-9_]+/p-\*", arn)
    assert statements()["MarksPolicies"]["Condition"] == {
        "StringEquals": {"aws:RequestTag/enclave:managed-by": "sovereign-enclave"}
    }


def test_it_binds_accounts_of_sites_and_nothing_above_them() -> None:
    found = statements()
    account = f"{PREFIX}account/o-l1nden100m/"
    assert found["BindsSites"]["Action"] == ["organizations:AttachPolicy"]
    assert found["BindsSites"]["Resource"] == [f"{account}111122223333"]
    assert found["FreesAccounts"]["Action"] == ["organizations:DetachPolicy"]
    assert found["FreesAccounts"]["Resource"] == [f"{account}*"]


def test_it_keeps_the_state_of_its_own_account() -> None:
    found = statements("state")
    bucket = "arn:aws:s3:::loom-organization-state-444455556666"
    assert found["FindsState"]["Resource"] == [bucket]
    assert found["KeepsState"]["Resource"] == [f"{bucket}/.pulumi/*"]
    keys = {"arn:aws:kms:eu-central-1:444455556666:key/*"}
    assert {*found["OpensSecrets"]["Resource"], *found["EncryptsState"]["Resource"]} == keys
    assert found["OpensSecrets"]["Condition"]["ForAnyValue:StringLike"] == {
        "kms:ResourceAliases": ["alias/loom-organization-secrets"]
    }


def test_no_call_is_a_wildcard_and_every_policy_is_one_that_iam_takes() -> None:
    for policy in organization_deployer(managed(sovereign())).policies.values():
        assert length(policy) <= 6_144
        for statement in policy["Statement"]:
            assert not [action for action in statement["Action"] if "*" in action]
            assert not [arn for arn in statement["Resource"] if arn.startswith("arn:aws:")]


def test_whoever_is_no_one_role_is_refused() -> None:
    with pytest.raises(Problem, match=r"^organization, deployer would be open to \*, which is no"):
        organization_deployer(managed(), trusted=["*"])


def test_an_account_of_others_has_none() -> None:
    with pytest.raises(Problem, match=r"^organization\.aws\.management is external"):
        organization_deployer(declared())
