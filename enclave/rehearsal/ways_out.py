"""Whatever leads out of a network of AWS: gateways, peers, routes, public addresses."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

LOCAL = "local"
GONE = frozenset({"deleted", "deleting", "detached", "rejected", "expired", "failed"})


class _Gateway(NamedTuple):
    """How EC2 lists a kind of gateway that is attached to networks."""

    name: str
    call: str
    key: str
    id: str
    attachments: str


_GATEWAYS = (
    _Gateway(
        "internet gateway",
        "describe_internet_gateways",
        "InternetGateways",
        "InternetGatewayId",
        "Attachments",
    ),
    _Gateway(
        "egress-only gateway",
        "describe_egress_only_internet_gateways",
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayId",
        "Attachments",
    ),
    _Gateway(
        "VPN gateway", "describe_vpn_gateways", "VpnGateways", "VpnGatewayId", "VpcAttachments"
    ),
)
_TARGETS = (
    "GatewayId",
    "NatGatewayId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
    "EgressOnlyInternetGatewayId",
    "NetworkInterfaceId",
    "InstanceId",
    "LocalGatewayId",
    "CarrierGatewayId",
    "CoreNetworkArn",
)


def ways_out(
    ec2: Any,  # noqa: ANN401  botocore has no types
    vpc: str,
) -> Iterator[str]:
    """Name everything attached to the network by which traffic could leave it or come in.

    What is tested is what EC2 answers about the network, not what its filters let through: moto
    ignores some of them.
    """
    yield from _gateways(ec2, vpc)
    yield from _peerings(ec2, vpc)
    yield from _routes(ec2, vpc)
    yield from _addresses(ec2, vpc)


def _gateways(ec2: Any, vpc: str) -> Iterator[str]:  # noqa: ANN401  botocore has no types
    for kind in _GATEWAYS:
        for gateway in _all(ec2, kind.call, kind.key):
            if _attached(gateway.get(kind.attachments, ()), vpc):
                yield f"{kind.name} {gateway[kind.id]}"
    for gateway in _all(ec2, "describe_nat_gateways", "NatGateways"):
        if gateway["VpcId"] == vpc and gateway["State"] not in GONE:
            yield f"NAT gateway {gateway['NatGatewayId']}"


def _attached(attachments: Any, vpc: str) -> bool:  # noqa: ANN401  botocore has no types
    return any(each["VpcId"] == vpc and each["State"] not in GONE for each in attachments)


def _peerings(ec2: Any, vpc: str) -> Iterator[str]:  # noqa: ANN401  botocore has no types
    for peering in _all(ec2, "describe_vpc_peering_connections", "VpcPeeringConnections"):
        sides = {peering[side].get("VpcId") for side in ("RequesterVpcInfo", "AccepterVpcInfo")}
        if vpc in sides and peering["Status"]["Code"] not in GONE:
            yield f"peering {peering['VpcPeeringConnectionId']}"
    for attachment in _all(
        ec2, "describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments"
    ):
        if attachment["VpcId"] == vpc and attachment["State"] not in GONE:
            yield f"transit gateway attachment {attachment['TransitGatewayAttachmentId']}"


def _routes(ec2: Any, vpc: str) -> Iterator[str]:  # noqa: ANN401  botocore has no types
    for table in _all(ec2, "describe_route_tables", "RouteTables"):
        for route in table["Routes"] if table["VpcId"] == vpc else ():
            if route.get("GatewayId") != LOCAL:
                yield f"route {_destination(route)} to {_target(route)} in {table['RouteTableId']}"


def _destination(route: Mapping[str, Any]) -> str:
    named = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
    return next((str(route[name]) for name in named if route.get(name)), "nowhere")


def _target(route: Mapping[str, Any]) -> str:
    return next((str(route[name]) for name in _TARGETS if route.get(name)), "nothing")


def _addresses(ec2: Any, vpc: str) -> Iterator[str]:  # noqa: ANN401  botocore has no types
    for interface in _all(ec2, "describe_network_interfaces", "NetworkInterfaces"):
        public = interface.get("Association", {}).get("PublicIp")
        if interface.get("VpcId") == vpc and public:
            yield f"public address {public} on {interface['NetworkInterfaceId']}"
    for subnet in _all(ec2, "describe_subnets", "Subnets"):
        if subnet["VpcId"] == vpc and subnet["MapPublicIpOnLaunch"]:
            yield f"public addresses for all that starts in {subnet['SubnetId']}"


def _all(ec2: Any, call: str, key: str) -> list[Mapping[str, Any]]:  # noqa: ANN401  botocore has no types
    pages = ec2.get_paginator(call).paginate() if ec2.can_paginate(call) else [getattr(ec2, call)()]
    return [item for page in pages for item in page[key]]
