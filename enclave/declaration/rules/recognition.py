"""What must not leave can be recognised at the door."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import SECRET, Context
from enclave.declaration.model.data import DataClass
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_RECOGNITION",
    title="Secret and personal classes can be recognised, by their own fields",
    severity=Severity.HIGH,
    controls=("SI-4", "SC-7(10)"),
    reads=frozenset({"sources"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the recognition of each class."""
    for name, data_class in context.declaration.classes.items():
        if data_class.recognise is not None:
            yield from _exact(context, name, data_class.recognise.exact)
        elif data_class.grade in SECRET or data_class.personal:
            kind = "personal" if data_class.personal else data_class.grade.value
            message = f"{name} is {kind}, but nothing recognises it at the door"
            fix = "add recognise: {packs: [...]}"
            yield RULE.on_key(context.marks, ("classes", name), message, fix=fix)
        yield from _open(context, name, data_class)


def _exact(context: Context, name: str, fields: Iterable[str]) -> Iterator[Finding]:
    for index, field in enumerate(fields):
        use = context.fields.get(field)
        if use is not None and use.data_class != name:
            message = f"{field} is {use.data_class}, not {name}"
            path = ("classes", name, "recognise", "exact", index)
            yield RULE.on_value(context.marks, path, message, fix="name a field of this class")


def _open(context: Context, name: str, data_class: DataClass) -> Iterator[Finding]:
    if data_class.grade.value == "open" and data_class.personal:
        message = f"{name} is open and personal at once"
        path = ("classes", name, "grade")
        yield RULE.on_value(context.marks, path, message, fix="grade: internal")
