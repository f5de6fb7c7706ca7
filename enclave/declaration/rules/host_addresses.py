"""Hosts and bastion have addresses of their own, inside their data centre's network."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.sites import Site
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_HOST_ADDRESS",
    title="Hosts and bastion have addresses of their own inside their network",
    severity=Severity.HIGH,
    controls=("SC-7", "CM-8"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the addresses of each data centre."""
    for name, site in context.declaration.sites.items():
        if site.datacenter is not None:
            yield from _site(context, name, site)


def _site(context: Context, name: str, site: Site) -> Iterator[Finding]:
    network = site.datacenter.network if site.datacenter else None
    first: dict[IPv4Address, str] = {}
    for path, owner, address in _addresses(name, site):
        if network is None:
            return
        if address not in network:
            message = f"{address} is outside {network}"
            yield RULE.on_value(context.marks, path, message, fix=f"choose one in {network}")
        elif address in (network.network_address, network.broadcast_address):
            message = f"{address} is the network or broadcast address of {network}"
            yield RULE.on_value(context.marks, path, message, fix="choose another")
        elif address in first:
            message = f"{address} belongs to {first[address]} already"
            yield RULE.on_value(context.marks, path, message, fix="choose another")
        first.setdefault(address, owner)


def _addresses(name: str, site: Site) -> Iterator[tuple[Path, str, IPv4Address]]:
    if site.datacenter is not None:
        path: Path = ("sites", name, "datacenter", "bastion")
        yield path, "the bastion", site.datacenter.bastion
    for key, host in site.hosts.items():
        yield ("sites", name, "hosts", key, "address"), key, host.address
