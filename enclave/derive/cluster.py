"""The EKS cluster of a cloud site: private, its egress in our network, its data under our key.

What never differs between sites stands in constants: the organization's guardrails demand the same
values of everybody, by the condition keys of `eks:CreateCluster`.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network

from enclave.declaration.model import Declaration
from enclave.derive.keys import Purpose, key_name
from enclave.derive.names import cluster_name
from enclave.derive.placement import cloud_placement
from enclave.derive.security_groups import Group
from enclave.derive.subnets import SubnetRole
from enclave.facts.eks import default_version

EGRESS_MODE = (
    "CUSTOMER_ROUTED"  # webhooks and issuers are reached by our routes: there are none out
)
AUTHENTICATION_MODE = "API"  # access entries alone: no ConfigMap of the cluster lets anybody in
# The end of standard support upgrades the control plane. The other choice, EXTENDED, is paid for
# from that day on and upgrades a year later: it buys delay, and nobody is asked either way.
SUPPORT_TYPE = "STANDARD"
LOG_RETENTION = timedelta(days=30)  # the record is what the stream puts into the locked bucket

# Both are what EKS itself would choose from. /20: 4,094 services, and less to clash with.
_SERVICE_BLOCKS = (IPv4Network("172.20.0.0/20"), IPv4Network("10.100.0.0/20"))


class LogType(StrEnum):
    """Logs of the control plane: every one that there is."""

    API = "api"
    AUDIT = "audit"
    AUTHENTICATOR = "authenticator"
    CONTROLLER_MANAGER = "controllerManager"
    SCHEDULER = "scheduler"


@dataclass(frozen=True, kw_only=True)
class ClusterSpec:
    """One cluster: `key` names the key of its data, `log_key` that of its logs.

    Its interfaces stand in the subnets of `subnets` and have the group `group`.
    """

    name: str
    version: str
    service_block: IPv4Network
    key: str
    log_group: str
    log_key: str
    log_types: tuple[LogType, ...]
    subnets: SubnetRole
    group: Group


def cluster(declaration: Declaration, site: str) -> ClusterSpec:
    """The cluster of a cloud site. Raises Problem for a data centre."""
    placement = cloud_placement(declaration, site)
    name = cluster_name(declaration, site)
    return ClusterSpec(
        name=name,
        version=placement.kubernetes or default_version(),
        service_block=_service_block(placement.network),
        key=key_name(declaration, site, Purpose.CLUSTER, None),
        log_group=f"/aws/eks/{name}/cluster",  # where EKS writes; it would make it itself, open
        log_key=key_name(declaration, site, Purpose.LOGS, None),
        log_types=tuple(LogType),
        subnets=SubnetRole.WORKLOAD,
        group=Group.CONTROL_PLANE,
    )


def _service_block(network: IPv4Network) -> IPv4Network:
    """By the site's own network alone, which never changes: neither can the block of services."""
    return next(block for block in _SERVICE_BLOCKS if not block.overlaps(network))
