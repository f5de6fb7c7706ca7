"""The plan of a cloud site's network: which block serves which role in which zone.

The network is cut in quarters. The first three are for nodes and their pods, one a zone; a fourth
zone gets the lower half of the last quarter. The upper half of it holds, from its start, a /24 of
endpoints (a /26 a zone) and a /25 of load balancers (a /27 a zone). What is left, quarters of zones
that are not there and the rest of the last eighth, is room to grow. Blocks go by the order in which
zones are declared: a zone added at the end moves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network

from enclave.declaration.model import Declaration
from enclave.derive.placement import cloud_placement
from enclave.problems import Problem

WIDEST = 16  # AWS refuses a VPC wider than this
NARROWEST = 20  # a quarter is then a /22: 1,019 addresses for one zone of nodes and pods
ENDPOINT_BLOCK, ENDPOINT_SUBNET = 24, 26
LOAD_BALANCER_BLOCK, LOAD_BALANCER_SUBNET = 25, 27


class SubnetRole(StrEnum):
    """What stands in a subnet; control-plane interfaces and the runner stand in `workload`."""

    WORKLOAD = "workload"
    ENDPOINT = "endpoint"
    LOAD_BALANCER = "load_balancer"


@dataclass(frozen=True, kw_only=True)
class Subnet:
    """One subnet: `zone` is the letter after the region's name."""

    role: SubnetRole
    zone: str
    block: IPv4Network


def plan_subnets(declaration: Declaration, site: str) -> tuple[Subnet, ...]:
    """Subnets of a cloud site, by role and then zone; disjoint, and inside the site's network.

    Raises Problem for a network outside /16 to /20.
    """
    placement = cloud_placement(declaration, site)
    _check_size(placement.network, site)
    eighths = list(placement.network.subnets(prefixlen_diff=3))
    quarters = list(placement.network.subnets(prefixlen_diff=2))
    endpoints, small = _first_two(eighths[7])
    blocks = {
        SubnetRole.WORKLOAD: [*quarters[:3], eighths[6]],
        SubnetRole.ENDPOINT: list(endpoints.subnets(new_prefix=ENDPOINT_SUBNET)),
        SubnetRole.LOAD_BALANCER: list(small.subnets(new_prefix=LOAD_BALANCER_SUBNET)),
    }
    return tuple(
        Subnet(role=role, zone=zone, block=block)
        for role in SubnetRole
        for zone, block in zip(placement.zones, blocks[role], strict=False)
    )


def _first_two(eighth: IPv4Network) -> tuple[IPv4Network, IPv4Network]:
    endpoints = next(eighth.subnets(new_prefix=ENDPOINT_BLOCK))
    after = IPv4Network((int(endpoints.broadcast_address) + 1, LOAD_BALANCER_BLOCK))
    return endpoints, after


def _check_size(network: IPv4Network, site: str) -> None:
    if WIDEST <= network.prefixlen <= NARROWEST:
        return
    wide = network.prefixlen < WIDEST
    raise Problem(
        where=f"sites.{site}.aws.network",
        problem=f"{network} is wider than AWS allows"
        if wide
        else f"{network} has too little room for nodes, pods and endpoints in each zone",
        fix=f"choose a block from /{WIDEST} to /{NARROWEST}",
    )
