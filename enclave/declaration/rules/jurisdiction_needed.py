"""The jurisdiction is no wider than what stands in it."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.facts.partitions import country_of, partition_of
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_JURISDICTION_NEEDED",
    title="The jurisdiction is no wider than what stands in it",
    severity=Severity.MEDIUM,
    controls=("SA-9(5)", "CM-7"),
    reads=frozenset({"jurisdiction", "sites", "neighbours", "sources"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look for countries and regions that nothing stands in.

    Where a site's region does not exist, nobody knows which one it leaves empty.
    """
    regions = {s.aws.region for s in context.declaration.sites.values() if s.aws is not None}
    if any(partition_of(region) is None for region in regions):
        return
    jurisdiction = context.declaration.jurisdiction
    for key, names, used in (
        ("regions", jurisdiction.regions, regions),
        ("countries", jurisdiction.countries, _countries(context, regions)),
    ):
        for index, name in enumerate(names):
            if name not in used:
                path = ("jurisdiction", key, index)
                message = f"nothing stands in {name}"
                yield RULE.on_value(context.marks, path, message, fix=f"delete {name}")


def _countries(context: Context, regions: Iterable[str]) -> set[str | None]:
    declaration = context.declaration
    found = {country_of(region) for region in regions}
    found |= {s.datacenter.country for s in declaration.sites.values() if s.datacenter is not None}
    found |= {
        s.salesforce.country for s in declaration.sources.values() if s.salesforce is not None
    }
    return found | {neighbour.country for neighbour in declaration.neighbours.values()}
