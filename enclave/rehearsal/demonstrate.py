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
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.comparison import Comparison, compare
from enclave.rehearsal.reachability import Path, Reachability, reachability
from enclave.rehearsal.read_back import read_back
from enclave.rehearsal.sites import CloudSite

NOT_SHOWN = ("IAM, SCP", "GPU", "FIPS", "pod packets")
NOT_READ = "DNS firewall, flow logs, registry, locks and lifecycles; what lies outside the network"
UNATTACHED = "leased lines (no attachment declared yet)"
UNFILTERED = "PrivateLink and DNS, which no security group filters"


@dataclass(frozen=True, kw_only=True)
class Demonstration:
    """Lines of the printed proof, as label and text, and what failed to show."""

    lines: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]


def demonstrate(
    declaration: Declaration, *, sites: Sequence[CloudSite], server: Server
) -> Demonstration:
    """Read back what moto holds, and evaluate every declared connection and undeclared pair.

    Whatever is not as derived, lacks or stands beside it is a failure. No packet is sent.
    """
    lines: list[tuple[str, str]] = []
    failures: list[str] = []
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
        compared = compare(declaration, site.name, held)
        where = f"{site.name}: " if len(sites) > 1 else ""
        lines.append(("shown", where + _line(found, compared)))
        failures.extend(_failures(found))
        failures.extend(problem for each in compared for problem in each.problems)
    lines.append(("not shown", "; ".join(_not_shown(declaration, sites))))
    return Demonstration(lines=tuple(lines), failures=tuple(failures))


def _not_shown(declaration: Declaration, sites: Sequence[CloudSite]) -> Iterator[str]:
    yield from NOT_SHOWN
    shown = {site.name for site in sites}
    # No gateway joins the network to a line: the rules are right, and no packet has a way.
    if any(c.over is Transport.LEASED_LINE and c.sites & shown for c in connections(declaration)):
        yield UNATTACHED
    yield UNFILTERED
    yield NOT_READ


def _line(found: Reachability, compared: Sequence[Comparison]) -> str:
    opened = len(found.declared) - len(found.closed)
    refused = len(found.undeclared) - len(found.leaks)
    return (
        f"{opened}/{len(found.declared)} declared open in security groups,"
        f" {refused} undeclared refused; {', '.join(map(str, compared))} as derived"
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
