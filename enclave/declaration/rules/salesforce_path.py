"""Salesforce reaches a door only where a private path exists, and only if it is declared."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.base import Partition
from enclave.declaration.model.flows import Flow, Transport
from enclave.declaration.model.sites import SalesforcePath, Site
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_SALESFORCE_PATH",
    title="Salesforce has a private path exactly where a flow needs one",
    severity=Severity.HIGH,
    controls=("SC-7", "AC-17"),
    reads=frozenset({"jurisdiction", "flows"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare each site's path with what the site is and with its private links."""
    for name, site in context.declaration.sites.items():
        flows = [key for key, flow in context.declaration.flows.items() if _is_private(flow, name)]
        if site.salesforce_path is SalesforcePath.PRIVATE_CONNECT:
            yield from _declared(context, name, site, flows)
        elif site.aws is not None:
            yield from _undeclared(context, name, flows)


def _is_private(flow: Flow, site: str) -> bool:
    ends = (flow.source, flow.target)
    return flow.over is Transport.PRIVATE_LINK and any(e.startswith(f"{site}.") for e in ends)


def _declared(context: Context, name: str, site: Site, flows: list[str]) -> Iterator[Finding]:
    path = ("sites", name, "salesforce_path")
    if site.aws is None:
        message = f"{name} is a data centre, which Salesforce reaches by no private link"
        yield RULE.on_value(context.marks, path, message, fix="delete salesforce_path")
    elif context.declaration.jurisdiction.partition is Partition.AWS_EUSC:
        message = "Salesforce has no private link into aws-eusc"
        yield RULE.on_value(context.marks, path, message, fix="salesforce_path: none")
    elif not flows:
        message = f"{name} has a private path for Salesforce, but no flow over private_link"
        yield RULE.on_value(context.marks, path, message, fix="salesforce_path: none")


def _undeclared(context: Context, name: str, flows: list[str]) -> Iterator[Finding]:
    for key in flows:
        message = f"{key} needs a private link, but {name} has no path for Salesforce"
        fix = f"sites.{name}.salesforce_path: private_connect"
        yield RULE.on_value(context.marks, ("flows", key, "over"), message, fix=fix)
