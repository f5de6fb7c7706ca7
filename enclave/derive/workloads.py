"""Who holds a role of AWS at a cloud site: pods, machines, services of AWS, and people."""

from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.derive.door import Way, has_way
from enclave.derive.ends import NODES, Role, roles
from enclave.derive.names import workload_role
from enclave.derive.placement import cloud_placement


class RoleKey(StrEnum):
    """IAM roles of a cloud site, by holder; not parts of it: several parts hold none."""

    CLUSTER = "cluster"
    """The control plane, as EKS runs it."""
    NODES = "nodes"
    """Every node, and nothing that runs on it: pods reach no instance metadata."""
    CNI = "cni"
    STORAGE = "storage"
    """The EBS CSI controller."""
    LOAD_BALANCER_CONTROLLER = "load-balancer-controller"
    DOOR = "door"
    FUNCTIONS = "functions"
    MODELS = "models"
    CONNECTOR = "connector"
    AUDIT = "audit"
    RUNNER = "runner"
    TRAIL = "trail-delivery"
    """CloudTrail, which writes its events into a log group for the alarms."""
    ALARMS = "alarms"
    """The event bus, which speaks on the topic of the alarms."""
    LOG_DELIVERY = "log-delivery"
    """CloudWatch Logs, which hands the cluster's logs to the stream."""
    FIREHOSE = "firehose"
    """The stream that writes them into the bucket."""
    OPERATOR = "operator"
    """People who hold the tunnel to the cluster's API, and serve the cluster by it."""
    ACCEPTOR = "acceptor"
    """People who accept the endpoints by which Salesforce comes; not those who deploy."""


@dataclass(frozen=True, kw_only=True)
class Workload:
    """Pods that hold a role by EKS Pod Identity: all of one service account of one namespace."""

    namespace: str
    service_account: str


# Own workloads have a namespace each, so that a policy by namespace is a policy by workload. The
# two of `kube-system` are named by their EKS add-ons.
WORKLOADS: dict[RoleKey, Workload] = {
    RoleKey.CNI: Workload(namespace="kube-system", service_account="aws-node"),
    RoleKey.STORAGE: Workload(namespace="kube-system", service_account="ebs-csi-controller-sa"),
    **{
        key: Workload(namespace=key, service_account=key)
        for key in (
            RoleKey.LOAD_BALANCER_CONTROLLER,
            RoleKey.DOOR,
            RoleKey.FUNCTIONS,
            RoleKey.MODELS,
            RoleKey.CONNECTOR,
            RoleKey.AUDIT,
        )
    },
}
PEOPLE = (RoleKey.OPERATOR, RoleKey.ACCEPTOR)
# Whence a role's calls come; those of people and services come by no network of ours.
CALLERS: dict[RoleKey, tuple[Role, ...]] = {
    RoleKey.NODES: NODES,
    RoleKey.CNI: NODES,
    RoleKey.STORAGE: (Role.SYSTEM_NODES,),
    RoleKey.LOAD_BALANCER_CONTROLLER: (Role.SYSTEM_NODES,),
    RoleKey.DOOR: (Role.DOOR,),
    RoleKey.FUNCTIONS: (Role.FUNCTIONS,),
    RoleKey.MODELS: (Role.MODELS,),
    RoleKey.CONNECTOR: (Role.CONNECTOR,),
    RoleKey.AUDIT: (Role.AUDIT,),
    RoleKey.RUNNER: (Role.RUNNER,),
}
_PARTS = {
    RoleKey.LOAD_BALANCER_CONTROLLER: Role.LOAD_BALANCER,
    RoleKey.DOOR: Role.DOOR,
    RoleKey.FUNCTIONS: Role.FUNCTIONS,
    RoleKey.MODELS: Role.MODELS,
    RoleKey.CONNECTOR: Role.CONNECTOR,
}
_SHORT = {RoleKey.LOAD_BALANCER_CONTROLLER: "balancer-controller"}  # names end at 64 characters


def role_keys(declaration: Declaration, site: str) -> tuple[RoleKey, ...]:
    """The roles of a cloud site, in the order of `RoleKey`: none whose holder is not there.

    Raises Problem for a data centre.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    present = roles(declaration, site)
    gone = {key for key, part in _PARTS.items() if part not in present}
    if not has_way(declaration, site, Way.PRIVATE_LINK):
        gone.add(RoleKey.ACCEPTOR)
    return tuple(key for key in RoleKey if key not in gone)


def role_name(declaration: Declaration, site: str, key: RoleKey) -> str:
    """`loom-frankfurt-door`: name of a role, at most 64 characters."""
    return workload_role(declaration, site, _SHORT.get(key, key))


def workloads(declaration: Declaration, site: str) -> dict[RoleKey, Workload]:
    """The pods of a cloud site that hold a role. Raises Problem for a data centre."""
    return {k: WORKLOADS[k] for k in role_keys(declaration, site) if k in WORKLOADS}
