"""What travels on each declared flow: which functions use it, and which classes they carry."""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Flow, SitePart
from enclave.declaration.model.functions import Function
from enclave.derive.placement import functions_at
from enclave.derive.stored_classes import field_classes, function_classes, source_classes


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """Functions that use a flow, and classes that travel on it either way, in declared order.

    A flow of audit records has neither: they name classes and carry none.
    """

    functions: tuple[str, ...]
    classes: tuple[str, ...]


def traffic(declaration: Declaration) -> dict[str, Traffic]:
    """What travels on each flow, by the flow's name."""
    fields = field_classes(declaration)
    here = {site: functions_at(declaration, site) for site in declaration.sites}
    return {
        name: _asked(declaration, flow, here, fields)
        if _site(flow.target, SitePart.DOOR)
        else _pulled(declaration, flow, here)
        for name, flow in declaration.flows.items()
    }


def _site(end: str, part: SitePart) -> str | None:
    site, _, found = end.partition(".")
    return site if found == part else None


def _asked(
    declaration: Declaration,
    flow: Flow,
    here: dict[str, dict[str, Function]],
    fields: dict[str, str],
) -> Traffic:
    site = _site(flow.target, SitePart.DOOR)
    callers = set(_callers_at(declaration, flow.source))
    users = {
        name: function
        for name, function in here.get(site or "", {}).items()
        if callers & set(function.callers)
    }
    classes = {c for function in users.values() for c in function_classes(function, fields)}
    return Traffic(functions=tuple(users), classes=_ordered(declaration, classes))


def _callers_at(declaration: Declaration, end: str) -> Iterator[str]:
    for name, caller in declaration.callers.items():
        source = declaration.sources.get(caller.source)
        at = source.system.at if source is not None and source.system is not None else None
        if end in {caller.source, at}:
            yield name


def _pulled(declaration: Declaration, flow: Flow, here: dict[str, dict[str, Function]]) -> Traffic:
    site, source = _site(flow.source, SitePart.CONNECTOR), declaration.sources.get(flow.target)
    if site is None or source is None:
        return Traffic(functions=(), classes=())
    fields = source_classes(source)
    users = {
        name: function
        for name, function in here.get(site, {}).items()
        if not fields.keys().isdisjoint(function.receives)
    }
    classes = {fields[p] for function in users.values() for p in function.receives if p in fields}
    return Traffic(functions=tuple(users), classes=_ordered(declaration, classes))


def _ordered(declaration: Declaration, classes: set[str]) -> tuple[str, ...]:
    return tuple(name for name in declaration.classes if name in classes)
