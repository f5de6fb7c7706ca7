"""Every site sends its audit records somewhere else."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_AUDIT_FLOW",
    title="Every site sends its audit records to a far end",
    severity=Severity.HIGH,
    controls=("AU-4(1)", "AU-9(2)"),
    reads=frozenset({"flows"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look for a flow from the audit of each site."""
    sources = {source for source, _ in context.openings}
    for name in context.declaration.sites:
        if f"{name}.audit" not in sources:
            message = f"no flow takes audit records out of {name}"
            fix = f"add one under flows, from: {name}.audit"
            yield RULE.on_key(context.marks, ("sites", name), message, fix=fix)
