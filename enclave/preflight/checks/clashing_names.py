"""No bucket, key or role of a derived name stands there that a stack of the site did not make."""

from collections.abc import Iterator

from enclave.account import Refused
from enclave.derive.buckets import buckets
from enclave.derive.keys import keys
from enclave.derive.role_site import SITE_TAG
from enclave.derive.workloads import role_keys, role_name
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

_FOREIGN = frozenset({"301", "403"})  # of a HEAD: a bucket that is not ours to look at


def _look(context: Context) -> Iterator[Said]:
    for name in _foreign_buckets(context):
        yield _clash("bucket", name)
    for name in _foreign_keys(context):
        yield _clash("key", f"alias/{name}")
    for name in _foreign_roles(context):
        yield _clash("role", name)


def _clash(kind: str, name: str) -> Said:
    return Said(
        subject=name,
        message=f"{kind} {name} is there, and no stack of the site made it",
        fix=f"remove or rename that {kind}, or rename the site before its first update",
    )


def _foreign_buckets(context: Context) -> Iterator[str]:
    for spec in buckets(context.declaration, context.site):
        try:
            if context.account.look("s3", "HeadBucket", "404", Bucket=spec.name) is None:
                continue
            told = context.account.look("s3", "GetBucketTagging", "NoSuchTagSet", Bucket=spec.name)
        except Refused as problem:
            if problem.code not in _FOREIGN:
                raise
            yield spec.name
        else:
            tags = {tag["Key"]: tag["Value"] for tag in (told or {}).get("TagSet", ())}
            if tags.get(SITE_TAG) != context.site:
                yield spec.name


def _foreign_keys(context: Context) -> Iterator[str]:
    aliases = {
        each["AliasName"].removeprefix("alias/"): each.get("TargetKeyId")
        for each in context.account.call("kms", "ListAliases")["Aliases"]
    }
    for spec in keys(context.declaration, context.site):
        key = aliases.get(spec.name)
        if key is not None:
            told = context.account.call("kms", "ListResourceTags", KeyId=key)["Tags"]
            if {"TagKey": SITE_TAG, "TagValue": context.site} not in told:
                yield spec.name


def _foreign_roles(context: Context) -> Iterator[str]:
    for key in role_keys(context.declaration, context.site):
        name = role_name(context.declaration, context.site, key)
        told = context.account.look("iam", "GetRole", "NoSuchEntity", RoleName=name)
        tags = (told or {}).get("Role", {}).get("Tags", ())
        if told is not None and {"Key": SITE_TAG, "Value": context.site} not in tags:
            yield name


CHECK = Check(
    id="PREFLIGHT_CLASHING_NAMES",
    title="Derived names are free, or of the site's own stacks",
    severity=Severity.HIGH,
    look=_look,
)
