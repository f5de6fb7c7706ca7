"""Every site, neighbour and source stands inside the jurisdiction."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import suggestion
from enclave.facts.partitions import country_of, partition_of, partitions
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_JURISDICTION",
    title="Every site, neighbour and source stands inside the jurisdiction",
    severity=Severity.CRITICAL,
    controls=("SA-9(5)", "AC-4"),
    reads=frozenset({"jurisdiction"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare regions and countries with those of the jurisdiction."""
    for name, site in context.declaration.sites.items():
        if site.aws is not None:
            yield from _region(context, name, site.aws.region)
    for path, what, country in _countries(context):
        if country not in context.declaration.jurisdiction.countries:
            message = f"{what} stands in {country}, outside the jurisdiction"
            fix = f"move it, or add {country} to jurisdiction.countries"
            yield RULE.on_value(context.marks, path, message, fix=fix)


def _region(context: Context, name: str, region: str) -> Iterator[Finding]:
    path: Path = ("sites", name, "aws", "region")
    jurisdiction = context.declaration.jurisdiction
    partition = partition_of(region)
    if partition is None:
        known = [name for each in partitions().partitions.value for name in each.regions]
        message, fix = f"there is no AWS region {region}", "name one that exists"
        fix = suggestion(region, known, otherwise=fix)
    elif partition.name != jurisdiction.partition:
        message = f"{region} belongs to {partition.name}, not to {jurisdiction.partition}"
        fix = "name a region of jurisdiction.partition"
    elif region not in jurisdiction.regions:
        message = f"{region} is outside the jurisdiction"
        fix = f"move {name}, or add {region} to jurisdiction.regions"
    else:
        return
    yield RULE.on_value(context.marks, path, message, fix=fix)


def _countries(context: Context) -> Iterator[tuple[Path, str, str]]:
    for name, site in context.declaration.sites.items():
        if site.datacenter is not None:
            yield ("sites", name, "datacenter", "country"), name, site.datacenter.country
        country = country_of(site.aws.region) if site.aws is not None else None
        if country is not None:
            yield ("sites", name, "aws", "region"), name, country
    for name, neighbour in context.declaration.neighbours.items():
        yield ("neighbours", name, "country"), name, neighbour.country
    for name, source in context.declaration.sources.items():
        if source.salesforce is not None:
            yield ("sources", name, "salesforce", "country"), name, source.salesforce.country
