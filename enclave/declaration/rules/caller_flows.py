"""Whoever may ask a function can reach a site that serves it."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_CALLER_FLOW",
    title="Every caller reaches a site of each function that it may ask",
    severity=Severity.MEDIUM,
    controls=("AC-4", "SC-7"),
    reads=frozenset({"sources", "callers", "models", "functions", "flows"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare callers, the sites of their functions' models, and the flows."""
    declaration = context.declaration
    closed: dict[tuple[str, tuple[str, ...]], None] = {}
    for function in declaration.functions.values():
        model = declaration.models.get(function.model)
        for name in function.callers if model is not None else ():
            if model is not None and not _reaches(context, name, model.sites):
                closed[name, model.sites] = None
    for name, sites in closed:
        source = declaration.callers[name].source
        far = context.far_end(source)
        yield RULE.on_key(
            context.marks,
            ("callers", name),
            f"{name} asks from {source}, but no flow joins {far} to {' or '.join(sites)}",
            fix="add one under flows",
        )


def _reaches(context: Context, name: str, sites: Iterable[str]) -> bool:
    """Whether any door is open; a name that is not declared is another rule's finding."""
    caller = context.declaration.callers.get(name)
    if caller is None or caller.source not in context.declaration.sources:
        return True
    far = context.far_end(caller.source)
    return any((far, f"{site}.door") in context.openings for site in sites)
