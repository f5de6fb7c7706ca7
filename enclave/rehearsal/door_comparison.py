"""The ways to the door and to Salesforce, the runner and its session, held against the derived."""

from collections.abc import Iterator, Sequence

from enclave.declaration.model import Declaration
from enclave.derive.door import DoorWay, ListenerProtocol, Way, door_ways, has_way
from enclave.derive.names import resource_name
from enclave.derive.policy_documents import Document
from enclave.derive.runner import (
    PREFERENCES_DOCUMENT,
    runner,
    session_preferences,
    tunnel_document,
    tunnel_document_name,
)
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.security_groups import Direction, Group
from enclave.derive.workloads import RoleKey, role_name
from enclave.rehearsal.comparison import NOT_DERIVED, NOT_STANDING, Comparison, comparison_of
from enclave.rehearsal.read_back import Held
from enclave.rehearsal.read_door import Listener, Service, Targets
from enclave.rehearsal.read_machines import Machine

HOPS = 1


def compare_door(declaration: Declaration, site: str, held: Held) -> tuple[Comparison, ...]:
    """Compare what leads to the door and to Salesforce, the runner, and what sessions may do."""
    return (
        comparison_of(
            "ways to the door",
            _ways(declaration, site, held),
            more=_more_balancers(declaration, site, held),
        ),
        comparison_of(
            "ways to Salesforce",
            _links(declaration, site, held),
            more=_more_links(declaration, site, held),
        ),
        comparison_of(
            "runner without inbound rules",
            _runner(declaration, site, held),
            more=_more_machines(declaration, site, held),
        ),
        comparison_of(
            "session documents",
            _sessions(declaration, site, held),
            more=_more_sessions(declaration, site, held),
        ),
    )


def _ways(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    found = {
        way.name: tuple(
            f"load balancer {way.name} {problem}"
            for problem in _of_way(declaration, site, held, way)
        )
        for way in door_ways(declaration, site)
    }
    if has_way(declaration, site, Way.PRIVATE_LINK):
        found["service"] = tuple(
            f"endpoint service {problem}" for problem in _of_service(declaration, site, held)
        )
    return found


def _of_way(declaration: Declaration, site: str, held: Held, way: DoorWay) -> Iterator[str]:
    balancer = held.balancers.get(way.name)
    if balancer is None:
        yield NOT_STANDING
        return
    if not balancer.internal:
        yield "is not internal"
    if balancer.groups != {resource_name(declaration, site, Group.LOAD_BALANCER)}:
        yield f"stands in {', '.join(sorted(balancer.groups)) or 'no security group'}"
    if balancer.listeners != _listeners(way):
        yield "does not listen as derived"
    if balancer.targets != {way.name: _targets(way)}:
        yield "does not lead to the door as derived"


def _listeners(way: DoorWay) -> tuple[Listener, ...]:
    policy = way.security_policy if way.protocol is ListenerProtocol.TLS else None
    return tuple(Listener(port=port, protocol=way.protocol, policy=policy) for port in way.ports)


def _targets(way: DoorWay) -> Targets:
    return Targets(
        kind="ip",
        protocol=way.protocol,
        port=way.target_port,
        proxy_protocol=way.proxy_protocol,
        health=f"HTTP:{way.health_port}{way.health_path}",
    )


def _of_service(declaration: Declaration, site: str, held: Held) -> Iterator[str]:
    if not held.services:
        yield NOT_STANDING
    for service in held.services:
        yield from _of_one_service(declaration, site, service)


def _of_one_service(declaration: Declaration, site: str, service: Service) -> Iterator[str]:
    (offered,) = (way.name for way in door_ways(declaration, site) if way.way is Way.PRIVATE_LINK)
    if service.balancers != {offered}:
        yield f"offers {', '.join(sorted(service.balancers))} instead of {offered} alone"
    if not service.by_hand:
        yield "lets in whoever asks, and nobody accepts"
    principals = service.principals
    if len(principals) != 1 or any("*" in each or ":role/" not in each for each in principals):
        yield f"may be asked by {', '.join(sorted(principals)) or 'nobody'} instead of one role"
    if service.regions:
        yield f"may be asked from {', '.join(sorted(service.regions))}"


def _more_balancers(declaration: Declaration, site: str, held: Held) -> tuple[str, ...]:
    derived = {way.name for way in door_ways(declaration, site)}
    more = [f"load balancer {n} {NOT_DERIVED}" for n in sorted(held.balancers.keys() - derived)]
    if held.services and not has_way(declaration, site, Way.PRIVATE_LINK):
        more.append(f"endpoint service {NOT_DERIVED}")
    return tuple(more)


def _links(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    pulls = pulled_domains(declaration, site)
    return {"link": tuple(_of_link(declaration, site, held))} if pulls else {}


def _more_links(declaration: Declaration, site: str, held: Held) -> tuple[str, ...]:
    more = held.links[1:] if pulled_domains(declaration, site) else held.links
    return tuple(f"endpoint of {link.service} {NOT_DERIVED}" for link in more)


def _of_link(declaration: Declaration, site: str, held: Held) -> Iterator[str]:
    if not held.links:
        yield f"endpoint of Salesforce {NOT_STANDING}"
        return
    link, domains = held.links[0], frozenset(pulled_domains(declaration, site))
    if link.groups != {resource_name(declaration, site, Group.SALESFORCE_ENDPOINT)}:
        yield f"endpoint of Salesforce stands in {', '.join(sorted(link.groups)) or 'no group'}"
    for domain in sorted(domains - link.names):
        yield f"{domain} does not lead to the endpoint of Salesforce"
    for name in sorted(link.names - domains):
        yield f"{name} leads to the endpoint of Salesforce, and is not declared"


def _runner(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    name = runner(declaration, site).name
    standing = [machine for machine in held.machines if machine.name == name]
    problems = [p for machine in standing for p in _of_runner(declaration, site, held, machine)]
    if len(standing) != 1:
        problems.append("stands several times" if standing else NOT_STANDING)
    return {name: tuple(f"machine {name} {problem}" for problem in problems)}


def _of_runner(declaration: Declaration, site: str, held: Held, machine: Machine) -> Iterator[str]:
    if machine.groups != {resource_name(declaration, site, Group.RUNNER)}:
        yield f"stands in {', '.join(sorted(machine.groups)) or 'no security group'}"
    for opening in held.openings:
        if opening.group in machine.groups and opening.direction is Direction.INGRESS:
            yield f"can be reached: {opening}"
    if machine.public:
        yield "has a public address"
    if machine.key_pair:
        yield "has a key pair"
    if not machine.tokens_only or machine.hops != HOPS:
        yield "tells its role to more than itself"
    if machine.profile != role_name(declaration, site, RoleKey.RUNNER):
        yield f"has the role {machine.profile}" if machine.profile else "has no role"


def _more_machines(declaration: Declaration, site: str, held: Held) -> tuple[str, ...]:
    name = runner(declaration, site).name
    others = sorted(machine.name for machine in held.machines if machine.name != name)
    return tuple(f"machine {other} {NOT_DERIVED}" for other in others)


def _sessions(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    tunnels = [tunnel_document(api) for api in sorted(held.sessions.apis)]
    allowed = {
        tunnel_document_name(declaration, site): (tunnels, "leads elsewhere than to the cluster"),
        PREFERENCES_DOCUMENT: ([session_preferences()], "does not end sessions as derived"),
    }
    return {
        name: tuple(_of_session(held, name, right, otherwise))
        for name, (right, otherwise) in allowed.items()
    }


def _of_session(held: Held, name: str, right: Sequence[Document], otherwise: str) -> Iterator[str]:
    if name not in held.sessions.documents:
        yield f"session document {name} {NOT_STANDING}"
    elif held.sessions.documents[name] not in right:
        yield f"session document {name} {otherwise}"


def _more_sessions(declaration: Declaration, site: str, held: Held) -> tuple[str, ...]:
    derived = {tunnel_document_name(declaration, site), PREFERENCES_DOCUMENT}
    more = sorted(held.sessions.documents.keys() - derived)
    return tuple(f"session document {name} {NOT_DERIVED}" for name in more)
