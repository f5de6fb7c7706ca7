"""What stands where every derived rule does, and ways to change it."""

from functools import cache
from ipaddress import IPv4Network
from pathlib import Path

import yaml

from enclave.declaration.model import Declaration
from enclave.derive.names import resource_name
from enclave.derive.security_groups import Direction, Group, security_groups
from enclave.rehearsal.reachability import OUTSIDE
from enclave.rehearsal.read_back import Held, Opening

SITE = "frankfurt"
EXAMPLE = Path(__file__).parents[3] / "enclave.yaml"


@cache
def example() -> Declaration:
    """The example retailer."""
    return Declaration.model_validate(yaml.safe_load(EXAMPLE.read_text()))


def name(group: Group) -> str:
    """Name of a group as it stands."""
    return resource_name(example(), SITE, group)


@cache
def as_derived() -> Held:
    """What AWS would hold if every derived rule stood, and no other."""
    groups = security_groups(example(), SITE)
    openings = tuple(
        Opening(
            group=group.name,
            direction=rule.direction,
            peer=name(rule.peer) if isinstance(rule.peer, Group) else rule.peer,
            protocol=rule.protocol,
            ports=(rule.from_port, rule.to_port),
        )
        for group in groups
        for rule in group.rules
    )
    return Held(groups=frozenset(group.name for group in groups), openings=openings, policies={})


def opening(
    *,
    group: Group = Group.SYSTEM,
    direction: Direction = Direction.EGRESS,
    peer: Group | IPv4Network = OUTSIDE,
) -> Opening:
    """A rule for HTTPS that stands; by default of the system nodes, to the internet."""
    return Opening(
        group=name(group),
        direction=direction,
        peer=name(peer) if isinstance(peer, Group) else peer,
        protocol="tcp",
        ports=(443, 443),
    )
