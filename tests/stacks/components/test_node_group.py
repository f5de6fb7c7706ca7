"""Nodes: no way in, no metadata for pods, volumes under our key, as many as derived."""

import base64
from typing import Any

import pytest

from enclave.derive.ends import Role
from enclave.derive.node_groups import CapacityType, Effect, NodeGroupSpec, Taint
from enclave.derive.security_groups import Group
from enclave.problems import Problem
from stacks.components.node_group import NodeGroup, NodeGroupArgs
from tests.stacks.conftest import Recorder

NAME = "loom-frankfurt-gpu"
TAGS = {"enclave:site": "frankfurt"}


def make_args(*, spec: NodeGroupSpec | None = None, **overrides: object) -> NodeGroupArgs:
    values: dict[str, Any] = {
        "spec": spec or make_spec(),
        "version": "1.36",
        "cluster_name": "loom",
        "role_arn": "role-arn",
        "subnet_ids": ["subnet-a"],
        "security_group_id": "group",
        "key_arn": "key-arn",
        "tags": TAGS,
    } | overrides
    return NodeGroupArgs(**values)


def make_spec(**overrides: object) -> NodeGroupSpec:
    values: dict[str, Any] = {
        "name": NAME,
        "role": Role.GPU_NODES,
        "group": Group.GPU,
        "instance_type": "p5.48xlarge",
        "ami_type": "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
        "count": 2,
        "root_gib": 8,
        "data_gib": 500,
        "zones": ("a",),
        "labels": {"enclave/nodes": "gpu"},
        "taints": (Taint(key="nvidia.com/gpu", value="present", effect=Effect.NO_SCHEDULE),),
        "user_data": "[settings]\n",
        "capacity_type": CapacityType.CAPACITY_BLOCK,
        "reservation": "cr-0a1b2c3d4e5f67890",
    } | overrides
    return NodeGroupSpec(**values)


def volume(device: str, gib: int) -> dict[str, Any]:
    return {
        "deviceName": device,
        "ebs": {
            "volumeType": "gp3",
            "volumeSize": gib,
            "encrypted": "true",
            "kmsKeyId": "key-arn",
            "deleteOnTermination": "true",
        },
    }


def test_machines_start_from_a_template_that_leaves_nothing_open(recorder: Recorder) -> None:
    recorder.run(lambda: NodeGroup("gpu", make_args()).group_name)
    inputs = dict(recorder.inputs("gpu-template"))
    assert base64.b64decode(inputs.pop("userData")) == b"[settings]\n"
    tagged = inputs.pop("tagSpecifications")
    assert inputs == {
        "name": NAME,
        "updateDefaultVersion": True,
        "instanceType": "p5.48xlarge",
        "vpcSecurityGroupIds": ["group"],
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpTokens": "required",
            "httpPutResponseHopLimit": 1,
            "httpProtocolIpv6": "disabled",
            "instanceMetadataTags": "disabled",
        },
        "blockDeviceMappings": [volume("/dev/xvda", 8), volume("/dev/xvdb", 500)],
        "capacityReservationSpecification": {
            "capacityReservationTarget": {"capacityReservationId": "cr-0a1b2c3d4e5f67890"}
        },
        "instanceMarketOptions": {"marketType": "capacity-block"},
        "tags": {"Name": NAME},
    }
    told = {**TAGS, "Name": NAME, "cluster.k8s.amazonaws.com/name": "loom"}
    assert tagged == [
        {"resourceType": kind, "tags": told} for kind in ("instance", "volume", "network-interface")
    ]
    assert recorder.outputs == NAME


def test_the_group_is_as_large_as_derived_and_from_the_template(recorder: Recorder) -> None:
    recorder.run(lambda: NodeGroup("gpu", make_args()))
    assert recorder.inputs("gpu-group") == {
        "clusterName": "loom",
        "nodeGroupName": NAME,
        "nodeRoleArn": "role-arn",
        "subnetIds": ["subnet-a"],
        "version": "1.36",
        "amiType": "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
        "capacityType": "CAPACITY_BLOCK",
        "launchTemplate": {"id": "gpu-template-id", "version": "1"},
        "scalingConfig": {"minSize": 2, "maxSize": 2, "desiredSize": 2},
        "updateConfig": {"maxUnavailable": 1, "updateStrategy": "MINIMAL"},
        "labels": {"enclave/nodes": "gpu"},
        "taints": [{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}],
        "tags": {"Name": NAME},
    }


def test_system_nodes_come_before_their_predecessors_go(recorder: Recorder) -> None:
    spec = make_spec(role=Role.SYSTEM_NODES, taints=())
    recorder.run(lambda: NodeGroup("system", make_args(spec=spec)))
    inputs = recorder.inputs("system-group")
    assert inputs["updateConfig"]["updateStrategy"] == "DEFAULT"
    assert inputs["taints"] == []


def test_without_a_reservation_machines_start_anywhere(recorder: Recorder) -> None:
    spec = make_spec(reservation=None, capacity_type=CapacityType.ON_DEMAND)
    recorder.run(lambda: NodeGroup("gpu", make_args(spec=spec)))
    inputs = recorder.inputs("gpu-template")
    assert not {"capacityReservationSpecification", "instanceMarketOptions"} & set(inputs)


def test_no_key_pair_and_no_shell_opens_a_machine(recorder: Recorder) -> None:
    recorder.run(lambda: NodeGroup("gpu", make_args()))
    assert "keyName" not in recorder.inputs("gpu-template")
    assert "remoteAccess" not in recorder.inputs("gpu-group")


def test_subnets_that_do_not_match_the_zones_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(subnet_ids=["subnet-a", "subnet-b"])
    assert str(caught.value) == (
        f"node group {NAME} has 2 subnets, not one in each of its zones (a). "
        "Fix: give it the subnet of each zone."
    )
