"""A data centre has the hosts that a cluster needs."""

from collections import Counter
from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.model.sites import HostRole
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_HOST_ROLES",
    title="A data centre has the hosts that a cluster needs",
    severity=Severity.MEDIUM,
    controls=("CP-10", "CM-8"),
)


def check(context: Context) -> Iterable[Finding]:
    """Count the hosts of each role; etcd keeps its quorum only with an odd number."""
    for name, site in context.declaration.sites.items():
        if site.datacenter is None:
            continue
        roles = Counter(host.role for host in site.hosts.values())
        path = ("sites", name, "hosts")
        for role in (HostRole.CONTROL, HostRole.SYSTEM):
            if site.hosts and not roles[role]:
                message = f"{name} has no host with role {role}"
                yield RULE.on_key(context.marks, path, message, fix="add one")
        if roles[HostRole.CONTROL] and not roles[HostRole.CONTROL] % 2:
            message = (
                f"{name} has {roles[HostRole.CONTROL]} control hosts, and one failure stops it"
            )
            yield RULE.on_key(context.marks, path, message, fix="use 1, 3 or 5")
