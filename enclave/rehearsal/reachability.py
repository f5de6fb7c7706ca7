"""Who can reach whom, by the security groups that stand, held against the declared connections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import product

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Transport
from enclave.derive.connections import Connection, connections
from enclave.derive.ends import End, FarEnd, OwnEnd, site_network
from enclave.derive.names import resource_name
from enclave.derive.security_groups import Direction, groups_of
from enclave.rehearsal.read_back import Held, Opening

OUTSIDE = IPv4Network("203.0.113.9/32")  # documentation address: stands for the internet
Peer = str | IPv4Network


@dataclass(frozen=True, kw_only=True)
class Path:
    """Traffic from one group or block to another, on one port."""

    source: Peer
    target: Peer
    protocol: str
    port: int

    @property
    def ends(self) -> str:
        """From where to where, without the port."""
        return f"{self.source} -> {self.target}"

    def __str__(self) -> str:
        return f"{self.ends} {self.protocol}/{self.port}"


@dataclass(frozen=True, kw_only=True)
class Reachability:
    """Declared paths that are open or closed, undeclared ones that are refused or open."""

    declared: frozenset[Path]
    closed: frozenset[Path]
    undeclared: frozenset[Path]
    leaks: frozenset[Path]
    unfiltered: int
    """Declared connections that no security group filters."""


def reachability(declaration: Declaration, site: str, held: Held) -> Reachability:
    """Evaluate every declared path of the site and every other pair of its ends."""
    mine = [c for c in connections(declaration) if site in c.sites]
    by_groups = {c: frozenset(_paths(declaration, site, c)) for c in mine}
    declared = frozenset(path for paths in by_groups.values() for path in paths)
    undeclared = frozenset(_pairs(declared)) - declared
    network = site_network(declaration.sites[site])
    return Reachability(
        declared=declared,
        closed=frozenset(p for p in declared if not is_open(held, p, network=network)),
        undeclared=undeclared,
        leaks=frozenset(p for p in undeclared if is_open(held, p, network=network)),
        unfiltered=sum(not paths for paths in by_groups.values()),
    )


def is_open(held: Held, path: Path, *, network: IPv4Network) -> bool:
    """Whether each of our sides of the path lets it through; a side that is a block is theirs."""
    return all(
        any(_admits(opening, side, path, network=network) for opening in held.openings)
        for side in _sides(path)
    )


@dataclass(frozen=True, kw_only=True)
class _Side:
    group: str
    direction: Direction
    peer: Peer


def _sides(path: Path) -> Iterator[_Side]:
    if isinstance(path.source, str):
        yield _Side(group=path.source, direction=Direction.EGRESS, peer=path.target)
    if isinstance(path.target, str):
        yield _Side(group=path.target, direction=Direction.INGRESS, peer=path.source)


def _admits(opening: Opening, side: _Side, path: Path, *, network: IPv4Network) -> bool:
    return (
        (opening.group, opening.direction) == (side.group, side.direction)
        and opening.admits(protocol=path.protocol, port=path.port)
        and _covers(opening.peer, side.peer, network)
    )


def _covers(stated: Peer, peer: Peer, network: IPv4Network) -> bool:
    if stated == peer:
        return True
    if not isinstance(stated, IPv4Network):
        return False
    # A block in a rule also opens the groups whose addresses lie in it.
    return stated.overlaps(network if isinstance(peer, str) else peer)


def _paths(declaration: Declaration, site: str, connection: Connection) -> Iterator[Path]:
    if connection.over is Transport.PRIVATE_LINK:  # it carries no address of the caller
        return
    ends = (
        _peers(declaration, site, connection.source),
        _peers(declaration, site, connection.target),
    )
    for source, target in product(*ends):
        yield Path(source=source, target=target, protocol=connection.protocol, port=connection.port)


def _peers(declaration: Declaration, site: str, end: End) -> tuple[Peer, ...]:
    if isinstance(end, FarEnd):
        return (end.network,) if end.network else ()
    if end.site != site:
        return (site_network(declaration.sites[end.site]),)
    return tuple(
        resource_name(declaration, site, group)
        for group in groups_of(declaration, OwnEnd(site=site, role=end.role))
    )


def _pairs(declared: Iterable[Path]) -> Iterator[Path]:
    """Every pair of ends on every port in use, the internet included; one side is always ours."""
    paths = tuple(declared)
    ends = {end for path in paths for end in (path.source, path.target)} | {OUTSIDE}
    services = {(path.protocol, path.port) for path in paths}
    for source, target in product(ends, repeat=2):
        if isinstance(source, str) or isinstance(target, str):
            for protocol, port in services:
                yield Path(source=source, target=target, protocol=protocol, port=port)
