"""Where the state of stacks lies, and under which keys (ADR 0011).

Of a cloud site or, by the name `organization`, of the stack that binds them all.

State holds the whole estate's outputs: its bucket keeps every version, and nobody but break-glass
takes one away. Pulumi's own lock files keep two updates apart; Object Lock would add a one-way door
and keep nobody out whom the bucket's policy lets in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.names import resource_name
from enclave.derive.policy_documents import (
    Condition,
    Document,
    Statement,
    document,
    not_ours,
    of_organization,
)
from enclave.derive.state_account import state_account
from enclave.facts.fips_endpoints import fips_endpoint

OLD_VERSION_DAYS = 365  # how long a state that was replaced can be brought back
UNFINISHED_UPLOAD_DAYS = 7
DELETION_DAYS = 30  # the longest window that KMS has: until then a key can be had back
STATE, SECRETS = "state", "secrets"
_ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
)
_USE = {
    STATE: ("kms:Decrypt", "kms:GenerateDataKey"),
    SECRETS: ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"),
}
_UNDOES_HISTORY = (
    "s3:BypassGovernanceRetention",
    "s3:DeleteObjectVersion",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
)


@dataclass(frozen=True, kw_only=True)
class StateBackend:
    """Names of what `enclave bootstrap` makes for the state; a key's name is also its alias."""

    bucket: str
    bucket_key: str
    secrets_key: str
    url: str
    """What Pulumi.yaml's `backend` names."""
    secrets_provider: str
    """What `pulumi stack init` is told."""


def state_backend(declaration: Declaration, name: str) -> StateBackend:
    """The backend of a cloud site's stacks, or the organization's. Raises as `state_account`."""
    names = state_account(declaration, name).names
    bucket = f"{resource_name(declaration, name, STATE)}-{names.account}"
    secrets = resource_name(declaration, name, SECRETS)
    fips = "&fips=true" if fips_endpoint("kms", names.region) else ""
    return StateBackend(
        bucket=bucket,
        bucket_key=resource_name(declaration, name, STATE),
        secrets_key=secrets,
        url=f"s3://{bucket}?region={names.region}",
        secrets_provider=f"awskms://alias/{secrets}?region={names.region}{fips}",
    )


def state_key_policy(declaration: Declaration, name: str, *, purpose: str) -> Document:
    """The policy of the key for `STATE` or `SECRETS`: used from here only, by whom IAM lets."""
    return document(_key_statements(declaration, name, purpose))


def state_bucket_policy(declaration: Declaration, name: str, *, key_arn: str) -> Document:
    """The policy of the bucket: TLS, the organization, its own key, and every version kept."""
    return document(_bucket_statements(declaration, name, key_arn))


def _key_statements(declaration: Declaration, name: str, purpose: str) -> Iterator[Statement]:
    names = state_account(declaration, name).names
    yield {
        "Sid": "AdministeredByIam",
        "Effect": "Allow",
        "Principal": {"AWS": names.iam("root")},
        "Action": list(_ADMINISTRATION),
        "Resource": "*",
    }
    callers = {"kms:CallerAccount": names.account} | of_organization(declaration, "Principal")
    via = {"kms:ViaService": names.host("s3")} if purpose == STATE else {}
    yield {
        "Sid": "UsedFromHere",
        "Effect": "Allow",
        "Principal": {"AWS": names.iam("root")},
        "Action": list(_USE[purpose]),
        "Resource": "*",
        "Condition": {"StringEquals": callers | via},
    }
    guard = _break_glass(declaration, name)
    if guard is not None:
        yield {
            "Sid": "OnlyBreakGlassEndsIt",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
            "Resource": "*",
            "Condition": guard,
        }


def _bucket_statements(declaration: Declaration, name: str, key_arn: str) -> Iterator[Statement]:
    names = state_account(declaration, name).names
    bucket = state_backend(declaration, name).bucket
    whole = [names.bucket(bucket), names.bucket(f"{bucket}/*")]
    key = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    yield _deny("TlsOnly", ["s3:*"], whole, {"Bool": {"aws:SecureTransport": "false"}})
    yield _deny("OrganizationOnly", ["s3:*"], whole, not_ours(declaration, names))
    other = {"StringNotEquals": {key: key_arn}, "Null": {key: "false"}}
    yield _deny("OwnKeyOnly", ["s3:PutObject"], whole[1:], other)
    header = "s3:x-amz-server-side-encryption"
    not_kms = {"StringNotEquals": {header: "aws:kms"}, "Null": {header: "false"}}
    yield _deny("KmsOnly", ["s3:PutObject"], whole[1:], not_kms)
    unnamed = {"Null": {header: "false", key: "true"}}
    yield _deny("KeyNamed", ["s3:PutObject"], whole[1:], unnamed)
    guard = _break_glass(declaration, name)
    if guard is not None:
        yield _deny("VersionsStay", list(_UNDOES_HISTORY), whole, guard)


def _break_glass(declaration: Declaration, name: str) -> Condition | None:
    """Everybody but the account's break-glass role, in production; else nothing is held back."""
    account, organization = state_account(declaration, name), declaration.organization.aws
    if organization is None or not account.lasting:
        return None
    return {"ArnNotEquals": {"aws:PrincipalArn": account.names.iam(organization.break_glass)}}


def _deny(sid: str, actions: list[str], resources: list[str], condition: Condition) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": resources,
        "Condition": condition,
    }
