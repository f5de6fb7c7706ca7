"""Key policies: administration without use, use only from where the key's purpose lies.

Nobody gets `kms:*`. Administration and use are delegated to IAM of the account, so a caller needs
the permission there too, and the deployer, who may put the policy, cannot lock itself out.
Volumes are the exception: the service-linked role of Auto Scaling has no permission for any key of
ours, so their key admits the account itself, through EC2. Multi-region actions: nobody.

What only break-glass may do stands in this very policy: whoever holds kms:PutKeyPolicy can take it
out first. That permission is held back by a service control policy, or by nothing.
"""

from collections.abc import Iterator
from typing import Any

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.alarm_policies import queue_arn
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.keys import KeySpec, Purpose
from enclave.derive.names import resource_name, trail_name, workload_role
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
# A grant for more than use would let the service pass the key on.
_CLUSTER_GRANT = tuple(action.removeprefix("kms:") for action in _USE)
_WRITE = ("kms:Decrypt", "kms:GenerateDataKey")
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
    if key.purpose is Purpose.REGISTRY:
        yield _grants_given_back(declaration, names, key)
    if key.workloads:
        yield _workloads(declaration, site, names, key)
    for principal in key.principals:
        yield from _service_writes(declaration, site, principal)
    if declaration.sites[site].use is Use.PRODUCTION and declaration.organization.aws is not None:
        role = names.iam(declaration.organization.aws.break_glass)
        yield _only_break_glass_ends_it(role)
        yield _only_break_glass_revokes_grants(role)


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
            **_grant(key),
        },
    }


def _grant(key: KeySpec) -> Condition:
    if key.purpose is Purpose.CLUSTER:
        # CreateCluster does not support the other test (Amazon EKS User Guide, enable-kms). Which
        # operations its grant asks for is not documented: check live.
        return {"ForAllValues:StringEquals": {"kms:GrantOperations": list(_CLUSTER_GRANT)}}
    return {"Bool": {"kms:GrantIsForAWSResource": "true"}}


def _grants_given_back(declaration: Declaration, names: AwsNames, key: KeySpec) -> Statement:
    # ECR retires a repository's grant as its caller (Amazon ECR User Guide, encryption-at-rest).
    return {
        "Sid": "GrantsGivenBack",
        "Effect": "Allow",
        "Principal": _users(names, key),
        "Action": ["kms:RetireGrant"],
        "Resource": "*",
        "Condition": {"StringEquals": _callers(declaration, names) | _via(names, key)},
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


def _service_writes(declaration: Declaration, site: str, service: str) -> Iterator[Statement]:
    name = service.title().replace(".", "")
    if service == "cloudtrail":
        yield _service(declaration, site, service, f"DescribedBy{name}", ("kms:DescribeKey",))
    actions = _USE if "logs" in service else _WRITE
    yield _service(declaration, site, service, f"WrittenBy{name}", actions)


def _service(
    declaration: Declaration, site: str, service: str, sid: str, actions: tuple[str, ...]
) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": _principal(aws_names(declaration, site), service)},
        "Action": list(actions),
        "Resource": "*",
        "Condition": _from_here(declaration, site, service),
    }


def _principal(names: AwsNames, service: str) -> str:
    # CloudWatch Logs is the one service whose principal names the region.
    return names.principal(f"logs.{names.region}" if service == "logs" else service)


def _from_here(declaration: Declaration, site: str, service: str) -> Condition:
    names = aws_names(declaration, site)
    account = {"StringEquals": {"aws:SourceAccount": names.account}}
    if service == "delivery.logs":
        return account
    if service == "cloudtrail":
        own = f"trail/{trail_name(declaration, site)}"
        # Not by encryption context: DescribeKey has none, and with S3 bucket keys the key is asked
        # for in the name of the bucket (AWS CloudTrail User Guide, create-kms-key-policy; Amazon S3
        # User Guide, bucket-key). That it names the trail as its source then, too: check live.
        return account | {"ArnLike": {"aws:SourceArn": names.arn(service, own)}}
    if service == "cloudwatch":
        alarms = names.arn(service, f"alarm:{resource_name(declaration, site, '*')}")
        return account | {"ArnLike": {"aws:SourceArn": alarms}}
    if service == "sns":
        # The topic asks for the key of the queue that it sends to, in the queue's name (Amazon SQS
        # Developer Guide, key management: encryption context). Check live.
        queue = queue_arn(declaration, site)
        return {"ArnEquals": {"kms:EncryptionContext:aws:sqs:arn": queue}}
    context = f"kms:EncryptionContext:aws:{service}:arn"
    return {"ArnLike": {context: names.arn(service, "log-group:*")}}


def _only_break_glass_ends_it(role: str) -> Statement:
    """Holds only as long as kms:PutKeyPolicy is held back by a service control policy."""
    return {
        "Sid": "OnlyBreakGlassEndsIt",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": list(_END_OF_A_KEY),
        "Resource": "*",
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": role}},
    }


def _only_break_glass_revokes_grants(role: str) -> Statement:
    """To revoke the grant of a volume or a cluster takes its data away like the end of the key.

    Services clean up their own grants, as themselves or for a caller who deletes what they serve.
    """
    return {
        "Sid": "OnlyBreakGlassRevokesGrants",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": ["kms:RevokeGrant"],
        "Resource": "*",
        "Condition": {
            "ArnNotEquals": {"aws:PrincipalArn": role},
            "BoolIfExists": {"aws:ViaAWSService": "false", "aws:PrincipalIsAWSService": "false"},
        },
    }
