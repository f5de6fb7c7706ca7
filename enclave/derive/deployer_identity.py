"""What the deployer may do to roles: ours alone, held to the boundary, passed to whom they are for.

It can neither make a role without the boundary nor change the boundary, itself or its policies, and
it takes no role. What IAM has no condition for stays: it may rewrite whom one of our roles trusts.
"""

from collections.abc import Iterator

from enclave.derive.buckets import BucketRole
from enclave.derive.deployer_site import DeployerSite
from enclave.derive.keys import OF_CLASSES, Purpose
from enclave.derive.names import deployer_role, resource_name
from enclave.derive.permissions_boundary import boundary_arn, boundary_name
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import allow
from enclave.derive.workloads import WORKLOADS, RoleKey, role_name

_BOUND = (  # calls for which IAM tells the boundary (Service Authorization Reference)
    "iam:CreateRole",
    "iam:DeleteRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
)
_PASSED_TO = {  # those of people are passed to nobody
    RoleKey.CLUSTER: ("eks",),
    RoleKey.NODES: ("ec2", "eks"),
    RoleKey.RUNNER: ("ec2",),
    RoleKey.TRAIL: ("cloudtrail",),
    RoleKey.ALARMS: ("events",),
    RoleKey.LOG_DELIVERY: ("logs",),
    RoleKey.FIREHOSE: ("firehose",),
    **dict.fromkeys(WORKLOADS, ("pods.eks",)),
}
_SERVICE_LINKED = ("autoscaling", "eks", "eks-nodegroup", "elasticloadbalancing")
_NOT_DATA = {Purpose.CLUSTER, Purpose.REGISTRY, Purpose.VOLUMES}
_USE = (
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)
_OF_ROLES = (
    "iam:AttachRolePolicy",
    "iam:DeleteRole",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:UpdateAssumeRolePolicy",
)
_OF_POLICIES = (
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
)


def identity_statements(here: DeployerSite) -> Iterator[Statement]:
    """Roles of the site by their names, and no others."""
    roles = [_role(here, key) for key in RoleKey]
    bound = {"StringEquals": {"iam:PermissionsBoundary": boundary_arn(here.declaration, here.site)}}
    yield allow("MakesBoundRoles", _BOUND, roles, bound)
    others = [a for a in here.calls("iam", thing="role/") if a not in _BOUND]
    yield allow("OnItsRoles", others, roles)
    runner = role_name(here.declaration, here.site, RoleKey.RUNNER)
    profile = here.names.iam(f"instance-profile/{runner}")
    yield allow("OnItsProfile", here.calls("iam", thing="instance-profile/"), [profile])
    yield from _service_linked(here)


def pass_statements(here: DeployerSite) -> Iterator[Statement]:
    """One statement for each set of services: a role goes to those that take it, and no other."""
    for services in dict.fromkeys(_PASSED_TO.values()):
        keys = [key for key in RoleKey if _PASSED_TO.get(key) == services]
        to = [here.names.principal(service) for service in services]
        sid = "PassesTo" + "And".join(s.title().replace(".", "") for s in services)
        condition = {"StringEquals": {"iam:PassedToService": to}}
        yield allow(sid, ("iam:PassRole",), [_role(here, key) for key in keys], condition)


def guard_statements(here: DeployerSite) -> Iterator[Statement]:
    """What stays out of its reach whatever else is attached to it."""
    arn, prefix = here.names.iam, here.prefix
    own = [arn(f"role/{deployer_role(here.declaration, here.site)}")]
    yield _deny("LeavesItselfAlone", _OF_ROLES, own)
    policies = [
        arn(f"policy/{boundary_name(here.declaration, here.site)}"),
        arn(f"policy/{resource_name(here.declaration, here.site, 'deployer-*')}"),
    ]
    yield _deny("LeavesTheBoundaryAlone", _OF_POLICIES, policies)
    yield _deny("KeepsRolesBound", ("iam:DeleteRolePermissionsBoundary",), ["*"])
    yield _deny("TakesNoRole", ("sts:AssumeRole",), ["*"])
    data = [
        f"{prefix}-*-{p}" if p in OF_CLASSES else f"{prefix}-{p}"
        for p in Purpose
        if p not in _NOT_DATA
    ]
    yield _deny("UsesNoDataKey", _USE, [here.names.arn("kms", "key/*")]) | {
        "Condition": {"StringLike": {"aws:ResourceTag/Name": data}}
    }
    objects = [f"{here.bucket(role)}/*" for role in BucketRole]
    yield _deny("ReadsNoContent", ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"), objects)


def _service_linked(here: DeployerSite) -> Iterator[Statement]:
    principals = [here.names.principal(service) for service in _SERVICE_LINKED]
    yield allow(
        "LetsServicesHaveTheirOwn",
        ("iam:CreateServiceLinkedRole",),
        [here.names.iam(f"role/aws-service-role/{principal}/*") for principal in principals],
        {"StringEquals": {"iam:AWSServiceName": principals}},
    )


def _role(here: DeployerSite, key: RoleKey) -> str:
    return here.names.iam(f"role/{role_name(here.declaration, here.site, key)}")


def _deny(sid: str, actions: tuple[str, ...], resources: list[str]) -> Statement:
    return allow(sid, actions, resources) | {"Effect": "Deny"}
