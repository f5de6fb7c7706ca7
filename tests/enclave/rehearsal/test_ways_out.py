from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.ways_out import ways_out

REGION = "eu-central-1"


class Site:
    """A network with one subnet, in moto."""

    def __init__(self) -> None:
        self.ec2: Any = boto3.client(
            "ec2", region_name=REGION, aws_access_key_id="a", aws_secret_access_key=SECRET_FOR_MOTO
        )
        self.vpc = self.network("10.40.0.0/20")
        self.subnet = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.40.0.0/24")["Subnet"][
            "SubnetId"
        ]

    def network(self, block: str) -> str:
        return str(self.ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"])

    def gateway(self) -> str:
        made = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=made, VpcId=self.vpc)
        return str(made)

    def table(self) -> str:
        only = [{"Name": "vpc-id", "Values": [self.vpc]}]
        return str(self.ec2.describe_route_tables(Filters=only)["RouteTables"][0]["RouteTableId"])

    def found(self) -> list[str]:
        return list(ways_out(self.ec2, self.vpc))


@pytest.fixture
def site() -> Iterator[Site]:
    with mock_aws():
        yield Site()


def test_a_closed_network_has_none(site: Site) -> None:
    assert site.found() == []


def test_what_belongs_to_another_network_is_not_meant(site: Site) -> None:
    site.gateway()
    assert list(ways_out(site.ec2, site.network("10.50.0.0/20"))) == []


def test_an_internet_gateway_is_one(site: Site) -> None:
    gateway = site.gateway()
    assert site.found() == [f"internet gateway {gateway}"]


def test_an_egress_only_gateway_is_one(site: Site) -> None:
    made = site.ec2.create_egress_only_internet_gateway(VpcId=site.vpc)
    gateway = made["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    assert site.found() == [f"egress-only gateway {gateway}"]


def test_a_vpn_gateway_is_one(site: Site) -> None:
    gateway = site.ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    site.ec2.attach_vpn_gateway(VpcId=site.vpc, VpnGatewayId=gateway)
    assert site.found() == [f"VPN gateway {gateway}"]


def test_a_nat_gateway_is_one_and_so_is_its_public_address(site: Site) -> None:
    address = site.ec2.allocate_address(Domain="vpc")
    site.ec2.create_nat_gateway(SubnetId=site.subnet, AllocationId=address["AllocationId"])
    nat, public = site.found()
    assert nat.startswith("NAT gateway nat-")
    assert public.startswith(f"public address {address['PublicIp']} on eni-")


@pytest.mark.parametrize("asks", [True, False])
def test_a_peering_is_one_whoever_asked_for_it(site: Site, *, asks: bool) -> None:
    other = site.network("10.50.0.0/20")
    ours, theirs = (site.vpc, other) if asks else (other, site.vpc)
    made = site.ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    peering = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    assert site.found() == [f"peering {peering}"]


def test_a_peering_that_is_gone_is_none(site: Site) -> None:
    other = site.network("10.50.0.0/20")
    made = site.ec2.create_vpc_peering_connection(VpcId=site.vpc, PeerVpcId=other)
    peering = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    site.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert site.found() == []


def test_a_transit_gateway_attachment_is_one(site: Site) -> None:
    gateway = site.ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    made = site.ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway, VpcId=site.vpc, SubnetIds=[site.subnet]
    )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    assert site.found() == [f"transit gateway attachment {made}"]


@pytest.mark.parametrize(
    ("where", "block"),
    [
        ("DestinationCidrBlock", "0.0.0.0/0"),
        ("DestinationCidrBlock", "10.60.0.0/16"),
        ("DestinationIpv6CidrBlock", "::/0"),
    ],
)
def test_a_route_that_is_not_local_is_one(site: Site, where: str, block: str) -> None:
    gateway, table = site.gateway(), site.table()
    site.ec2.create_route(RouteTableId=table, GatewayId=gateway, **{where: block})
    assert site.found()[1:] == [f"route {block} to {gateway} in {table}"]


def test_a_subnet_that_gives_public_addresses_is_one(site: Site) -> None:
    site.ec2.modify_subnet_attribute(SubnetId=site.subnet, MapPublicIpOnLaunch={"Value": True})
    assert site.found() == [f"public addresses for all that starts in {site.subnet}"]
