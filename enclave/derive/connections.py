"""Every connection there may be: the declared flows, hop by hop, and what follows from structure.

What is not in the table is not allowed, anywhere; every other derivation reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Flow, Transport
from enclave.derive.ends import End, FarEnd, OwnEnd, Role, end_of
from enclave.derive.structure import Port, Protocol, structure
from enclave.problems import Problem

__all__ = ["Connection", "Port", "Protocol", "connections", "flow_hops"]


@dataclass(frozen=True, kw_only=True)
class Connection:
    """One allowed hop, from the side that connects to the side that listens.

    `flow` names the declared flow that it carries, `over` what carries that flow outside our sites;
    both are None for structure. `reason` is plain ASCII.
    """

    source: End
    target: End
    protocol: Protocol
    port: int
    reason: str
    flow: str | None = None
    over: Transport | None = None

    @property
    def site(self) -> str:
        """The site that it belongs to: the source's, else the target's."""
        ours = next(end for end in (self.source, self.target) if isinstance(end, OwnEnd))
        return ours.site

    @property
    def sites(self) -> frozenset[str]:
        """Every site that has an end of it."""
        return frozenset(end.site for end in (self.source, self.target) if isinstance(end, OwnEnd))


def connections(declaration: Declaration) -> tuple[Connection, ...]:
    """Every allowed connection of every site: flows first, then structure, in a stable order.

    Each is there once; a hop that two flows share is there once for each of them.
    """
    flows = (hop for name in declaration.flows for hop in flow_hops(declaration, name))
    structural = (hop for site in declaration.sites for hop in _structural(declaration, site))
    return (*flows, *structural)


def flow_hops(declaration: Declaration, name: str) -> tuple[Connection, ...]:
    """The hops of a declared flow in order, from its source to its target.

    Raises Problem where an end is not declared, or a private link cannot join the two.
    """
    flow = declaration.flows[name]
    source, target = (
        end_of(declaration, text, where=f"flows.{name}") for text in (flow.source, flow.target)
    )
    if flow.over is Transport.PRIVATE_LINK:
        _check_private_link(declaration, name, source, target)
    whole = Connection(
        source=source,
        target=target,
        protocol=Protocol.TCP,
        port=flow.port,
        reason=f"flow {name}",
        flow=name,
        over=flow.over,
    )
    if _is_door(target) and _is_cloud(declaration, target):
        return _through_the_load_balancer(whole, target, flow)
    if flow.over is Transport.PRIVATE_LINK:
        endpoint = OwnEnd(site=whole.site, role=Role.SALESFORCE_ENDPOINT)
        return (replace(whole, target=endpoint, over=None), replace(whole, source=endpoint))
    return (whole,)


def _through_the_load_balancer(
    whole: Connection, door: OwnEnd, flow: Flow
) -> tuple[Connection, ...]:
    balancer = replace(door, role=Role.LOAD_BALANCER)
    private = flow.over is Transport.PRIVATE_LINK
    port = Port.DOOR_PRIVATE_LINK if private else Port.DOOR_INTERNAL
    return (
        replace(whole, target=balancer),
        replace(whole, source=balancer, port=int(port), over=None),
    )


def _check_private_link(declaration: Declaration, name: str, source: End, target: End) -> None:
    ours, theirs = (target, source) if _is_door(target) else (source, target)
    salesforce = isinstance(theirs, FarEnd) and theirs.network is None
    if not (salesforce and isinstance(ours, OwnEnd) and _is_cloud(declaration, ours)):
        raise Problem(
            where=f"flows.{name}",
            problem=f"a private link cannot join {source} to {target}",
            fix="join a cloud site and Salesforce, or carry it over leased_line",
        )


def _is_door(end: End) -> TypeGuard[OwnEnd]:
    return isinstance(end, OwnEnd) and end.role is Role.DOOR


def _is_cloud(declaration: Declaration, part: OwnEnd) -> bool:
    return declaration.sites[part.site].aws is not None


def _structural(declaration: Declaration, site: str) -> Iterator[Connection]:
    for row in structure(declaration, site):
        yield Connection(
            source=OwnEnd(site=site, role=row.source),
            target=OwnEnd(site=site, role=row.target),
            protocol=row.protocol,
            port=int(row.port),
            reason=row.reason,
        )
