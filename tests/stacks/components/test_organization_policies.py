"""Policies of the organization: each as derived, attached to the accounts of sites alone."""

from typing import Any

import pytest

from enclave.derive.policy_packing import PolicyDocument, PolicyType
from enclave.problems import Problem
from stacks.components.organization_policies import OrganizationPolicies, OrganizationPoliciesArgs
from tests.stacks.conftest import Recorder

POLICIES = (
    PolicyDocument(name="scp-1", type=PolicyType.SERVICE_CONTROL, document={"Statement": []}),
    PolicyDocument(name="ec2", type=PolicyType.DECLARATIVE_EC2, document={"ec2_attributes": {}}),
)


def make_args(**overrides: object) -> OrganizationPoliciesArgs:
    values: dict[str, Any] = {
        "description": "Accounts of the enclave of Loom",
        "policies": POLICIES,
        "accounts": ("111122223333", "222233334444"),
    } | overrides
    return OrganizationPoliciesArgs(**values)


def test_each_policy_is_as_derived(recorder: Recorder) -> None:
    recorder.run(lambda: OrganizationPolicies("g", make_args()))
    assert recorder.inputs("g-scp-1") == {
        "name": "scp-1",
        "description": "Accounts of the enclave of Loom",
        "type": "SERVICE_CONTROL_POLICY",
        "content": '{"Statement":[]}',
    }
    assert recorder.inputs("g-ec2")["type"] == "DECLARATIVE_POLICY_EC2"


def test_each_policy_is_attached_to_each_account_and_to_nothing_above(recorder: Recorder) -> None:
    recorder.run(lambda: OrganizationPolicies("g", make_args()))
    attached = {
        (d.inputs["policyId"], d.inputs["targetId"])
        for d in recorder.custom()
        if d.type == "aws:organizations/policyAttachment:PolicyAttachment"
    }
    assert attached == {
        ("g-scp-1-id", "111122223333"),
        ("g-scp-1-id", "222233334444"),
        ("g-ec2-id", "111122223333"),
        ("g-ec2-id", "222233334444"),
    }


def test_tells_the_ids_of_the_policies(recorder: Recorder) -> None:
    recorder.run(lambda: OrganizationPolicies("g", make_args()).policy_ids[1])
    assert recorder.outputs == "g-ec2-id"


@pytest.mark.parametrize("without", ["policies", "accounts"])
def test_nothing_to_bind_is_refused(without: str) -> None:
    with pytest.raises(Problem) as refused:
        make_args(**{without: ()})
    assert str(refused.value) == (
        "organization has no policy or no account of a site, so nothing would be bound."
        " Fix: declare a site with an aws part."
    )
