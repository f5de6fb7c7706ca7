"""A site's network has room for what stands in it."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.sites import AwsPlacement, Datacenter
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_NETWORK_ROOM",
    title="A site's network has room for what stands in it",
    severity=Severity.MEDIUM,
    controls=("SC-7",),
)
# derive/subnets.py cuts a cloud network in quarters, three of them for a zone of nodes and pods.
WIDEST = 16  # AWS refuses a VPC wider than this
NARROWEST = 20
DATACENTER_NARROWEST = 28  # 14 addresses: bastion, hosts, the door and its spare


def check(context: Context) -> Iterable[Finding]:
    """Look at the size of each site's network."""
    for name, site in context.declaration.sites.items():
        if site.aws is not None:
            yield from _cloud(context, name, site.aws)
        if site.datacenter is not None:
            yield from _datacenter(context, name, site.datacenter)


def _cloud(context: Context, name: str, placement: AwsPlacement) -> Iterator[Finding]:
    network, zones = placement.network, len(placement.zones)
    path = ("sites", name, "aws", "network")
    if network.prefixlen < WIDEST:
        message = f"{network} is wider than AWS allows"
        yield RULE.on_value(context.marks, path, message, fix=f"choose /{WIDEST} to /{NARROWEST}")
    if network.prefixlen > NARROWEST:
        room = 4 >> (network.prefixlen - NARROWEST)  # a zone needs a quarter of the narrowest
        message = f"{network} has room for {max(room - 1, 0)} of the {zones} zones listed"
        yield RULE.on_value(
            context.marks, path, message, fix=f"widen the block to /{NARROWEST} or more"
        )


def _datacenter(context: Context, name: str, centre: Datacenter) -> Iterator[Finding]:
    if centre.network.prefixlen > DATACENTER_NARROWEST:
        message = f"{centre.network} has no room for a bastion, hosts and a door"
        fix = f"widen the block to /{DATACENTER_NARROWEST} or more"
        path = ("sites", name, "datacenter", "network")
        yield RULE.on_value(context.marks, path, message, fix=fix)
