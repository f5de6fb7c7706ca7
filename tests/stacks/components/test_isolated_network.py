"""The network: subnets by role and zone, and no way in or out."""

from ipaddress import IPv4Network
from typing import Any

import pytest

from enclave.derive.subnets import Subnet, SubnetRole
from enclave.problems import Problem
from stacks.components.isolated_network import IsolatedNetwork, IsolatedNetworkArgs
from tests.stacks.conftest import VPC, Recorder


def make_args(**overrides: object) -> IsolatedNetworkArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "region": "eu-central-1",
        "block": IPv4Network("10.40.0.0/20"),
        "subnets": [make_subnet()],
    } | overrides
    return IsolatedNetworkArgs(**values)


def make_subnet(**overrides: object) -> Subnet:
    values: dict[str, Any] = {
        "role": SubnetRole.ENDPOINT,
        "zone": "a",
        "block": IPv4Network("10.40.14.0/26"),
    } | overrides
    return Subnet(**values)


def test_names_inside_the_network_resolve_and_it_has_no_public_addresses(
    recorder: Recorder,
) -> None:
    recorder.run(lambda: IsolatedNetwork("net", make_args()).vpc_id)
    assert recorder.inputs("net-vpc") == {
        "cidrBlock": "10.40.0.0/20",
        "enableDnsSupport": True,
        "enableDnsHostnames": True,
        "assignGeneratedIpv6CidrBlock": False,
        "tags": {"Name": "loom-frankfurt"},
    }
    assert recorder.outputs == VPC


def test_subnet_stands_in_its_zone_and_gives_no_public_address(recorder: Recorder) -> None:
    recorder.run(lambda: IsolatedNetwork("net", make_args()).subnet_ids[SubnetRole.ENDPOINT])
    assert recorder.inputs("net-endpoint-a") == {
        "vpcId": VPC,
        "cidrBlock": "10.40.14.0/26",
        "availabilityZone": "eu-central-1a",
        "mapPublicIpOnLaunch": False,
        "assignIpv6AddressOnCreation": False,
        "tags": {"Name": "loom-frankfurt-endpoint-a"},
    }
    assert recorder.outputs == ["net-endpoint-a-id"]


def test_route_table_knows_only_the_network_itself(recorder: Recorder) -> None:
    recorder.run(lambda: IsolatedNetwork("net", make_args()))
    assert recorder.inputs("net-endpoint-routes") == {
        "vpcId": VPC,
        "routes": [],
        "propagatingVgws": [],
        "tags": {"Name": "loom-frankfurt-endpoint"},
    }


def test_subnets_of_a_role_share_its_route_table(recorder: Recorder) -> None:
    subnets = [make_subnet(), make_subnet(zone="b", block=IPv4Network("10.40.14.64/26"))]
    recorder.run(lambda: IsolatedNetwork("net", make_args(subnets=subnets)))
    for zone in "ab":
        assert recorder.inputs(f"net-endpoint-{zone}-routes") == {
            "subnetId": f"net-endpoint-{zone}-id",
            "routeTableId": "net-endpoint-routes-id",
        }


def test_forgotten_interface_gets_a_group_that_admits_nothing(recorder: Recorder) -> None:
    recorder.run(lambda: IsolatedNetwork("net", make_args()))
    assert recorder.inputs("net-default-security-group") == {
        "vpcId": VPC,
        "ingress": [],
        "egress": [],
    }


def test_declares_nothing_that_leads_out(recorder: Recorder) -> None:
    recorder.run(lambda: IsolatedNetwork("net", make_args()))
    assert recorder.types() == {
        "enclave:network:IsolatedNetwork",
        "aws:ec2/vpc:Vpc",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    }


def test_subnet_outside_the_network_is_named() -> None:
    with pytest.raises(Problem) as caught:
        make_args(subnets=[make_subnet(block=IPv4Network("10.41.0.0/26"))])
    assert str(caught.value) == (
        "loom-frankfurt 10.41.0.0/26 lies outside 10.40.0.0/20. "
        "Fix: plan subnets inside the network's block."
    )


def test_network_without_subnets_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(subnets=[])
    assert str(caught.value) == (
        "loom-frankfurt has no subnet. Fix: plan subnets inside the network's block."
    )
