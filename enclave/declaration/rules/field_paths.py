"""A received field has a way to its function: a caller brings it, or a connector pulls it."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.model.functions import Function
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FIELD_PATH",
    title="Every received field has a way to its function",
    severity=Severity.MEDIUM,
    controls=("AC-4",),
    reads=frozenset({"sources", "callers", "models", "functions", "flows"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the sources of each function's fields."""
    for name, function in context.declaration.functions.items():
        reached = _bringing(context, function) | _pulling(context, function)
        for field in function.receives:
            use = context.fields.get(field)
            if use is None or use.source in reached:
                continue
            yield RULE.on_key(
                context.marks,
                ("functions", name, "receives", field),
                f"{name} receives {field}, but no caller of it asks from {use.source} and no "
                "connector pulls from there",
                fix="leave it out, or add a flow from a connector",
            )


def _bringing(context: Context, function: Function) -> set[str]:
    callers = context.declaration.callers
    return {callers[name].source for name in function.callers if name in callers}


def _pulling(context: Context, function: Function) -> set[str]:
    model = context.declaration.models.get(function.model)
    connectors = {f"{site}.connector" for site in model.sites} if model is not None else set()
    return {target for source, target in context.openings if source in connectors}
