"""Personal data has a legal basis, and nothing else claims one."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.functions import Function
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_LEGAL_BASIS",
    title="A function has a legal basis exactly if personal data reaches it",
    severity=Severity.HIGH,
    controls=("PT-2", "PT-3"),
    reads=frozenset({"classes", "sources"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare basis and classes of each function."""
    for name, function in context.declaration.functions.items():
        personal = sorted(set(_personal(context, function)))
        if personal and function.basis is None:
            message = f"{name} has to do with personal data ({', '.join(personal)}) without a basis"
            fix = "add basis, as contract or legitimate_interests"
            yield RULE.on_key(context.marks, ("functions", name), message, fix=fix)
        if function.basis is not None and not personal:
            message = f"{name} has a legal basis, but nothing to do with personal data"
            path = ("functions", name, "basis")
            yield RULE.on_key(context.marks, path, message, fix="delete basis")


def _personal(context: Context, function: Function) -> Iterator[str]:
    text = [function.free_text.data_class] if function.free_text is not None else []
    fields = (context.fields[field].data_class for field in function.receives
              if field in context.fields)  # fmt: skip
    for name in (*fields, *text, *function.returns):
        data_class = context.declaration.classes.get(name)
        if data_class is not None and data_class.personal:
            yield name
