"""Values that the door recognises exactly can be read from their source."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_EXACT_VALUES",
    title="Values that are recognised exactly can be read from their source",
    severity=Severity.MEDIUM,
    controls=("SI-4", "AC-4"),
    reads=frozenset({"sources", "flows"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look for a connector to the Salesforce source of each exactly recognised field."""
    pulled = {target for source, target in context.openings if source.endswith(".connector")}
    for field, name in context.exact.items():
        use = context.fields.get(field)
        source = context.declaration.sources[use.source] if use is not None else None
        if use is None or source is None or source.salesforce is None or use.source in pulled:
            continue
        exact = context.declaration.classes[name].recognise
        index = exact.exact.index(field) if exact is not None else 0
        yield RULE.on_value(
            context.marks,
            ("classes", name, "recognise", "exact", index),
            f"{name} recognises the values of {field}, but no connector pulls from {use.source}",
            fix="leave it out, or add a flow from a connector",
        )
