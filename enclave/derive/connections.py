"""Every connection there may be: the declared flows, hop by hop, and what follows from structure.

What is not in the table is not allowed, anywhere; every other derivation reads it.
Left to packets below it: the overlay between hosts, DHCP, time, and instance metadata.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Flow, Transport
from enclave.declaration.model.sites import HostRole
from enclave.derive.ends import End, FarEnd, OwnEnd, Role, end_of, roles
from enclave.problems import Problem


class Protocol(StrEnum):
    """Transport protocol of a connection."""

    TCP = "tcp"
    UDP = "udp"


class Port(IntEnum):
    """Ports of the structure; those of flows are declared."""

    SSH = 22
    DNS = 53
    HTTPS = 443
    KUBERNETES_API = 6443
    ETCD_CLIENT = 2379
    ETCD_PEER = 2380
    KUBELET = 10250
    LOAD_BALANCER_WEBHOOK = 9443
    DOOR_PRIVATE_LINK = 8443
    """Envoy's listener for what the load balancer encrypted again (proxy protocol)."""
    DOOR_INTERNAL = 8444
    """Envoy's listener for callers of our own (SPIFFE mTLS from end to end)."""
    DOOR_HEALTH = 8081
    FUNCTIONS = 8080
    TRITON_GRPC = 8001


@dataclass(frozen=True, kw_only=True)
class Connection:
    """One allowed hop, from the side that connects to the side that listens.

    `flow` names the declared flow that it carries, `over` what carries that flow; both are None
    for structure. `reason` is plain ASCII.
    """

    source: End
    target: End
    protocol: Protocol
    port: int
    reason: str
    flow: str | None = None
    over: Transport | None = None

    @property
    def ends(self) -> tuple[End, End, Protocol, int]:
        """What makes it this connection and no other, whatever its reason."""
        return (self.source, self.target, self.protocol, self.port)

    @property
    def site(self) -> str:
        """The site that it belongs to: the source's, else the target's."""
        ours = next(end for end in (self.source, self.target) if isinstance(end, OwnEnd))
        return ours.site

    @property
    def sites(self) -> frozenset[str]:
        """Every site that has an end of it."""
        return frozenset(end.site for end in (self.source, self.target) if isinstance(end, OwnEnd))


@dataclass(frozen=True, kw_only=True)
class Structural:
    """A row of the structure; it applies at every site that has both parts."""

    source: Role
    target: Role
    port: Port
    reason: str
    protocol: Protocol = Protocol.TCP


def _from_each(
    sources: Iterable[Role], target: Role, port: Port, reason: str, *protocols: Protocol
) -> Iterator[Structural]:
    for source in sources:
        for protocol in protocols or (Protocol.TCP,):
            yield Structural(
                source=source, target=target, port=port, reason=reason, protocol=protocol
            )


_NODES = (Role.SYSTEM_NODES, Role.GPU_NODES)
_PODS = (Role.DOOR, Role.FUNCTIONS, Role.MODELS, Role.CONNECTOR, Role.AUDIT)
_BOTH = (Protocol.TCP, Protocol.UDP)

EVERYWHERE: tuple[Structural, ...] = (
    Structural(
        source=Role.DOOR,
        target=Role.FUNCTIONS,
        port=Port.FUNCTIONS,
        reason="calls that the door let through",
    ),
    Structural(
        source=Role.FUNCTIONS, target=Role.MODELS, port=Port.TRITON_GRPC, reason="inference"
    ),
    *_from_each(_PODS, Role.DNS, Port.DNS, "names inside the cluster", *_BOTH),
    *_from_each(_NODES, Role.DNS, Port.DNS, "names inside the cluster", *_BOTH),
)
CLOUD: tuple[Structural, ...] = (
    Structural(
        source=Role.LOAD_BALANCER,
        target=Role.DOOR,
        port=Port.DOOR_HEALTH,
        reason="health of the door",
    ),
    Structural(
        source=Role.CONTROL_PLANE,
        target=Role.SYSTEM_NODES,
        port=Port.LOAD_BALANCER_WEBHOOK,
        reason="webhook of the load balancer controller",
    ),
    *_from_each((*_NODES, Role.RUNNER), Role.CONTROL_PLANE, Port.HTTPS, "Kubernetes API"),
    *_from_each((Role.CONTROL_PLANE,), Role.SYSTEM_NODES, Port.KUBELET, "kubelet"),
    *_from_each((Role.CONTROL_PLANE,), Role.GPU_NODES, Port.KUBELET, "kubelet"),
    *_from_each((*_NODES, Role.RUNNER), Role.ENDPOINTS, Port.HTTPS, "AWS services"),
    *_from_each((Role.MODELS,), Role.ENDPOINTS, Port.HTTPS, "weights"),
    *_from_each((Role.DOOR,), Role.ENDPOINTS, Port.HTTPS, "keys of classes"),
    *_from_each((Role.FUNCTIONS,), Role.ENDPOINTS, Port.HTTPS, "kept content"),
    *_from_each((Role.AUDIT,), Role.ENDPOINTS, Port.HTTPS, "seals of the audit chain"),
    *_from_each((Role.CONNECTOR,), Role.ENDPOINTS, Port.HTTPS, "keys of the Salesforce login"),
    *_from_each(
        (*_NODES, Role.RUNNER, Role.DNS), Role.RESOLVER, Port.DNS, "names on the allow-list", *_BOTH
    ),
)
DATA_CENTRE: tuple[Structural, ...] = (
    *_from_each((Role.BASTION,), Role.CONTROL_PLANE, Port.SSH, "playbooks"),
    *_from_each((Role.BASTION,), Role.SYSTEM_NODES, Port.SSH, "playbooks"),
    *_from_each((Role.BASTION,), Role.GPU_NODES, Port.SSH, "playbooks"),
    *_from_each((*_NODES, Role.BASTION), Role.CONTROL_PLANE, Port.KUBERNETES_API, "Kubernetes API"),
    *_from_each((Role.CONTROL_PLANE,), Role.SYSTEM_NODES, Port.KUBELET, "kubelet"),
    *_from_each((Role.CONTROL_PLANE,), Role.GPU_NODES, Port.KUBELET, "kubelet"),
)
SEVERAL_CONTROL_HOSTS: tuple[Structural, ...] = (
    *_from_each((Role.CONTROL_PLANE,), Role.CONTROL_PLANE, Port.KUBERNETES_API, "Kubernetes API"),
    *_from_each((Role.CONTROL_PLANE,), Role.CONTROL_PLANE, Port.ETCD_CLIENT, "etcd"),
    *_from_each((Role.CONTROL_PLANE,), Role.CONTROL_PLANE, Port.ETCD_PEER, "etcd"),
)


def connections(declaration: Declaration) -> tuple[Connection, ...]:
    """Every allowed connection of every site: flows first, then structure, in a stable order.

    Each is there once; a hop that two flows share is there once for each of them.
    """
    flows = (hop for name in declaration.flows for hop in flow_hops(declaration, name))
    structure = (row for site in declaration.sites for row in _structure(declaration, site))
    return (*flows, *structure)


def flow_hops(declaration: Declaration, name: str) -> tuple[Connection, ...]:
    """The hops of a declared flow in order, from its source to its target.

    Raises Problem where an end is not declared, or no private link can join them.
    """
    flow = declaration.flows[name]
    source, target = (
        end_of(declaration, text, where=f"flows.{name}") for text in (flow.source, flow.target)
    )
    last = Connection(
        source=source,
        target=target,
        protocol=Protocol.TCP,
        port=flow.port,
        reason=f"flow {name}",
        flow=name,
        over=flow.over,
    )
    if isinstance(target, OwnEnd) and target.role is Role.DOOR and _is_cloud(declaration, target):
        balancer = replace(target, role=Role.LOAD_BALANCER)
        inner = replace(last, source=balancer, port=_door_port(flow), over=None)
        return (replace(last, target=balancer), inner)
    if flow.over is Transport.PRIVATE_LINK:
        _check_leaves_by_endpoint(declaration, name, source, target)
        endpoint = OwnEnd(site=last.site, role=Role.SALESFORCE_ENDPOINT)
        return (replace(last, target=endpoint, over=None), replace(last, source=endpoint))
    return (last,)


def is_allowed(
    allowed: Iterable[Connection], source: End, target: End, *, protocol: Protocol, port: int
) -> Connection | None:
    """Return the first connection of the table that allows this one; None: it is refused."""
    wanted = (source, target, protocol, port)
    return next((hop for hop in allowed if hop.ends == wanted), None)


def _check_leaves_by_endpoint(
    declaration: Declaration, name: str, source: End, target: End
) -> None:
    salesforce = isinstance(target, FarEnd) and target.network is None
    if salesforce and isinstance(source, OwnEnd) and _is_cloud(declaration, source):
        return
    raise Problem(
        where=f"flows.{name}",
        problem=f"a private link cannot join {source} to {target}",
        fix="join a cloud site and Salesforce, or carry it over leased_line",
    )


def _door_port(flow: Flow) -> Port:
    private = flow.over is Transport.PRIVATE_LINK
    return Port.DOOR_PRIVATE_LINK if private else Port.DOOR_INTERNAL


def _is_cloud(declaration: Declaration, part: OwnEnd) -> bool:
    return declaration.sites[part.site].aws is not None


def _structure(declaration: Declaration, site: str) -> Iterator[Connection]:
    present = roles(declaration, site)
    for row in _rows(declaration, site):
        if {row.source, row.target} <= present:
            yield Connection(
                source=OwnEnd(site=site, role=row.source),
                target=OwnEnd(site=site, role=row.target),
                protocol=row.protocol,
                port=int(row.port),
                reason=row.reason,
            )


def _rows(declaration: Declaration, site: str) -> Iterator[Structural]:
    yield from EVERYWHERE
    if declaration.sites[site].aws is not None:
        yield from CLOUD
        return
    yield from DATA_CENTRE
    hosts = declaration.sites[site].hosts.values()
    if sum(host.role is HostRole.CONTROL for host in hosts) > 1:
        yield from SEVERAL_CONTROL_HOSTS
