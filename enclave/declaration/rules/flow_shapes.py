"""A flow joins two ends that the enclave can join, over what can carry it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.context import Context
from enclave.declaration.model.flows import Flow, Transport
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FLOW_SHAPE",
    title="A flow joins ends that can be joined, over what can carry it",
    severity=Severity.HIGH,
    controls=("AC-4", "SC-7"),
    reads=frozenset({"sites", "neighbours", "sources"}),
)


class Kind(StrEnum):
    """What an end of a flow is."""

    SALESFORCE = "salesforce"
    SYSTEM = "system"
    NEIGHBOUR = "neighbour"
    DOOR = "door"
    CONNECTOR = "connector"
    AUDIT = "audit"


@dataclass(frozen=True, kw_only=True)
class End:
    """An end of a flow; `cloud` says of what the site is made, None for far ends."""

    kind: Kind
    site: str | None = None
    cloud: bool | None = None


OWN_NETWORK = frozenset({Transport.LEASED_LINE, Transport.LOCAL_NETWORK})
SHAPES: Mapping[tuple[Kind, Kind], frozenset[Transport]] = {
    (Kind.SALESFORCE, Kind.DOOR): frozenset({Transport.PRIVATE_LINK}),
    (Kind.CONNECTOR, Kind.SALESFORCE): frozenset({Transport.PRIVATE_LINK}),
    (Kind.NEIGHBOUR, Kind.DOOR): OWN_NETWORK,
    (Kind.AUDIT, Kind.NEIGHBOUR): OWN_NETWORK,
}

KNOWN_SHAPES = (
    "join Salesforce or a neighbour to a door, a connector to Salesforce, or audit to a neighbour"
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the ends and the transport of each flow, and for flows that say the same."""
    first: dict[tuple[str, str, int], str] = {}
    for name, flow in context.declaration.flows.items():
        key = (flow.source, flow.target, flow.port)
        if key in first:
            message = f"{name} opens what {first[key]} opens"
            yield RULE.on_key(context.marks, ("flows", name), message, fix="delete one")
        first.setdefault(key, name)
        yield from _shape(context, name, flow)


def _shape(context: Context, name: str, flow: Flow) -> Iterator[Finding]:
    source, target = _end(context, flow.source), _end(context, flow.target)
    if source is None or target is None:
        return
    for key, end, place in (("from", source, flow.source), ("to", target, flow.target)):
        if end.kind is Kind.SYSTEM:
            message = f"{place} is a source; a flow begins or ends where it stands"
            fix = f"{context.far_end(place)}?"
            yield RULE.on_value(context.marks, ("flows", name, key), message, fix=fix)
            return
    carriers = SHAPES.get((source.kind, target.kind))
    if carriers is None:
        message = f"{flow.source} to {flow.target} is no flow of an enclave"
        yield RULE.on_key(context.marks, ("flows", name), message, fix=KNOWN_SHAPES)
        return
    yield from _transport(context, name, flow, carriers)


def _transport(
    context: Context, name: str, flow: Flow, carriers: frozenset[Transport]
) -> Iterator[Finding]:
    path = ("flows", name, "over")
    ours = next(e for e in (_end(context, flow.source), _end(context, flow.target)) if e and e.site)
    allowed = sorted(carriers - ({Transport.LOCAL_NETWORK} if ours.cloud else set()))
    if Transport.PRIVATE_LINK in carriers and not ours.cloud:
        message = f"{ours.site} is a data centre, which Salesforce reaches by no private link"
        yield RULE.on_key(context.marks, ("flows", name), message, fix="use an AWS site")
    elif flow.over not in allowed:
        message = f"{flow.over} cannot carry {flow.source} to {flow.target}"
        yield RULE.on_value(context.marks, path, message, fix=f"over: {' or '.join(allowed)}")


def _end(context: Context, place: str) -> End | None:
    site, dot, part = place.partition(".")
    declaration = context.declaration
    if dot and site in declaration.sites:
        return End(kind=Kind(part), site=site, cloud=declaration.sites[site].aws is not None)
    if place in declaration.sources:
        kind = Kind.SALESFORCE if declaration.sources[place].salesforce else Kind.SYSTEM
        return End(kind=kind)
    return End(kind=Kind.NEIGHBOUR) if place in declaration.neighbours else None
