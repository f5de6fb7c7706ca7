"""Security groups, judged by a small evaluator that knows nothing of how they were derived."""

from collections.abc import Iterable
from ipaddress import IPv4Network
from itertools import product

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.connections import Protocol, connections
from enclave.derive.ends import FarEnd, OwnEnd, Role
from enclave.derive.security_groups import (
    Direction,
    Group,
    Rule,
    SecurityGroup,
    security_groups,
)
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    cloud_sites,
    declared,
    document,
    flow,
    with_data_centre,
    without_flow,
)
from tests.enclave.derive.strategies import for_any_declaration

Peer = Group | IPv4Network
Packet = tuple[Peer, Peer, Protocol, int]
STANDING: dict[Role, Group] = {
    Role.LOAD_BALANCER: Group.LOAD_BALANCER,
    Role.ENDPOINTS: Group.ENDPOINTS,
    Role.CLUSTER_ENDPOINTS: Group.CLUSTER_ENDPOINTS,
    Role.NODE_ENDPOINTS: Group.NODE_ENDPOINTS,
    Role.BALANCER_ENDPOINTS: Group.BALANCER_ENDPOINTS,
    Role.KEY_ENDPOINTS: Group.KEY_ENDPOINTS,
    Role.RUNNER_ENDPOINTS: Group.RUNNER_ENDPOINTS,
    Role.SALESFORCE_ENDPOINT: Group.SALESFORCE_ENDPOINT,
    Role.CONTROL_PLANE: Group.CONTROL_PLANE,
    Role.RUNNER: Group.RUNNER,
    Role.GPU_NODES: Group.GPU,
}
NEVER_FILTERED = (Role.RESOLVER,)


def admits(groups: Iterable[SecurityGroup], packet: Packet) -> bool:
    """Whether AWS would let the packet pass: out of the source's group, into the target's."""
    source, target, protocol, port = packet
    by_role: dict[Peer, tuple[Rule, ...]] = {group.role: group.rules for group in groups}
    leaves = source not in by_role or _one(
        by_role[source], Direction.EGRESS, target, protocol, port
    )
    enters = target not in by_role or _one(
        by_role[target], Direction.INGRESS, source, protocol, port
    )
    return leaves and enters


def _one(rules: Iterable[Rule], way: Direction, peer: Peer, protocol: Protocol, port: int) -> bool:
    return any(
        rule.direction is way
        and rule.protocol is protocol
        and rule.from_port <= port <= rule.to_port
        and (rule.peer == peer or _inside(peer, rule.peer))
        for rule in rules
    )


def _inside(peer: Peer, block: Peer) -> bool:
    return (
        isinstance(peer, IPv4Network) and isinstance(block, IPv4Network) and peer.subnet_of(block)
    )


def allowed_packets(declaration: Declaration, site: str) -> set[Packet]:
    """What the table allows at a site, as packets between groups and blocks."""
    packets: set[Packet] = set()
    for hop in connections(declaration):
        if site in hop.sites and hop.over != "private_link":
            sources = standing(declaration, hop.source)
            targets = standing(declaration, hop.target)
            packets |= {(s, t, hop.protocol, hop.port) for s, t in product(sources, targets)}
    return packets


def standing(declaration: Declaration, end: OwnEnd | FarEnd) -> set[Peer]:
    """Where an end stands, said again and independently."""
    if isinstance(end, FarEnd):
        return {end.network} if end.network is not None else set()
    if end.role in NEVER_FILTERED:
        return set()
    if end.role is Role.MODELS:
        return {
            Group.GPU if model.gpu else Group.SYSTEM
            for name, model in declaration.models.items()
            if end.site in model.sites and name in {f.model for f in declaration.functions.values()}
        }
    return {STANDING.get(end.role, Group.SYSTEM)}


@for_any_declaration
def test_groups_admit_what_the_table_allows_and_nothing_else(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        groups = security_groups(declaration, site)
        allowed = allowed_packets(declaration, site)
        blocks = {n.network for n in declaration.neighbours.values()}
        ports = {packet[3] for packet in allowed} | {22, 80, 3389, 6379, 8002, 9901, 65535}
        ours: set[Peer] = {group.role for group in groups}
        for packet in product(ours | blocks, ours | blocks, Protocol, ports):
            if packet[0] in ours or packet[1] in ours:
                assert admits(groups, packet) == (packet in allowed), packet


@for_any_declaration
def test_no_rule_reaches_the_internet_or_names_a_stranger(declaration: Declaration) -> None:
    known = {neighbour.network for neighbour in declaration.neighbours.values()}
    for site in cloud_sites(declaration):
        for group in security_groups(declaration, site):
            blocks = {r.peer for r in group.rules if isinstance(r.peer, IPv4Network)}
            assert blocks <= known


@for_any_declaration
def test_no_rule_stands_twice(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for group in security_groups(declaration, site):
            keys = [(r.direction, r.peer, r.protocol, r.from_port) for r in group.rules]
            assert len(set(keys)) == len(keys)


def test_removing_a_flow_removes_exactly_its_rules() -> None:
    def rules(declaration: Declaration) -> set[tuple[Group, Rule]]:
        return {(g.role, r) for g in security_groups(declaration, "frankfurt") for r in g.rules}

    gone = rules(declared()) - rules(without_flow(declared(), "logs"))
    assert {(g, r.direction, str(r.peer), r.from_port) for g, r in gone} == {
        (Group.SYSTEM, Direction.EGRESS, "10.20.8.20/32", 6514)
    }


def test_salesforce_opens_no_inbound_rule_since_private_link_shows_no_address() -> None:
    groups = {g.role: g for g in security_groups(declared(), "frankfurt")}
    inbound = [r for r in groups[Group.LOAD_BALANCER].rules if r.direction is Direction.INGRESS]
    assert [(str(r.peer), r.from_port, r.description) for r in inbound] == [
        ("10.20.16.0/24", 8443, "flow shop")
    ]


def test_the_runner_has_no_inbound_rule() -> None:
    groups = {g.role: g for g in security_groups(declared(), "frankfurt")}
    runner = groups[Group.RUNNER].rules
    assert runner
    assert {rule.direction for rule in runner} == {Direction.EGRESS}


@pytest.mark.parametrize("network", ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/7"])
def test_a_neighbour_as_wide_as_the_internet_is_refused(network: str) -> None:
    neighbours = document()["neighbours"] | {"siem": {"network": network, "country": "DE"}}
    with pytest.raises(Problem) as caught:
        security_groups(declared(neighbours=neighbours), "frankfurt")
    assert str(caught.value) == (
        f"neighbours.siem.network {network} would open a security group to more than one network. "
        "Fix: name the far end's own block, /8 or narrower."
    )


def test_the_evaluator_sees_a_planted_hole() -> None:
    groups = security_groups(declared(), "frankfurt")
    hole = Rule(
        direction=Direction.EGRESS,
        peer=IPv4Network("0.0.0.0/0"),
        protocol=Protocol.TCP,
        from_port=0,
        to_port=65535,
        description="hole",
    )
    holed = [
        SecurityGroup(role=g.role, name=g.name, description=g.description, rules=(*g.rules, hole))
        for g in groups
    ]
    packet = (Group.SYSTEM, IPv4Network("203.0.113.9/32"), Protocol.TCP, 443)
    assert not admits(groups, packet)
    assert admits(holed, packet)


def test_another_site_is_a_block_and_not_a_group() -> None:
    flows = {"across": flow("venlo.connector", "frankfurt.door", port=8443)}
    groups = security_groups(with_data_centre(flows=flows), "frankfurt")
    balancer = next(g for g in groups if g.role is Group.LOAD_BALANCER)
    assert [str(r.peer) for r in balancer.rules if r.direction is Direction.INGRESS] == [
        "10.60.0.0/24"
    ]


def test_salesforce_over_a_leased_line_has_no_address_to_open() -> None:
    flows = {"odd": flow("crm", "frankfurt.door")}
    with pytest.raises(Problem) as caught:
        security_groups(declared(flows=flows), "frankfurt")
    assert str(caught.value) == (
        "flows.odd crm has no address of ours and the flow is not over private_link. "
        "Fix: carry it over private_link."
    )
