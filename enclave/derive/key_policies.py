"""Key policies: administration without use, use only from where the key's purpose lies.

Nobody gets `kms:*`. Administration and use are delegated to IAM of the account, so a caller needs
the permission there too, and the deployer, who may put the policy, cannot lock itself out.
Volumes are the exception: the service-linked role of Auto Scaling has no permission for any key of
ours, so their key admits the account itself, through EC2. Multi-region actions: nobody.
"""

from collections.abc import Iterator
from typing import Any

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.keys import KeySpec, Purpose
from enclave.derive.names import workload_role
from enclave.derive.policy_documents import (
    Condition,
    Document,
    Statement,
    document,
    of_organization,
)

_ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateKeyDescription",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:UpdateAlias",
)
_USE = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)
_END_OF_A_KEY = ("kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion")


def key_policy(declaration: Declaration, site: str, key: KeySpec) -> Document:
    """The policy of one key of a cloud site. Raises Problem for a data centre."""
    return document(_statements(declaration, site, key))


def _statements(declaration: Declaration, site: str, key: KeySpec) -> Iterator[Statement]:
    names = aws_names(declaration, site)
    yield _administration(names)
    if key.services:
        yield _through_services(declaration, names, key)
    if key.grants:
        yield _grants(declaration, names, key)
    if key.workloads:
        yield _workloads(declaration, site, names, key)
    for principal in key.principals:
        yield _service_writes(names, principal)
    if declaration.sites[site].use is Use.PRODUCTION and declaration.organization.aws is not None:
        yield _only_break_glass_ends_it(names, declaration.organization.aws.break_glass)


def _administration(names: AwsNames) -> Statement:
    return {
        "Sid": "AdministeredByIam",
        "Effect": "Allow",
        "Principal": {"AWS": names.iam("root")},
        "Action": list(_ADMINISTRATION),
        "Resource": "*",
    }


def _users(names: AwsNames, key: KeySpec) -> dict[str, str]:
    return {"AWS": "*" if key.purpose is Purpose.VOLUMES else names.iam("root")}


def _callers(declaration: Declaration, names: AwsNames) -> dict[str, Any]:
    return {"kms:CallerAccount": names.account} | of_organization(declaration, "Principal")


def _via(names: AwsNames, key: KeySpec) -> dict[str, Any]:
    return {"kms:ViaService": [names.host(service) for service in key.services]}


def _through_services(declaration: Declaration, names: AwsNames, key: KeySpec) -> Statement:
    return {
        "Sid": "UsedThroughServices",
        "Effect": "Allow",
        "Principal": _users(names, key),
        "Action": list(_USE),
        "Resource": "*",
        "Condition": {"StringEquals": _callers(declaration, names) | _via(names, key)},
    }


def _grants(declaration: Declaration, names: AwsNames, key: KeySpec) -> Statement:
    return {
        "Sid": "GrantsToServicesOnly",
        "Effect": "Allow",
        "Principal": _users(names, key),
        "Action": ["kms:CreateGrant"],
        "Resource": "*",
        "Condition": {
            "StringEquals": _callers(declaration, names) | _via(names, key),
            "Bool": {"kms:GrantIsForAWSResource": "true"},
        },
    }


def _workloads(declaration: Declaration, site: str, names: AwsNames, key: KeySpec) -> Statement:
    # By condition, not by principal: a policy that names a role which is not there yet is refused.
    roles = [names.iam(f"role/{workload_role(declaration, site, w)}") for w in key.workloads]
    return {
        "Sid": "UsedByWorkloads",
        "Effect": "Allow",
        "Principal": _users(names, key),
        "Action": list(_USE),
        "Resource": "*",
        "Condition": {
            "StringEquals": _callers(declaration, names),
            "ArnEquals": {"aws:PrincipalArn": roles},
        },
    }


def _service_writes(names: AwsNames, service: str) -> Statement:
    return {
        "Sid": f"WrittenBy{service.title().replace('.', '')}",
        "Effect": "Allow",
        "Principal": {"Service": _principal(names, service)},
        "Action": list(_USE),
        "Resource": "*",
        "Condition": _from_here(names, service),
    }


def _principal(names: AwsNames, service: str) -> str:
    # CloudWatch Logs is the one service whose principal names the region.
    return names.principal(f"logs.{names.region}" if service == "logs" else service)


def _from_here(names: AwsNames, service: str) -> Condition:
    if service == "delivery.logs":
        return {"StringEquals": {"aws:SourceAccount": names.account}}
    resource = {"logs": "log-group:*", "cloudtrail": "trail/*"}[service]
    context = f"kms:EncryptionContext:aws:{service}:arn"
    return {"ArnLike": {context: names.arn(service, resource)}}


def _only_break_glass_ends_it(names: AwsNames, role: str) -> Statement:
    return {
        "Sid": "OnlyBreakGlassEndsIt",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": list(_END_OF_A_KEY),
        "Resource": "*",
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": names.iam(role)}},
    }
