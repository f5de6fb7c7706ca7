"""Security groups: exactly the given rules, each a resource of its own."""

from ipaddress import IPv4Network
from typing import Any

import pytest

from enclave.derive.connections import Protocol
from enclave.derive.security_groups import Direction, Group, Rule, SecurityGroup
from enclave.problems import Problem
from stacks.components.enclave_security_groups import (
    EnclaveSecurityGroups,
    EnclaveSecurityGroupsArgs,
)
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> EnclaveSecurityGroupsArgs:
    both_ways = tuple(make_rule(direction=direction) for direction in Direction)
    values: dict[str, Any] = {"vpc_id": "vpc", "groups": [make_group(rules=both_ways)]} | overrides
    return EnclaveSecurityGroupsArgs(**values)


def make_group(**overrides: object) -> SecurityGroup:
    values: dict[str, Any] = {
        "role": Group.SYSTEM,
        "name": "loom-frankfurt-system",
        "description": "System nodes",
        "rules": (),
    } | overrides
    return SecurityGroup(**values)


def make_rule(**overrides: object) -> Rule:
    values: dict[str, Any] = {
        "direction": Direction.EGRESS,
        "peer": Group.SYSTEM,
        "protocol": Protocol.TCP,
        "from_port": 443,
        "to_port": 443,
        "description": "why",
    } | overrides
    return Rule(**values)


def with_rule(**overrides: object) -> EnclaveSecurityGroupsArgs:
    return make_args(groups=[make_group(rules=(make_rule(**overrides),))])


def test_group_has_no_rules_of_its_own(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveSecurityGroups("sg", make_args()).ids[Group.SYSTEM])
    assert recorder.inputs("sg-system") == {
        "vpcId": "vpc",
        "name": "loom-frankfurt-system",
        "description": "System nodes",
        "revokeRulesOnDelete": True,
        "tags": {"Name": "loom-frankfurt-system"},
    }
    assert recorder.outputs == "sg-system-id"


def test_egress_to_a_group_names_the_group(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveSecurityGroups("sg", with_rule()))
    assert recorder.inputs("sg-system-egress-system-tcp-443") == {
        "securityGroupId": "sg-system-id",
        "referencedSecurityGroupId": "sg-system-id",
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
        "description": "why",
    }


def test_egress_to_a_far_end_names_its_block(recorder: Recorder) -> None:
    peer = IPv4Network("10.20.8.20/32")
    recorder.run(lambda: EnclaveSecurityGroups("sg", with_rule(peer=peer)))
    inputs = recorder.inputs("sg-system-egress-10.20.8.20-32-tcp-443")
    assert inputs["cidrIpv4"] == "10.20.8.20/32"
    assert "referencedSecurityGroupId" not in inputs


def test_ingress_from_a_group_names_the_group(recorder: Recorder) -> None:
    rule = {"direction": Direction.INGRESS, "from_port": 8000, "to_port": 8002}
    recorder.run(lambda: EnclaveSecurityGroups("sg", with_rule(**rule)))
    assert recorder.inputs("sg-system-ingress-system-tcp-8000-8002") == {
        "securityGroupId": "sg-system-id",
        "referencedSecurityGroupId": "sg-system-id",
        "ipProtocol": "tcp",
        "fromPort": 8000,
        "toPort": 8002,
        "description": "why",
    }


def test_ingress_from_a_far_end_names_its_block(recorder: Recorder) -> None:
    rule = {"direction": Direction.INGRESS, "peer": IPv4Network("10.20.16.0/24")}
    recorder.run(lambda: EnclaveSecurityGroups("sg", with_rule(**rule)))
    inputs = recorder.inputs("sg-system-ingress-10.20.16.0-24-tcp-443")
    assert inputs["cidrIpv4"] == "10.20.16.0/24"
    assert "referencedSecurityGroupId" not in inputs


def test_rule_for_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        with_rule(peer=Group.GPU)
    assert str(caught.value) == (
        "security group loom-frankfurt-system has a rule for gpu, which is not there. "
        "Fix: declare both groups or neither."
    )
