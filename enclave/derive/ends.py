"""Ends of connections: parts of our sites, and the far ends of flows."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import HostRole, Site
from enclave.derive.placement import functions_at
from enclave.problems import Problem


class Role(StrEnum):
    """Parts of a site; not node groups and not security groups (several parts share one)."""

    DOOR = "door"
    FUNCTIONS = "functions"
    MODELS = "models"
    CONNECTOR = "connector"
    AUDIT = "audit"
    DNS = "dns"
    """CoreDNS, inside the cluster."""
    SYSTEM_NODES = "system-nodes"
    GPU_NODES = "gpu-nodes"
    CONTROL_PLANE = "control-plane"
    ENDPOINTS = "endpoints"
    """AWS services, by interface endpoint: those that everything calls."""
    CLUSTER_ENDPOINTS = "cluster-endpoints"
    """Those that nodes and the runner call."""
    NODE_ENDPOINTS = "node-endpoints"
    """Those that nodes alone call."""
    BALANCER_ENDPOINTS = "balancer-endpoints"
    """The one by which the door's targets are registered."""
    KEY_ENDPOINTS = "key-endpoints"
    """The one of KMS."""
    RUNNER_ENDPOINTS = "runner-endpoints"
    """Those by which sessions on the runner are held."""
    SALESFORCE_ENDPOINT = "salesforce-endpoint"
    """The interface endpoint through which the connector reaches Salesforce."""
    LOAD_BALANCER = "load-balancer"
    RUNNER = "runner"
    RESOLVER = "resolver"
    """The VPC's own resolver, behind the DNS firewall."""
    BASTION = "bastion"


NODES = (Role.SYSTEM_NODES, Role.GPU_NODES)
PODS = (Role.DOOR, Role.FUNCTIONS, Role.MODELS, Role.CONNECTOR, Role.AUDIT)
"""Our own pods; CoreDNS, which they ask, is not among them."""
SERVICE_ENDPOINTS = (
    Role.ENDPOINTS,
    Role.CLUSTER_ENDPOINTS,
    Role.NODE_ENDPOINTS,
    Role.BALANCER_ENDPOINTS,
    Role.KEY_ENDPOINTS,
    Role.RUNNER_ENDPOINTS,
)
"""Interface endpoints of AWS services, by who calls them."""
_IN_EVERY_CLOUD = {*SERVICE_ENDPOINTS, Role.RUNNER, Role.RESOLVER} - {Role.BALANCER_ENDPOINTS}


@dataclass(frozen=True, kw_only=True)
class OwnEnd:
    """A part of one of our sites."""

    site: str
    role: Role

    def __str__(self) -> str:
        """`frankfurt.door`, as flows write it."""
        return f"{self.site}.{self.role}"


@dataclass(frozen=True, kw_only=True)
class FarEnd:
    """Somebody else's end: a neighbour with its network, or Salesforce, which has none for us."""

    name: str
    network: IPv4Network | None = None

    def __str__(self) -> str:
        """The name, as flows write it."""
        return self.name


End = OwnEnd | FarEnd


def end_of(declaration: Declaration, text: str, *, where: str = "flows") -> End:
    """The end that a flow names: `site.part`, a neighbour, or a source.

    A source that is one of the organization's systems stands at its neighbour.
    Raises Problem for a name that is none of them.
    """
    site, dot, part = text.partition(".")
    if dot and site in declaration.sites:
        return OwnEnd(site=site, role=Role(part))
    source = declaration.sources.get(text)
    if source is not None and source.system is None:
        return FarEnd(name=text)
    name = source.system.at if source is not None and source.system is not None else text
    if name in declaration.neighbours:
        return FarEnd(name=name, network=declaration.neighbours[name].network)
    raise Problem(
        where=where,
        problem=f"{text} is neither a source, a neighbour nor a part of a site",
        fix="name one that is declared",
    )


def site_network(site: Site) -> IPv4Network:
    """The one address block of a site."""
    if site.aws is not None:
        return site.aws.network
    if site.datacenter is not None:
        return site.datacenter.network
    raise Problem(where="sites", problem="a site has neither aws nor datacenter", fix="add one")


def roles(declaration: Declaration, name: str) -> frozenset[Role]:
    """The parts that stand at a site, because it is what it is or because a flow needs them."""
    site = declaration.sites[name]
    cloud = site.aws is not None
    found = {Role.AUDIT, Role.DNS, Role.SYSTEM_NODES, Role.CONTROL_PLANE}
    found |= _IN_EVERY_CLOUD if cloud else {Role.BASTION}
    if _has_gpu_nodes(site):
        found.add(Role.GPU_NODES)
    if functions_at(declaration, name):
        found |= {Role.FUNCTIONS, Role.MODELS, Role.DOOR}
    for flow in declaration.flows.values():
        for end in (flow.source, flow.target):
            if end.startswith(f"{name}."):
                found.add(Role(end.partition(".")[2]))
    if cloud and any(flow.target == f"{name}.{Role.DOOR}" for flow in declaration.flows.values()):
        found |= {Role.LOAD_BALANCER, Role.BALANCER_ENDPOINTS}
    return frozenset(found)


def _has_gpu_nodes(site: Site) -> bool:
    if site.nodes is not None:
        return site.nodes.gpu is not None
    return any(host.role is HostRole.GPU for host in site.hosts.values())
