"""Every name that is used is declared."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import suggestion
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_REFERENCE",
    title="Every name that is used is declared",
    severity=Severity.HIGH,
    controls=("CM-6", "SI-10"),
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One use of a name: where it stands, what it is, and the part that must declare it."""

    path: Path
    name: str
    what: str
    part: str


def check(context: Context) -> Iterable[Finding]:
    """Follow every reference; a part that was not understood declares nothing that is missed."""
    declared: Mapping[str, Container[str]] = {
        part: getattr(context.declaration, part)
        for part in ("people", "sites", "neighbours", "classes", "sources", "callers", "models",
                     "processors")
    }  # fmt: skip
    for use in _references(context):
        if use.part not in context.broken and use.name not in declared[use.part]:
            yield _unknown(context, use)
    if "sources" not in context.broken:
        yield from _unknown_fields(context)
    if not context.broken & {"sources", "sites", "neighbours"}:
        yield from _unknown_places(context)


def _unknown(context: Context, use: Reference) -> Finding:
    known = getattr(context.declaration, use.part)
    return RULE.on_value(
        context.marks,
        use.path,
        f"there is no {use.what} {use.name}",
        fix=suggestion(use.name, known, otherwise=f"declare it under {use.part}"),
    )


def _references(context: Context) -> Iterator[Reference]:
    yield from _data_references(context)
    yield from _serving_references(context)
    yield from _governance_references(context)


def _data_references(context: Context) -> Iterator[Reference]:
    for name, source in context.declaration.sources.items():
        here: Path = ("sources", name)
        if source.system is not None:
            yield _use((*here, "system", "at"), source.system.at, "neighbour", "neighbours")
        if source.salesforce is not None and source.salesforce.processor is not None:
            path = (*here, "salesforce", "processor")
            yield _use(path, source.salesforce.processor, "processor", "processors")
        for record, fields in source.fields.items():
            for field, data_class in fields.items():
                yield _use((*here, "fields", record, field), data_class, "class", "classes")
    for name, caller in context.declaration.callers.items():
        yield _use(("callers", name, "from"), caller.source, "source", "sources")


def _serving_references(context: Context) -> Iterator[Reference]:
    for name, model in context.declaration.models.items():
        yield from _uses(("models", name, "sites"), model.sites, "site", "sites")
        yield from _uses(("models", name, "may_see"), model.may_see, "class", "classes")
    for name, function in context.declaration.functions.items():
        here: Path = ("functions", name)
        yield _use((*here, "owner"), function.owner, "person", "people")
        yield _use((*here, "model"), function.model, "model", "models")
        yield from _uses((*here, "callers"), function.callers, "caller", "callers")
        yield from _uses((*here, "returns"), function.returns, "class", "classes")
        if function.free_text is not None:
            path = (*here, "free_text", "class")
            yield _use(path, function.free_text.data_class, "class", "classes")


def _governance_references(context: Context) -> Iterator[Reference]:
    for name, flow in context.declaration.flows.items():
        yield _use(("flows", name, "owner"), flow.owner, "person", "people")
    for name, processor in context.declaration.processors.items():
        yield from _uses(("processors", name, "receives"), processor.receives, "class", "classes")
    for name, exception in context.declaration.exceptions.items():
        yield _use(("exceptions", name, "owner"), exception.owner, "person", "people")
        yield _use(("exceptions", name, "approver"), exception.approver, "person", "people")


def _use(path: Path, name: str, what: str, part: str) -> Reference:
    return Reference(path=path, name=name, what=what, part=part)


def _uses(path: Path, names: Iterable[str], what: str, part: str) -> Iterator[Reference]:
    for index, name in enumerate(names):
        yield _use((*path, index), name, what, part)


def _unknown_fields(context: Context) -> Iterator[Finding]:
    for name, function in context.declaration.functions.items():
        for field in function.receives:
            if field not in context.fields:
                yield _unknown_field(context, ("functions", name, "receives", field), field)
    for name, data_class in context.declaration.classes.items():
        exact = data_class.recognise.exact if data_class.recognise else ()
        for index, field in enumerate(exact):
            if field not in context.fields:
                path = ("classes", name, "recognise", "exact", index)
                yield _unknown_field(context, path, field)


def _unknown_field(context: Context, path: Path, field: str) -> Finding:
    record, _, _ = field.partition(".")
    source = next((n for n, s in context.declaration.sources.items() if record in s.fields), None)
    if source is None:
        message = f"no source has the object {record}"
        known: Iterable[str] = context.fields
    else:
        message = f"{source} has no field {field}"
        known = [f"{record}.{name}" for name in context.declaration.sources[source].fields[record]]
    fix = suggestion(field, known, otherwise="declare it under sources, with its class")
    return RULE.finding(
        location=context.marks.key_at(path), subject=".".join(map(str, path)), message=message,
        fix=fix,
    )  # fmt: skip


def _unknown_places(context: Context) -> Iterator[Finding]:
    declaration = context.declaration
    known = {*declaration.neighbours, *declaration.sources}
    known |= {f"{site}.{part}" for site in declaration.sites for part in _PARTS}
    for name, flow in declaration.flows.items():
        for key, place in (("from", flow.source), ("to", flow.target)):
            if place not in known:
                yield RULE.on_value(
                    context.marks,
                    ("flows", name, key),
                    f"there is no source, neighbour or part of a site {place}",
                    fix=_place_fix(place, known),
                )


_PARTS = ("door", "connector", "audit")


def _place_fix(place: str, known: Iterable[str]) -> str:
    parts = [f"{place}.{part}" for part in _PARTS]
    if set(parts) <= set(known):
        return f"name a part of it: {', '.join(parts[:-1])} or {parts[-1]}"
    return suggestion(place, known, otherwise="declare it under neighbours")
