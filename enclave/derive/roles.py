"""IAM roles of a cloud site: who takes each, and what it may do. Nothing here is managed by AWS.

Every role is held to the site's permissions boundary, which the deployer cannot change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.policy_documents import Document
from enclave.derive.role_policies import role_policies
from enclave.derive.trust_policies import trust_policy
from enclave.derive.workloads import RoleKey, role_keys, role_name

_DESCRIPTIONS = {
    RoleKey.CLUSTER: "Control plane of the cluster",
    RoleKey.NODES: "Nodes: join the cluster, pull images",
    RoleKey.CNI: "Addresses of pods",
    RoleKey.STORAGE: "Volumes of pods",
    RoleKey.LOAD_BALANCER_CONTROLLER: "Targets of the door",
    RoleKey.DOOR: "The door: indexes and pseudonyms of classes",
    RoleKey.FUNCTIONS: "The functions service: content that functions keep",
    RoleKey.MODELS: "Triton: weights",
    RoleKey.CONNECTOR: "Pulls from Salesforce",
    RoleKey.AUDIT: "The audit chain: seals",
    RoleKey.RUNNER: "The runner: bundles, the platform layer, the tunnel",
    RoleKey.TRAIL: "CloudTrail: events to their log group",
    RoleKey.ALARMS: "The event bus: alarms to their topic",
    RoleKey.LOG_DELIVERY: "CloudWatch Logs: the cluster's logs to their stream",
    RoleKey.FIREHOSE: "The stream of the cluster's logs to their bucket",
    RoleKey.OPERATOR: "People who serve the cluster by the runner's tunnel",
    RoleKey.ACCEPTOR: "People who accept endpoints of Salesforce",
}


@dataclass(frozen=True, kw_only=True)
class RoleSpec:
    """One role: `policies` are its own documents by name; `description` is plain ASCII."""

    key: str
    name: str
    description: str
    trust: Document
    policies: Mapping[str, Document]

    @property
    def machine(self) -> bool:
        """Whether an EC2 instance takes it by a profile of ours; EKS makes its nodes' own."""
        return self.key == RoleKey.RUNNER


def roles(declaration: Declaration, site: str) -> tuple[RoleSpec, ...]:
    """The roles of a cloud site, in the order of `RoleKey`.

    Raises Problem for a data centre, and for a policy that is longer than IAM takes.
    """
    return tuple(
        RoleSpec(
            key=key,
            name=role_name(declaration, site, key),
            description=_DESCRIPTIONS[key],
            trust=trust_policy(declaration, site, key),
            policies=role_policies(declaration, site, key),
        )
        for key in role_keys(declaration, site)
    )
