from typing import Any

from enclave.derive.organization_policies import organization_policies
from enclave.derive.policy_packing import PolicyType
from enclave.rehearsal.organization_comparison import compare_organization
from enclave.rehearsal.read_organization import Carried
from tests.enclave.rehearsal.factories import example

ACCOUNT = "111122223333"
KIND = "SERVICE_CONTROL_POLICY"
FIRST = Carried(account=ACCOUNT, type=KIND, name="loom-enclave-scp-1")


def as_derived() -> dict[Carried, Any]:
    return {
        Carried(account=ACCOUNT, type=policy.type, name=policy.name): policy.document
        for policy in organization_policies(example())
        if policy.type is not PolicyType.DECLARATIVE_EC2
    }


def test_what_is_as_derived_is_counted() -> None:
    count = len(as_derived())
    found = compare_organization(example(), as_derived())
    assert str(found) == f"{count}/{count} organization policies on accounts"
    assert found.problems == ()


def test_a_policy_that_is_not_attached_is_told() -> None:
    carried = as_derived()
    del carried[FIRST]
    found = compare_organization(example(), carried)
    assert found.right == found.derived - 1
    assert found.problems == (
        f"{KIND} loom-enclave-scp-1 on {ACCOUNT} is derived, and does not stand",
    )


def test_a_policy_that_says_less_is_told() -> None:
    emptied = {"Version": "2012-10-17", "Statement": []}
    found = compare_organization(example(), as_derived() | {FIRST: emptied})
    assert found.right == found.derived - 1
    assert found.problems == (
        f"{KIND} loom-enclave-scp-1 on {ACCOUNT} does not say what is derived",
    )


def test_a_policy_that_nobody_derived_is_told() -> None:
    more = Carried(account=ACCOUNT, type=KIND, name="theirs")
    found = compare_organization(example(), as_derived() | {more: {}})
    assert found.problems == (f"{KIND} theirs on {ACCOUNT} stands, and is not derived",)
