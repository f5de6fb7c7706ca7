"""Which far end stands on which side of the map, in which order, with which flows."""

from collections.abc import Iterable
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.ends import FarEnd, OwnEnd, Role, end_of
from enclave.derive.flow_map.boxes import Side

PARTS = (Role.DOOR, Role.CONNECTOR, Role.AUDIT)
"""Parts that a flow may meet, from the top of a wall down."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A declared flow with its two ends on the map; `far` is None between two sites."""

    name: str
    own: tuple[OwnEnd, ...]
    far: str | None
    inbound: bool


@dataclass(frozen=True, kw_only=True)
class FarEnds:
    """Far ends by side, in the order in which they stand; and every flow's meeting."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def side(self, meeting: Meeting) -> Side:
        """The edge of the site where a flow leaves or enters."""
        return Side.RIGHT if meeting.far in self.right else Side.LEFT


def far_ends(declaration: Declaration) -> FarEnds:
    """Callers and Salesforce on the left, who only receives on the right.

    Each side is in the order of the sites and parts that its far ends meet: few lines cross.
    """
    meetings = tuple(_meeting(declaration, name) for name in declaration.flows)
    sites = list(declaration.sites)
    ranks: dict[str, list[float]] = {}
    for meeting in meetings:
        if meeting.far is not None:
            own = meeting.own[0]
            level = sites.index(own.site) + PARTS.index(own.role) / len(PARTS)
            ranks.setdefault(meeting.far, []).append(level)
    ordered = sorted(ranks, key=lambda far: sum(ranks[far]) / len(ranks[far]))
    left = _on_the_left(declaration, meetings)
    return FarEnds(
        left=tuple(far for far in ordered if far in left),
        right=tuple(far for far in ordered if far not in left),
        meetings=meetings,
    )


def _meeting(declaration: Declaration, name: str) -> Meeting:
    flow = declaration.flows[name]
    source = end_of(declaration, flow.source, where=f"flows.{name}")
    target = end_of(declaration, flow.target, where=f"flows.{name}")
    far = next((end.name for end in (source, target) if isinstance(end, FarEnd)), None)
    return Meeting(
        name=name,
        own=tuple(end for end in (source, target) if isinstance(end, OwnEnd)),
        far=far,
        inbound=isinstance(source, FarEnd),
    )


def _on_the_left(declaration: Declaration, meetings: Iterable[Meeting]) -> frozenset[str]:
    callers = {meeting.far for meeting in meetings if meeting.inbound}
    salesforce = {name for name, source in declaration.sources.items() if source.salesforce}
    return frozenset(name for name in callers | salesforce if name is not None)
