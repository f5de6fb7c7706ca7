"""Every field that is used is a classified field of a source."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.declaration.unknown import Unknown
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
    same = context.spellings.get(field.casefold())
    if same is not None:
        message = f"{field} is {same} but for its capitals, and one field has one spelling"
        return replace(_missing(path, message), meant=same)
    record, _, _ = field.partition(".")
    owner = context.objects.get(record)
    if owner is None:
        return _missing(path, f"no source has the object {record}").guessed(field, context.fields)
    known = [f"{record}.{name}" for name in context.declaration.sources[owner].fields[record]]
    return _missing(path, f"{owner} has no field {field}").guessed(field, known)


def _missing(path: Path, message: str) -> Unknown:
    otherwise = "declare it under sources, with its class"
    return Unknown(path=path, message=message, otherwise=otherwise, part="sources")
