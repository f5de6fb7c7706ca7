"""Reserved capacity is where its nodes are, and of a kind that is sold for their type."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.sites import CapacityKind
from enclave.declaration.rule import Rule
from enclave.facts.eks import eks, in_blocks
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_NODE_CAPACITY",
    title="Reserved capacity is where its nodes are, and of a kind that is sold for their type",
    severity=Severity.MEDIUM,
    controls=("CP-2(2)", "SC-6"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the capacity of each site's GPU nodes."""
    for name, site in context.declaration.sites.items():
        group = site.nodes.gpu if site.nodes is not None else None
        if site.aws is None or group is None or group.capacity is None:
            continue
        here: Path = ("sites", name, "nodes", "gpu", "capacity")
        if group.capacity.zone not in site.aws.zones:
            message = f"{name} has no zone {group.capacity.zone}, so no node can start there"
            fix = f"use one of {', '.join(site.aws.zones)}"
            yield RULE.on_value(context.marks, (*here, "zone"), message, fix=fix)
        if group.capacity.kind is CapacityKind.BLOCK and not in_blocks(group.type):
            message = f"{group.type} is not sold in capacity blocks"
            fix = f"kind: reserved, or a type of {', '.join(eks().block_families.value)}"
            yield RULE.on_value(context.marks, (*here, "kind"), message, fix=fix)
