"""Networks are private, and none is one that Kubernetes or Docker uses itself."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_PRIVATE_NETWORK",
    title="Networks are private and used by nothing else",
    severity=Severity.HIGH,
    controls=("SC-7",),
)
PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))  # RFC 1918
TAKEN = (
    (IPv4Network("172.17.0.0/16"), "Docker's own network"),
    (IPv4Network("10.96.0.0/12"), "where Kubernetes puts its services"),  # kubeadm; EKS: 10.100/16
    (IPv4Network("172.20.0.0/16"), "where EKS puts services"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at each network of sites and neighbours."""
    for path, network in context.networks():
        yield from _network(context, path, network)


def _network(context: Context, path: Path, network: IPv4Network) -> Iterator[Finding]:
    if not any(network.subnet_of(block) for block in PRIVATE):
        message = f"{network} is not private"
        fix = "choose a block inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
        yield RULE.on_value(context.marks, path, message, fix=fix)
        return
    for block, use in TAKEN:
        if network.overlaps(block):
            message = f"{network} overlaps {block}, {use}"
            yield RULE.on_value(context.marks, path, message, fix="choose another block")
