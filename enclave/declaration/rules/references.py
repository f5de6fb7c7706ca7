"""Every name that is used is declared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.declaration.unknown import Unknown
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
    """Report every name that its part does not declare."""
    return (each.finding(RULE, context.marks) for each in unknown_names(context))


def unknown_names(context: Context) -> Iterator[Unknown]:
    """Follow every reference; a part that was not understood declares nothing that is missed."""
    for use in _references(context):
        known = getattr(context.declaration, use.part)
        if use.part not in context.broken and use.name not in known:
            yield Unknown(
                path=use.path,
                message=f"there is no {use.what} {use.name}",
                otherwise=f"declare it under {use.part}",
                part=use.part,
            ).guessed(use.name, known)


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
