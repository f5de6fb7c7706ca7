"""Every end of a flow is a source, a neighbour or a part of a site."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from enclave.declaration.context import Context
from enclave.declaration.model.flows import SitePart
from enclave.declaration.rule import Rule
from enclave.declaration.unknown import Unknown
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_PLACE_REFERENCE",
    title="Every end of a flow is a source, a neighbour or a part of a site",
    severity=Severity.HIGH,
    controls=("AC-4", "SI-10"),
)
PARTS = frozenset({"sites", "neighbours", "sources"})


def check(context: Context) -> Iterable[Finding]:
    """Report every end that is nothing declared."""
    return (each.finding(RULE, context.marks) for each in unknown_names(context))


def unknown_names(context: Context) -> Iterator[Unknown]:
    """Follow both ends of each flow."""
    if PARTS & context.broken:
        return
    declaration = context.declaration
    known = {*declaration.neighbours, *declaration.sources}
    known |= {f"{site}.{part}" for site in declaration.sites for part in SitePart}
    for name, flow in declaration.flows.items():
        for key, place in (("from", flow.source), ("to", flow.target)):
            if place not in known:
                yield _unknown(("flows", name, key), place, known)


def _unknown(path: tuple[str, str, str], place: str, known: Collection[str]) -> Unknown:
    message = f"there is no source, neighbour or part of a site {place}"
    door, *others = (f"{place}.{part}" for part in SitePart)
    if door in known:
        otherwise = f"name a part of it: {door}, {' or '.join(others)}"
        return Unknown(path=path, message=message, otherwise=otherwise, part="sites")
    site, dot, part = place.partition(".")
    if dot:
        sites = [name.removesuffix(f".{part}") for name in known if name.endswith(f".{part}")]
        found = Unknown(path=path, message=message, otherwise="declare the site", part="sites")
        found = found.guessed(site, sites)
        return replace(found, meant=found.meant and f"{found.meant}.{part}")
    otherwise = "declare it under neighbours"
    found = Unknown(path=path, message=message, otherwise=otherwise, part="neighbours")
    return found.guessed(place, known)
