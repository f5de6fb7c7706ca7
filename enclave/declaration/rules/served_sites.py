"""A model stands only where somebody can ask it."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_SERVED_SITE",
    title="A model stands only where one of its callers can reach it",
    severity=Severity.LOW,
    controls=("CM-7",),
    reads=frozenset({"sites", "sources", "callers", "models", "functions", "flows"}),
)
REACHING = frozenset({"sites", "neighbours", "sources", "callers", "models"})
"""What tells whether a site can be reached."""


def check(context: Context) -> Iterable[Finding]:
    """Look at each site of each model for an open door to one of the model's callers."""
    if REACHING & context.missed:
        return
    for name, model in context.declaration.models.items():
        ends = _far_ends(context, name)
        for index, site in enumerate(model.sites):
            known = site in context.declaration.sites
            if known and ends and not any((e, f"{site}.door") in context.openings for e in ends):
                yield RULE.on_value(
                    context.marks,
                    ("models", name, "sites", index),
                    f"{name} is served at {site}, but none of its callers has a flow to "
                    f"{site}.door",
                    fix=f"add one under flows, or leave out {site}",
                )


def _far_ends(context: Context, model: str) -> set[str]:
    declaration = context.declaration
    names = {
        name
        for function in context.functions_by_model.get(model, {}).values()
        for name in function.callers
    }
    sources = {declaration.callers[n].source for n in names if n in declaration.callers}
    return {context.far_end(source) for source in sources if source in declaration.sources}
