"""A function receives something."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FUNCTION_INPUT",
    title="A function receives something",
    severity=Severity.MEDIUM,
    controls=("CM-7",),
)


def check(context: Context) -> Iterable[Finding]:
    """Look for functions without fields and without text."""
    for name, function in context.declaration.functions.items():
        if not function.receives and function.free_text is None:
            message = f"{name} receives nothing"
            path = ("functions", name, "receives")
            yield RULE.on_key(context.marks, path, message, fix="name its fields, or free_text")
