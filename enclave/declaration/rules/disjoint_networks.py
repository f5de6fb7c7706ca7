"""No two networks overlap: an address belongs to one site or one neighbour."""

from collections.abc import Iterable
from ipaddress import IPv4Network

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_DISJOINT_NETWORKS",
    title="No two networks of sites and neighbours overlap",
    severity=Severity.HIGH,
    controls=("SC-7", "AC-4"),
)


Block = tuple[Path, IPv4Network]


def check(context: Context) -> Iterable[Finding]:
    """Walk the networks in address order, beside the one that reaches farthest so far."""
    blocks = sorted(context.networks(), key=lambda block: block[1])
    farthest: Block | None = None
    for block in blocks:
        if farthest is not None and block[1].overlaps(farthest[1]):
            yield _overlap(context, farthest, block)
        if farthest is None or block[1].broadcast_address > farthest[1].broadcast_address:
            farthest = block


def _overlap(context: Context, one: Block, other: Block) -> Finding:
    """Blame the block that stands later in the file."""
    first, second = sorted((one, other), key=lambda block: _line(context, block))
    message = f"{second[1]} of {second[0][1]} overlaps {first[1]} of {first[0][1]}"
    fix = "choose another block for one of them"
    return RULE.on_value(context.marks, second[0], message, fix=fix)


def _line(context: Context, block: Block) -> tuple[int, int]:
    place = context.marks.value_at(block[0])
    return place.line or 0, place.column or 0
