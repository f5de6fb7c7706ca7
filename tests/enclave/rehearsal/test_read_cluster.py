"""Clusters and node groups, read back as anybody would read them."""

import base64
from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import Any, Literal

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.read_cluster import Cluster, read_clusters

ROLE = "arn:aws:iam::111122223333:role/mine"


def client(service: Literal["ec2", "eks"]) -> Any:  # noqa: ANN401  boto3 has no types
    return boto3.client(
        service,
        region_name="eu-central-1",
        aws_access_key_id="111122223333",
        aws_secret_access_key=SECRET_FOR_MOTO,
    )


@pytest.fixture
def subnet() -> Iterator[str]:
    with mock_aws():
        ec2 = client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.40.0.0/20")["Vpc"]["VpcId"]
        made = ec2.create_subnet(VpcId=vpc, CidrBlock="10.40.0.0/24")
        yield str(made["Subnet"]["SubnetId"])


def make(subnet: str, **network: object) -> None:
    client("eks").create_cluster(
        name="it",
        version="1.36",
        roleArn=ROLE,
        resourcesVpcConfig={"subnetIds": [subnet], **network},
    )


def look(subnet: str, **groups: str) -> dict[str, Cluster]:
    return read_clusters(client("eks"), client("ec2"), subnets=[subnet], groups=groups)


def test_a_cluster_that_says_nothing_is_open_and_not_encrypted(subnet: str) -> None:
    make(subnet)
    found = look(subnet)["it"]
    assert (found.private, found.egress_mode, found.key) == (False, None, None)
    assert (found.groups, found.logs, found.role) == (frozenset(), frozenset(), "mine")


def test_what_a_cluster_says_is_read(subnet: str) -> None:
    client("eks").create_cluster(
        name="it",
        version="1.36",
        roleArn=ROLE,
        resourcesVpcConfig={
            "subnetIds": [subnet],
            "securityGroupIds": ["sg-1", "sg-2"],
            "endpointPrivateAccess": True,
            "endpointPublicAccess": False,
            "controlPlaneEgressMode": "CUSTOMER_ROUTED",
        },
        kubernetesNetworkConfig={"serviceIpv4Cidr": "172.20.0.0/20"},
        encryptionConfig=[{"resources": ["secrets"], "provider": {"keyArn": "key"}}],
        logging={
            "clusterLogging": [
                {"types": ["audit"], "enabled": True},
                {"types": ["api"], "enabled": False},
            ]
        },
    )
    assert look(subnet, **{"sg-1": "control-plane"})["it"] == Cluster(
        version="1.36",
        private=True,
        egress_mode="CUSTOMER_ROUTED",
        key="key",
        logs=frozenset({"audit"}),
        groups=frozenset({"control-plane", "sg-2"}),
        services=IPv4Network("172.20.0.0/20"),
        role="mine",
        nodes={},
    )


def test_a_public_endpoint_beside_the_private_one_is_seen(subnet: str) -> None:
    make(subnet, endpointPrivateAccess=True, endpointPublicAccess=True)
    assert not look(subnet)["it"].private


def test_a_cluster_elsewhere_is_not_of_the_site(subnet: str) -> None:
    make("subnet-0elsewhere")
    assert look(subnet) == {}


def nodes(subnet: str, **template: object) -> None:
    launch: dict[str, Any] = {}
    if template:
        made = client("ec2").create_launch_template(
            LaunchTemplateName="it", LaunchTemplateData=template
        )
        launch = {
            "launchTemplate": {"id": made["LaunchTemplate"]["LaunchTemplateId"], "version": "1"}
        }
    client("eks").create_nodegroup(
        clusterName="it",
        nodegroupName="gpu",
        nodeRole=ROLE,
        subnets=[subnet],
        amiType="BOTTLEROCKET_x86_64_NVIDIA_FIPS",
        version="1.36",
        scalingConfig={"minSize": 1, "maxSize": 3, "desiredSize": 2},
        labels={"enclave/nodes": "gpu"},
        taints=[{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}],
        **launch,
    )


def test_nodes_without_a_template_of_ours_have_nothing_of_ours(subnet: str) -> None:
    make(subnet)
    nodes(subnet)
    found = look(subnet)["it"].nodes["gpu"]
    assert (found.sizes, found.capacity, found.role) == ((1, 3, 2), "ON_DEMAND", "mine")
    assert found.taints == {("nvidia.com/gpu", "present", "NO_SCHEDULE")}
    assert (found.groups, found.tokens_only, found.hops) == (frozenset(), False, 0)
    assert (found.volume_keys, found.user_data) == (frozenset(), "")


def test_nodes_are_what_their_template_says(subnet: str) -> None:
    make(subnet)
    encrypted = {"Encrypted": True, "KmsKeyId": "key"}
    nodes(
        subnet,
        InstanceType="p5.48xlarge",
        KeyName="mine",
        SecurityGroupIds=["sg-1"],
        MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": encrypted},
            {"DeviceName": "/dev/xvdb", "Ebs": {"Encrypted": False}},
        ],
        UserData=base64.b64encode(b"[settings]\n").decode(),
        CapacityReservationSpecification={
            "CapacityReservationTarget": {"CapacityReservationId": "cr-1"}
        },
    )
    found = look(subnet, **{"sg-1": "gpu"})["it"].nodes["gpu"]
    assert (found.instance_type, found.key_pair, found.groups) == (
        "p5.48xlarge",
        True,
        frozenset({"gpu"}),
    )
    assert (found.tokens_only, found.hops) == (True, 1)
    assert found.volume_keys == {"key", None}
    assert (found.user_data, found.reservation) == ("[settings]\n", "cr-1")
