"""The connections that follow from what a site is, with no flow declared: one table.

A row applies at every site that has both parts. Left to packets below it: the overlay between
hosts, DHCP, time, and instance metadata.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import product

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import HostRole
from enclave.derive.ends import NODES, PODS, Role, roles


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
class Row:
    """One row of the table; `reason` is plain ASCII, as AWS takes it."""

    source: Role
    target: Role
    protocol: Protocol
    port: Port
    reason: str


def _rows(
    sources: Iterable[Role],
    targets: Iterable[Role],
    port: Port,
    *,
    reason: str,
    protocols: Iterable[Protocol] = (Protocol.TCP,),
) -> tuple[Row, ...]:
    """From each source to each target, over each protocol."""
    return tuple(
        Row(source=source, target=target, protocol=protocol, port=port, reason=reason)
        for source, target, protocol in product(sources, targets, protocols)
    )


_DOOR, _FUNCTIONS, _MODELS = (Role.DOOR,), (Role.FUNCTIONS,), (Role.MODELS,)
_CONNECTOR, _AUDIT, _DNS = (Role.CONNECTOR,), (Role.AUDIT,), (Role.DNS,)
_SYSTEM, _CONTROL, _BALANCER = (Role.SYSTEM_NODES,), (Role.CONTROL_PLANE,), (Role.LOAD_BALANCER,)
_ENDPOINTS, _KEYS, _RESOLVER = (Role.ENDPOINTS,), (Role.KEY_ENDPOINTS,), (Role.RESOLVER,)
_RUNNER, _BASTION = (Role.RUNNER,), (Role.BASTION,)
_BOTH = (Protocol.TCP, Protocol.UDP)

EVERYWHERE: tuple[Row, ...] = (
    *_rows(_DOOR, _FUNCTIONS, Port.FUNCTIONS, reason="calls that the door let through"),
    *_rows(_FUNCTIONS, _MODELS, Port.TRITON_GRPC, reason="inference"),
    *_rows((*PODS, *NODES), _DNS, Port.DNS, reason="names inside the cluster", protocols=_BOTH),
    *_rows(_CONTROL, NODES, Port.KUBELET, reason="kubelet"),
)
CLOUD: tuple[Row, ...] = (
    *_rows(_BALANCER, _DOOR, Port.DOOR_HEALTH, reason="health of the door"),
    *_rows(
        _CONTROL,
        _SYSTEM,
        Port.LOAD_BALANCER_WEBHOOK,
        reason="webhook of the load balancer controller",
    ),
    *_rows((*NODES, *_RUNNER), _CONTROL, Port.HTTPS, reason="Kubernetes API"),
    *_rows((*NODES, *_RUNNER), _ENDPOINTS, Port.HTTPS, reason="image layers, state of the stacks"),
    *_rows(_MODELS, _ENDPOINTS, Port.HTTPS, reason="weights"),
    *_rows(_DOOR, _ENDPOINTS, Port.HTTPS, reason="indexes of classes"),
    *_rows(_FUNCTIONS, _ENDPOINTS, Port.HTTPS, reason="kept content"),
    *_rows(_AUDIT, _ENDPOINTS, Port.HTTPS, reason="seals of the audit chain"),
    *_rows(_CONNECTOR, _ENDPOINTS, Port.HTTPS, reason="regional credentials"),
    *_rows(
        (*NODES, *_RUNNER),
        (Role.CLUSTER_ENDPOINTS,),
        Port.HTTPS,
        reason="cluster, registry, addresses and volumes",
    ),
    *_rows(NODES, (Role.NODE_ENDPOINTS,), Port.HTTPS, reason="roles of pods, logs"),
    *_rows(_SYSTEM, (Role.BALANCER_ENDPOINTS,), Port.HTTPS, reason="targets of the door"),
    *_rows(
        (*_DOOR, *_FUNCTIONS, *_AUDIT, *_CONNECTOR, *_RUNNER),
        _KEYS,
        Port.HTTPS,
        reason="keys of classes and purposes",
    ),
    *_rows(_RUNNER, (Role.RUNNER_ENDPOINTS,), Port.HTTPS, reason="sessions on the runner"),
    *_rows(
        (*NODES, *_RUNNER, *_DNS),
        _RESOLVER,
        Port.DNS,
        reason="names on the allow-list",
        protocols=_BOTH,
    ),
)
DATA_CENTRE: tuple[Row, ...] = (
    *_rows(_BASTION, (*_CONTROL, *NODES), Port.SSH, reason="playbooks"),
    *_rows((*NODES, *_BASTION), _CONTROL, Port.KUBERNETES_API, reason="Kubernetes API"),
)
SEVERAL_CONTROL_HOSTS: tuple[Row, ...] = (
    *_rows(_CONTROL, _CONTROL, Port.KUBERNETES_API, reason="Kubernetes API"),
    *_rows(_CONTROL, _CONTROL, Port.ETCD_CLIENT, reason="etcd"),
    *_rows(_CONTROL, _CONTROL, Port.ETCD_PEER, reason="etcd"),
)


def structure(declaration: Declaration, site: str) -> Iterator[Row]:
    """The rows that apply at a site, in the order of the table."""
    present = roles(declaration, site)
    for row in _candidates(declaration, site):
        if {row.source, row.target} <= present:
            yield row


def _candidates(declaration: Declaration, site: str) -> Iterator[Row]:
    yield from EVERYWHERE
    if declaration.sites[site].aws is not None:
        yield from CLOUD
        return
    yield from DATA_CENTRE
    hosts = declaration.sites[site].hosts.values()
    if sum(host.role is HostRole.CONTROL for host in hosts) > 1:
        yield from SEVERAL_CONTROL_HOSTS
