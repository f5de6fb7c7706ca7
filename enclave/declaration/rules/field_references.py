"""Every field that is used is a classified field of a source."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.declaration.unknown import Unknown, unknown
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FIELD_REFERENCE",
    title="Every field that is used is a classified field of a source",
    severity=Severity.HIGH,
    controls=("AC-4", "SI-10"),
    reads=frozenset({"sources"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Report every field that no source declares."""
    return (each.finding(RULE, context.marks) for each in unknown_names(context))


def unknown_names(context: Context) -> Iterator[Unknown]:
    """Follow the fields of functions and of recognition."""
    if "sources" in context.broken:
        return
    for name, function in context.declaration.functions.items():
        for field in function.receives:
            if field not in context.fields:
                found = _unknown(context, ("functions", name, "receives", field), field)
                yield replace(found, is_key=True)
    for name, data_class in context.declaration.classes.items():
        exact = data_class.recognise.exact if data_class.recognise else ()
        for index, field in enumerate(exact):
            if field not in context.fields:
                yield _unknown(context, ("classes", name, "recognise", "exact", index), field)


def _unknown(context: Context, path: Path, field: str) -> Unknown:
    """Salesforce tells no capitals from small letters, so another spelling is the same field."""
    otherwise = "declare it under sources, with its class"
    same = context.spellings.get(field.casefold())
    if same is not None:
        message = f"{field} is {same} but for its capitals, and one field has one spelling"
        return Unknown(path=path, message=message, meant=same, otherwise=otherwise)
    record, _, _ = field.partition(".")
    owner = context.objects.get(record)
    known: Iterable[str] = context.fields
    message = f"no source has the object {record}"
    if owner is not None:
        fields = context.declaration.sources[owner].fields[record]
        known = [f"{record}.{name}" for name in fields]
        message = f"{owner} has no field {field}"
    return unknown(path, field, known, message=message, otherwise=otherwise)
