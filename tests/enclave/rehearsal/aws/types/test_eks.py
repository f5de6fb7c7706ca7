"""The group that EKS makes for a cluster, and what takes its rules away."""

from collections.abc import Callable
from typing import Any

import pytest

from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.state import State, previewed
from enclave.rehearsal.aws.types import TYPES
from tests.enclave.rehearsal.aws.conftest import (
    CLUSTER,
    GROUP,
    KEY,
    SUBNET,
    TEMPLATE,
    VPC,
    Clients,
    specimen,
    subject,
)

pytestmark = pytest.mark.integration

CLOSED = "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive"
NODES = "aws:eks/nodeGroup:NodeGroup"
Make = Callable[..., Lifecycle]


def made(lifecycle: Lifecycle, *types: str) -> dict[str, State]:
    states: dict[str, State] = {}
    for type_ in (VPC, SUBNET, GROUP, KEY, *types):
        inputs = specimen(type_, {other: state.id for other, state in states.items()})
        full, wrong = lifecycle.check(subject(type_), inputs)
        assert wrong == ()
        states[type_] = lifecycle.create(subject(type_), full, others=frozenset(), adopt=True)
    return states


def group_of(cluster: State) -> str:
    return str(cluster.outputs["vpcConfig"]["clusterSecurityGroupId"])


def rules(clients: Clients, group: str) -> tuple[list[Any], list[Any]]:
    (found,) = clients("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"]
    return found["IpPermissions"], found["IpPermissionsEgress"]


def test_a_cluster_comes_with_a_group_that_is_open_outwards(
    make_lifecycle: Make, clients: Clients
) -> None:
    states = made(make_lifecycle(), CLUSTER)
    inwards, outwards = rules(clients, group_of(states[CLUSTER]))
    assert [pair["GroupId"] for pair in inwards[0]["UserIdGroupPairs"]] == [
        group_of(states[CLUSTER])
    ]
    assert [block["CidrIp"] for block in outwards[0]["IpRanges"]] == ["0.0.0.0/0"]
    assert states[CLUSTER].outputs["vpcConfig"]["vpcId"] == states[VPC].id


def test_a_group_without_rules_of_its_own_keeps_none(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    group = group_of(made(lifecycle, CLUSTER)[CLUSTER])
    inputs = {"securityGroupId": group, "ingressRuleIds": [], "egressRuleIds": []}
    lifecycle.create(subject(CLOSED), inputs, others=frozenset(), adopt=True)
    assert rules(clients, group) == ([], [])


def test_a_rule_that_somebody_adds_is_drift(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    group = group_of(made(lifecycle, CLUSTER)[CLUSTER])
    inputs = {"securityGroupId": group, "ingressRuleIds": [], "egressRuleIds": []}
    state = lifecycle.create(subject(CLOSED), inputs, others=frozenset(), adopt=True)
    world = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    clients("ec2").authorize_security_group_egress(
        GroupId=group, IpPermissions=[world | {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    )
    read = lifecycle.read(subject(CLOSED), state.id, state.inputs)
    assert read is not None
    assert len(read.inputs["egressRuleIds"]) == 1
    lifecycle.update(subject(CLOSED), state.id, read.inputs, state.inputs)
    assert rules(clients, group) == ([], [])


def test_the_group_goes_with_the_cluster(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    cluster = made(lifecycle, CLUSTER)[CLUSTER]
    lifecycle.delete(subject(CLUSTER), cluster.id, cluster.inputs)
    named = [{"Name": "group-name", "Values": ["eks-cluster-sg-*"]}]
    assert clients("ec2").describe_security_groups(Filters=named)["SecurityGroups"] == []


def test_a_cluster_that_was_made_and_not_told_has_one_group(
    make_lifecycle: Make, clients: Clients
) -> None:
    for _ in range(2):
        cluster = made(make_lifecycle(), CLUSTER)[CLUSTER]
    named = [{"Name": "group-name", "Values": ["eks-cluster-sg-loom-*"]}]
    found = clients("ec2").describe_security_groups(Filters=named)["SecurityGroups"]
    assert [group["GroupId"] for group in found] == [group_of(cluster)]


def test_a_preview_does_not_know_the_group_yet() -> None:
    inputs = specimen(CLUSTER, {})
    first = previewed(TYPES[CLUSTER], inputs)
    assert isinstance(first["vpcConfig"], str)
    assert first["roleArn"] == inputs["roleArn"]
    assert "vpcConfig" not in previewed(TYPES[CLUSTER], inputs, computed=False)  # the old one stays


def test_a_change_of_the_template_is_a_new_version(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()
    state = made(lifecycle, TEMPLATE)[TEMPLATE]
    changed = lifecycle.update(
        subject(TEMPLATE), state.id, state.inputs, {**state.inputs, "instanceType": "p5.48xlarge"}
    )
    assert (state.outputs["latestVersion"], changed.outputs["latestVersion"]) == (1, 2)


def test_nodes_are_relabelled_in_place(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = made(lifecycle, TEMPLATE, CLUSTER, NODES)[NODES]
    wanted = {**state.inputs, "labels": {"enclave/nodes": "other"}, "taints": []}
    lifecycle.update(subject(NODES), state.id, state.inputs, wanted)
    nodes = clients("eks").describe_nodegroup(clusterName="loom", nodegroupName="gpu")["nodegroup"]
    assert (nodes["labels"], nodes["taints"]) == ({"enclave/nodes": "other"}, [])
