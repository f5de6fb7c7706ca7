"""What stands, read back and held against what was declared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Transport
from enclave.derive.connections import connections
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.problems import Problem
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.reachability import Path, Reachability, reachability
from enclave.rehearsal.read_back import Held, read_back
from enclave.rehearsal.sites import CloudSite

NOT_SHOWN = ("IAM, SCP", "GPU", "FIPS", "pod packets")
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

    Security groups and endpoint policies decide; no packet is sent, and routes are not looked at.
    """
    lines: list[tuple[str, str]] = []
    failures: list[str] = []
    for site in sites:
        held = read_back(server, site)
        found = reachability(declaration, site.name, held)
        if not found.declared:
            raise Problem(
                where=f"sites.{site.name}",
                problem="has no connection that a security group filters, so nothing can be shown",
                fix="declare a flow to or from it",
            )
        policies = list(_policies(declaration, site.name, held))
        where = f"{site.name}: " if len(sites) > 1 else ""
        lines.append(("shown", where + _line(found, policies)))
        failures.extend(_failures(found))
        failures.extend(problem for problem in policies if problem)
    lines.append(("not shown", "; ".join(_not_shown(declaration, sites))))
    return Demonstration(lines=tuple(lines), failures=tuple(failures))


def _not_shown(declaration: Declaration, sites: Sequence[CloudSite]) -> Iterator[str]:
    yield from NOT_SHOWN
    shown = {site.name for site in sites}
    # No gateway joins the network to a line: the rules are right, and no packet has a way.
    if any(c.over is Transport.LEASED_LINE and c.sites & shown for c in connections(declaration)):
        yield UNATTACHED
    yield UNFILTERED


def _line(found: Reachability, policies: Sequence[str | None]) -> str:
    opened = len(found.declared) - len(found.closed)
    refused = len(found.undeclared) - len(found.leaks)
    as_derived = sum(problem is None for problem in policies)
    return (
        f"{opened}/{len(found.declared)} declared open in security groups,"
        f" {refused} undeclared refused; {as_derived}/{len(policies)} endpoint policies as derived"
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


def _policies(declaration: Declaration, site: str, held: Held) -> Iterator[str | None]:
    """One entry an endpoint: None where it is as derived, else what is wrong."""
    derived = {e.service_name: e.service for e in endpoints(declaration, site)}
    for name, service in derived.items():
        if name not in held.policies:
            yield f"endpoint of {service} is derived, and does not stand"
        elif held.policies[name] != endpoint_policy(declaration, site, service):
            yield f"endpoint of {service} does not carry the derived policy"
        else:
            yield None
    for name in sorted(held.policies.keys() - derived.keys()):
        yield f"endpoint of {name} stands, and is not derived"
