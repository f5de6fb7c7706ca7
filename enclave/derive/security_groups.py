"""Security groups of a cloud site: exactly the connections of the table, and no rule beside them.

With the VPC CNI a pod shares the security group of its node, so there is one group for each kind of
node and machine, not one for each part; endpoints have one for each set of parts that calls them.
A group of nodes therefore cannot tell apart what shares a node:
door, functions, connector, audit and CoreDNS on `system`, models on `gpu`; only NetworkPolicies do.
What no group filters: the resolver of the VPC (the DNS firewall does), and what arrives by
PrivateLink, which carries no address of the caller: the load balancer's inbound rules are switched
off for PrivateLink traffic, and the endpoint service admits the declared endpoint only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network
from typing import NamedTuple

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Transport
from enclave.derive.connections import Connection, Protocol, connections
from enclave.derive.ends import End, FarEnd, OwnEnd, Role, site_network
from enclave.derive.names import resource_name
from enclave.derive.placement import cloud_placement, models_at
from enclave.problems import Problem

WIDEST_PEER = 8  # as wide as the widest private block: two halves of the internet are all of it
DESCRIPTION_LENGTH = 255  # AWS refuses longer ones


class Group(StrEnum):
    """Security groups; a part may stand in several (models with and without GPUs)."""

    SYSTEM = "system"
    GPU = "gpu"
    LOAD_BALANCER = "load-balancer"
    ENDPOINTS = "endpoints"
    CLUSTER_ENDPOINTS = "cluster-endpoints"
    NODE_ENDPOINTS = "node-endpoints"
    BALANCER_ENDPOINTS = "balancer-endpoints"
    KEY_ENDPOINTS = "key-endpoints"
    RUNNER_ENDPOINTS = "runner-endpoints"
    SALESFORCE_ENDPOINT = "salesforce-endpoint"
    CONTROL_PLANE = "control-plane"
    RUNNER = "runner"


class Direction(StrEnum):
    """As seen from the group that has the rule."""

    INGRESS = "ingress"
    EGRESS = "egress"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; `peer` is a group of the same site, or a far end's block."""

    direction: Direction
    peer: Group | IPv4Network
    protocol: Protocol
    from_port: int
    to_port: int
    description: str


@dataclass(frozen=True, kw_only=True)
class SecurityGroup:
    """A group and all its rules, in a stable order; no rule stands there twice."""

    role: Group
    name: str
    description: str
    rules: tuple[Rule, ...]


_GROUPS: dict[Role, Group] = {
    Role.DOOR: Group.SYSTEM,
    Role.FUNCTIONS: Group.SYSTEM,
    Role.CONNECTOR: Group.SYSTEM,
    Role.AUDIT: Group.SYSTEM,
    Role.DNS: Group.SYSTEM,
    Role.SYSTEM_NODES: Group.SYSTEM,
    Role.GPU_NODES: Group.GPU,
    Role.CONTROL_PLANE: Group.CONTROL_PLANE,
    Role.ENDPOINTS: Group.ENDPOINTS,
    Role.CLUSTER_ENDPOINTS: Group.CLUSTER_ENDPOINTS,
    Role.NODE_ENDPOINTS: Group.NODE_ENDPOINTS,
    Role.BALANCER_ENDPOINTS: Group.BALANCER_ENDPOINTS,
    Role.KEY_ENDPOINTS: Group.KEY_ENDPOINTS,
    Role.RUNNER_ENDPOINTS: Group.RUNNER_ENDPOINTS,
    Role.SALESFORCE_ENDPOINT: Group.SALESFORCE_ENDPOINT,
    Role.LOAD_BALANCER: Group.LOAD_BALANCER,
    Role.RUNNER: Group.RUNNER,
}
_DESCRIPTIONS: dict[Group, str] = {
    Group.SYSTEM: "System nodes and their pods: door, functions, connector, audit, CoreDNS",
    Group.GPU: "GPU nodes and their pods: models",
    Group.LOAD_BALANCER: "Load balancer before the door",
    Group.ENDPOINTS: "Interface endpoints of AWS services that everything calls",
    Group.CLUSTER_ENDPOINTS: "Interface endpoints for nodes and the runner",
    Group.NODE_ENDPOINTS: "Interface endpoints for nodes",
    Group.BALANCER_ENDPOINTS: "Interface endpoint for the targets of the door",
    Group.KEY_ENDPOINTS: "Interface endpoint of KMS",
    Group.RUNNER_ENDPOINTS: "Interface endpoints for sessions on the runner",
    Group.SALESFORCE_ENDPOINT: "Interface endpoint of Salesforce",
    Group.CONTROL_PLANE: "Interfaces of the Kubernetes control plane",
    Group.RUNNER: "Runner of the platform layer, without inbound rules",
}


class _Opening(NamedTuple):
    """A rule before its description: what makes it this rule and no other."""

    group: Group
    direction: Direction
    peer: Group | IPv4Network
    protocol: Protocol
    port: int


def groups_of(declaration: Declaration, part: OwnEnd) -> tuple[Group, ...]:
    """The groups that hold a part; none for the resolver."""
    if part.role is not Role.MODELS:
        return (_GROUPS[part.role],) if part.role in _GROUPS else ()
    here = models_at(declaration, part.site).values()
    kinds = {Group.SYSTEM if model.gpu is None else Group.GPU for model in here}
    return tuple(sorted(kinds))


def security_groups(declaration: Declaration, site: str) -> tuple[SecurityGroup, ...]:
    """The groups of a cloud site, both sides of each connection where both are ours.

    Raises Problem for a data centre, and where a far end's block is wider than /8.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    reasons: dict[_Opening, list[str]] = {}
    for connection in connections(declaration):
        for opening in _openings(declaration, site, connection):
            reasons.setdefault(opening, []).append(connection.reason)
    present = {opening.group for opening in reasons}
    return tuple(
        SecurityGroup(
            role=group,
            name=resource_name(declaration, site, group),
            description=_DESCRIPTIONS[group],
            rules=tuple(_rules(group, reasons)),
        )
        for group in Group
        if group in present
    )


def _openings(declaration: Declaration, site: str, connection: Connection) -> Iterator[_Opening]:
    ends = (
        (Direction.EGRESS, connection.source, connection.target),
        (Direction.INGRESS, connection.target, connection.source),
    )
    for direction, mine, theirs in ends:
        if not isinstance(mine, OwnEnd) or mine.site != site:
            continue
        for group in groups_of(declaration, mine):
            for peer in _peers(declaration, site, theirs, connection):
                yield _Opening(group, direction, peer, connection.protocol, connection.port)


def _peers(
    declaration: Declaration, site: str, end: End, connection: Connection
) -> tuple[Group | IPv4Network, ...]:
    if isinstance(end, OwnEnd) and end.site == site:
        return groups_of(declaration, end)
    if connection.over is Transport.PRIVATE_LINK:
        return ()
    if isinstance(end, OwnEnd):
        return (site_network(declaration.sites[end.site]),)
    return (_far_block(end, connection),)


def _far_block(end: FarEnd, connection: Connection) -> IPv4Network:
    if end.network is None:
        raise Problem(
            where=f"flows.{connection.flow}",
            problem=f"{end} has no address of ours and the flow is not over private_link",
            fix="carry it over private_link",
        )
    if end.network.prefixlen < WIDEST_PEER:
        raise Problem(
            where=f"neighbours.{end}.network",
            problem=f"{end.network} would open a security group to more than one network",
            fix=f"name the far end's own block, /{WIDEST_PEER} or narrower",
        )
    return end.network


def _rules(group: Group, reasons: Mapping[_Opening, Sequence[str]]) -> Iterator[Rule]:
    mine = (opening for opening in reasons if opening.group is group)
    for opening in sorted(mine, key=lambda o: (o.direction, str(o.peer), o.protocol, o.port)):
        yield Rule(
            direction=opening.direction,
            peer=opening.peer,
            protocol=opening.protocol,
            from_port=opening.port,
            to_port=opening.port,
            description=_description(reasons[opening]),
        )


def _description(reasons: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(reasons))[:DESCRIPTION_LENGTH]
