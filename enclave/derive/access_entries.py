"""Who the cluster lets in, by IAM role: who serves the platform layer, and who looks.

The deployer makes the cluster and is not let in: whoever may do everything there can run a pod as
any service account, and so hold every role of a workload. The operator can.

EKS makes the entry of the nodes itself. Break-glass may look, but reads no secret and changes
nothing: on a bad day it gives itself more by an entry of its own, which the trail records and an
alarm tells, instead of having had it all along.
"""

from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.workloads import RoleKey, role_name


class AccessPolicy(StrEnum):
    """Access policies of EKS, the narrowest that serves each."""

    ADMIN = "AmazonEKSClusterAdminPolicy"
    """The platform layer makes namespaces, definitions, admission policies: nothing less does."""
    VIEW = "AmazonEKSViewPolicy"
    """Everything but secrets."""


@dataclass(frozen=True, kw_only=True)
class AccessEntrySpec:
    """One entry for the whole cluster; `key` names it, `principal` and `policy` are ARNs."""

    key: str
    principal: str
    policy: str


def access_entries(declaration: Declaration, site: str) -> tuple[AccessEntrySpec, ...]:
    """The entries of a cloud site's cluster. Raises Problem for a data centre."""
    names = aws_names(declaration, site)
    found = [
        _entry(names, key, f"role/{role_name(declaration, site, key)}", AccessPolicy.ADMIN)
        for key in (RoleKey.OPERATOR, RoleKey.RUNNER)
    ]
    organization = declaration.organization.aws
    if organization is not None:
        found.append(_entry(names, "break-glass", organization.break_glass, AccessPolicy.VIEW))
    return tuple(found)


def entry_resource(cluster: str, entry: AccessEntrySpec) -> str:
    """What stands in the ARN of an entry behind the account, with `*` for the id EKS gives it.

    A role whose name begins with a path is taken by its whole path: check live.
    """
    account, role = entry.principal.split(":", 4)[4].split(":role/", 1)
    return f"access-entry/{cluster}/role/{account}/{role}/*"


def _entry(names: AwsNames, key: str, role: str, policy: AccessPolicy) -> AccessEntrySpec:
    return AccessEntrySpec(
        key=key,
        principal=names.iam(role),
        policy=f"arn:{names.partition}:eks::aws:cluster-access-policy/{policy}",
    )
