"""What stands, read back and held against what was declared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Transport
from enclave.derive.buckets import buckets
from enclave.derive.connections import connections
from enclave.derive.keys import keys
from enclave.problems import Problem
from enclave.rehearsal.audit_comparison import compare_audit
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.cluster_comparison import ONLY_IN_STATE, compare_cluster
from enclave.rehearsal.comparison import compare
from enclave.rehearsal.door_comparison import compare_door
from enclave.rehearsal.organization import Management
from enclave.rehearsal.organization_comparison import compare_organization
from enclave.rehearsal.reachability import Path, Reachability, reachability
from enclave.rehearsal.read_back import read_back
from enclave.rehearsal.read_organization import read_organization
from enclave.rehearsal.roles_comparison import compare_roles
from enclave.rehearsal.sites import CloudSite

NOT_SHOWN = ("IAM", "SCP", "GPU", "FIPS", "pod packets")
NOT_READ = (
    "DNS firewall",
    "flow logs",
    "query log",
    "account defaults",
    "registry",
    "locks and lifecycles",
    "what lies outside the network",
)
RECORDED_POLICY = "declarative policy (moto takes none)"
UNATTACHED = "leased lines (no attachment declared yet)"
UNFILTERED = "PrivateLink and DNS (no security group filters them)"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the printed proof: short items of one kind; the printer may break it in two."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Demonstration:
    """The printed proof, and what failed to show."""

    rows: tuple[Row, ...]
    failures: tuple[str, ...]


def demonstrate(
    declaration: Declaration,
    *,
    sites: Sequence[CloudSite],
    server: Server,
    management: Management | None = None,
) -> Demonstration:
    """Read back what moto holds, and evaluate every declared connection and undeclared pair.

    Whatever is not as derived, lacks or stands beside it is a failure. No packet is sent.
    """
    rows: list[Row] = []
    failures: list[str] = []
    if management is not None:
        bound = compare_organization(declaration, read_organization(server, management))
        rows.append(_shown("as derived: ", [str(bound)]))
        failures.extend(bound.problems)
    for site in sites:
        held = read_back(
            server,
            site,
            buckets=[spec.name for spec in buckets(declaration, site.name)],
            keys=[spec.name for spec in keys(declaration, site.name)],
        )
        found = reachability(declaration, site.name, held)
        if not found.declared:
            raise Problem(
                where=f"sites.{site.name}",
                problem="has no connection that a security group filters, so nothing can be shown",
                fix="declare a flow to or from it",
            )
        compared = (
            *compare(declaration, site.name, held),
            *compare_door(declaration, site.name, held),
            *compare_cluster(declaration, site.name, held),
            *compare_audit(declaration, site.name, held),
            *compare_roles(declaration, site.name, held),
        )
        where = f"{site.name}: " if len(sites) > 1 else ""
        rows.append(_shown(where, _counts(found)))
        rows.append(_shown(f"{where}as derived: ", [str(each) for each in compared]))
        # Causes first: one rule too many opens a connection for each of its ports.
        failures.extend(problem for each in compared for problem in each.problems)
        failures.extend(_failures(found))
    not_shown = [*_not_shown(declaration, sites), *([RECORDED_POLICY] if management else [])]
    rows.append(Row(label="not shown", items=tuple(not_shown)))
    return Demonstration(rows=tuple(rows), failures=tuple(failures))


def _shown(what: str, items: Sequence[str]) -> Row:
    return Row(label="shown", items=(what + items[0], *items[1:]))


def _not_shown(declaration: Declaration, sites: Sequence[CloudSite]) -> Iterator[str]:
    yield from NOT_SHOWN
    shown = {site.name for site in sites}
    # No gateway joins the network to a line: the rules are right, and no packet has a way.
    if any(c.over is Transport.LEASED_LINE and c.sites & shown for c in connections(declaration)):
        yield UNATTACHED
    yield UNFILTERED
    yield from ONLY_IN_STATE
    yield from NOT_READ


def _counts(found: Reachability) -> tuple[str, str]:
    opened = len(found.declared) - len(found.closed)
    refused = len(found.undeclared) - len(found.leaks)
    return (
        f"{opened}/{len(found.declared)} declared open in security groups",
        f"{refused} undeclared refused",
    )


def _failures(found: Reachability) -> Iterator[str]:
    for ends, ports in _by_ends(found.closed):
        yield f"{ends} {ports} is declared, and no rule that stands lets it through"
    for ends, ports in _by_ends(found.leaks):
        yield f"{ends} {ports} is not declared, and the rules that stand let it through"


def _by_ends(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Return one line a pair of ends: a rule that is wrong is often wrong for many ports."""
    for ends, several in groupby(sorted(paths, key=str), key=lambda path: path.ends):
        yield ends, ", ".join(f"{path.protocol}/{path.port}" for path in several)
