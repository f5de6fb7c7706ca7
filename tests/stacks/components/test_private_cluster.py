"""The cluster: reached from its network alone, its egress by our routes, its data under our key."""

from ipaddress import IPv4Network
from typing import Any

import pytest

from enclave.derive.access_entries import AccessEntrySpec
from enclave.derive.cluster import ClusterSpec, LogType
from enclave.derive.security_groups import Group
from enclave.derive.subnets import SubnetRole
from enclave.problems import Problem
from stacks.components.private_cluster import PrivateCluster, PrivateClusterArgs
from tests.stacks.conftest import Recorder

NAME = "loom-frankfurt-cluster"
POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
LOOKER = "arn:aws:iam::111122223333:role/looker"


def make_args(**overrides: object) -> PrivateClusterArgs:
    values: dict[str, Any] = {
        "spec": ClusterSpec(
            name=NAME,
            version="1.36",
            service_block=IPv4Network("172.20.0.0/20"),
            key="loom-frankfurt-cluster",
            log_group=f"/aws/eks/{NAME}/cluster",
            log_key="loom-frankfurt-logs",
            log_types=tuple(LogType),
            subnets=SubnetRole.WORKLOAD,
            group=Group.CONTROL_PLANE,
        ),
        "role_arn": "role-arn",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "security_group_id": "group",
        "key_arn": "key-arn",
        "log_key_arn": "log-key-arn",
        "access": [AccessEntrySpec(key="looker", principal=LOOKER, policy=POLICY)],
        "tags": {"enclave:site": "frankfurt"},
        "lasting": True,
    } | overrides
    return PrivateClusterArgs(**values)


def test_every_choice_of_the_cluster_is_made(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()).cluster_name)
    assert recorder.inputs("eks-cluster") == {
        "name": NAME,
        "version": "1.36",
        "roleArn": "role-arn",
        "vpcConfig": {
            "subnetIds": ["subnet-a", "subnet-b"],
            "securityGroupIds": ["group"],
            "endpointPrivateAccess": True,
            "endpointPublicAccess": False,
            "controlPlaneEgressMode": "CUSTOMER_ROUTED",
        },
        "kubernetesNetworkConfig": {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/20"},
        "encryptionConfig": {"provider": {"keyArn": "key-arn"}, "resources": ["secrets"]},
        "accessConfig": {
            "authenticationMode": "API",
            "bootstrapClusterCreatorAdminPermissions": False,
        },
        "bootstrapSelfManagedAddons": False,
        "enabledClusterLogTypes": [
            "api",
            "audit",
            "authenticator",
            "controllerManager",
            "scheduler",
        ],
        "upgradePolicy": {"supportType": "STANDARD"},
        "deletionProtection": True,
        "tags": {"Name": NAME},
    }
    assert recorder.outputs == NAME


def test_logs_have_a_group_with_a_key_before_the_cluster_writes_any(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()).log_group)
    assert recorder.inputs("eks-log") == {
        "name": f"/aws/eks/{NAME}/cluster",
        "kmsKeyId": "log-key-arn",
        "retentionInDays": 30,
        "tags": {"Name": f"/aws/eks/{NAME}/cluster"},
    }
    assert "eks-log" in recorder.after("eks-cluster")
    assert recorder.outputs == f"/aws/eks/{NAME}/cluster"


def test_the_address_is_the_one_that_eks_tells(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()).endpoint)
    assert recorder.outputs == "https://eks-cluster.eks.example"


def test_the_group_that_eks_makes_keeps_no_rule(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()))
    assert recorder.inputs("eks-closed-group") == {
        "securityGroupId": "eks-cluster-eks-group-id",
        "ingressRuleIds": [],
        "egressRuleIds": [],
    }


def test_the_group_that_eks_makes_is_tagged_before_it_is_closed(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()))
    assert recorder.inputs("eks-closed-group-site") == {
        "resourceId": "eks-cluster-eks-group-id",
        "key": "enclave:site",
        "value": "frankfurt",
    }
    assert "eks-closed-group-site" in recorder.after("eks-closed-group")


def test_who_is_let_in_has_an_entry_and_a_policy(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args()))
    assert recorder.inputs("eks-access-looker") == {
        "clusterName": NAME,
        "principalArn": LOOKER,
        "type": "STANDARD",
        "tags": {"Name": "looker"},
    }
    assert recorder.inputs("eks-access-looker-policy") == {
        "clusterName": NAME,
        "principalArn": LOOKER,
        "policyArn": POLICY,
        "accessScope": {"type": "cluster"},
    }


def test_what_does_not_last_can_be_deleted(recorder: Recorder) -> None:
    recorder.run(lambda: PrivateCluster("eks", make_args(lasting=False)))
    assert recorder.inputs("eks-cluster")["deletionProtection"] is False


def test_one_subnet_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(subnet_ids=["subnet-a"])
    assert str(caught.value) == (
        f"cluster {NAME} has 1 of the 2 subnets that it needs. "
        "Fix: plan a subnet for it in each zone."
    )
