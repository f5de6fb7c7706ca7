"""Buckets and keys as they stand, read with the SDK."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

ALIAS = "alias/"


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """What guards a bucket; `key` is the ARN of the key that encrypts it, None without KMS."""

    closed: bool
    """All four parts of the public access block are on."""
    versioned: bool
    key: str | None
    policy: Any


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key behind its alias."""

    arn: str
    enabled: bool
    rotated: bool
    policy: Any


def read_buckets(
    s3: Any,  # noqa: ANN401  botocore has no types
    names: Sequence[str],
) -> dict[str, Bucket]:
    """Return those of the named buckets that stand."""
    standing = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    return {name: _bucket(s3, name) for name in names if name in standing}


def read_keys(
    kms: Any,  # noqa: ANN401  botocore has no types
    names: Sequence[str],
) -> dict[str, Key]:
    """Return those of the keys, named by their aliases, that stand."""
    pages = kms.get_paginator("list_aliases").paginate()
    targets = {a["AliasName"]: a.get("TargetKeyId") for page in pages for a in page["Aliases"]}
    found = {name: targets.get(f"{ALIAS}{name}") for name in names}
    return {name: _key(kms, target) for name, target in found.items() if target}


def _bucket(s3: Any, name: str) -> Bucket:  # noqa: ANN401  botocore has no types
    block = _unless_missing(
        "NoSuchPublicAccessBlockConfiguration", s3.get_public_access_block, name
    )
    encryption = _unless_missing(
        "ServerSideEncryptionConfigurationNotFoundError", s3.get_bucket_encryption, name
    )
    policy = _unless_missing("NoSuchBucketPolicy", s3.get_bucket_policy, name)
    parts = block.get("PublicAccessBlockConfiguration", {})
    return Bucket(
        closed=bool(parts) and all(parts.values()),
        versioned=s3.get_bucket_versioning(Bucket=name).get("Status") == "Enabled",
        key=_encrypted_by(encryption),
        policy=json.loads(policy.get("Policy") or "null"),
    )


def _encrypted_by(encryption: Mapping[str, Any]) -> str | None:
    rules = encryption.get("ServerSideEncryptionConfiguration", {}).get("Rules", ())
    keys = (rule["ApplyServerSideEncryptionByDefault"].get("KMSMasterKeyID") for rule in rules)
    return next(keys, None)


def _unless_missing(
    code: str, call: Callable[..., Mapping[str, Any]], bucket: str
) -> Mapping[str, Any]:
    try:
        return call(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] == code:
            return {}
        raise


def _key(kms: Any, target: str) -> Key:  # noqa: ANN401  botocore has no types
    known = kms.describe_key(KeyId=target)["KeyMetadata"]
    return Key(
        arn=known["Arn"],
        enabled=known["KeyState"] == "Enabled",
        rotated=kms.get_key_rotation_status(KeyId=target)["KeyRotationEnabled"],
        policy=json.loads(kms.get_key_policy(KeyId=target, PolicyName="default")["Policy"]),
    )
