"""A function receives something and answers something."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FUNCTION_DATA",
    title="A function receives something and answers something",
    severity=Severity.MEDIUM,
    controls=("CM-7",),
)


def check(context: Context) -> Iterable[Finding]:
    """Look for functions without input and for functions without answer."""
    for name, function in context.declaration.functions.items():
        here = ("functions", name)
        if not function.receives and function.free_text is None:
            fix = "name its fields, or add free_text"
            yield RULE.on_key(
                context.marks, (*here, "receives"), f"{name} receives nothing", fix=fix
            )
        if not function.returns:
            fix = "name the classes of its answer"
            yield RULE.on_key(context.marks, (*here, "returns"), f"{name} returns nothing", fix=fix)
