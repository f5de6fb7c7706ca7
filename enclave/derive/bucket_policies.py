"""Bucket policies: the organization only, over TLS only, with the bucket's own key only."""

from collections.abc import Iterator, Sequence

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.buckets import BucketRole, BucketSpec, Delivery
from enclave.derive.names import trail_name
from enclave.derive.policy_documents import Condition, Document, Statement, document, not_ours

_KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id"
_ENCRYPTION_HEADER = "s3:x-amz-server-side-encryption"
_CUSTOMER_HEADER = "s3:x-amz-server-side-encryption-customer-algorithm"


def bucket_policy(
    declaration: Declaration, site: str, bucket: BucketSpec, *, key_arns: Sequence[str]
) -> Document:
    """The policy of one bucket; `key_arns` are its own key, then others that objects may have.

    Raises Problem for a data centre.
    """
    return document(_statements(declaration, site, bucket, key_arns))


def _statements(
    declaration: Declaration, site: str, bucket: BucketSpec, key_arns: Sequence[str]
) -> Iterator[Statement]:
    names = aws_names(declaration, site)
    everything = [names.bucket(bucket.name), names.bucket(f"{bucket.name}/*")]
    yield _deny("TlsOnly", "s3:*", everything, {"Bool": {"aws:SecureTransport": "false"}})
    yield _deny("OrganizationOnly", "s3:*", everything, not_ours(declaration, names))
    for sid, condition in _wrong_encryption(key_arns):
        yield _deny(sid, "s3:PutObject", everything[1:], condition)
    if bucket.delivery is not None:
        yield from _delivery(
            names, bucket.name, bucket.delivery, _writer(declaration, site, bucket)
        )


def _wrong_encryption(key_arns: Sequence[str]) -> Iterator[tuple[str, Condition]]:
    """Whatever is not the bucket's own key; a request that names nothing gets that by default.

    A request for KMS that names no key would get the key of AWS (Amazon S3 User Guide,
    specifying-kms-encryption). Services that deliver logs name nothing, or the trail's own key.
    """
    yield "OwnKeyOnly", _other_than(_KEY_HEADER, key_arns)
    yield "KmsOnly", _other_than(_ENCRYPTION_HEADER, ["aws:kms"])
    yield "KeyNamed", {"Null": {_ENCRYPTION_HEADER: "false", _KEY_HEADER: "true"}}
    yield "NoCustomerKey", {"Null": {_CUSTOMER_HEADER: "false"}}


def _other_than(header: str, right: Sequence[str]) -> Condition:
    # A negated test alone is met by a request without the header.
    return {"StringNotEquals": {header: list(right)}, "Null": {header: "false"}}


def _writer(declaration: Declaration, site: str, bucket: BucketSpec) -> str:
    """ARN of what the writer acts for: our own trail, or any log of the account."""
    names = aws_names(declaration, site)
    if bucket.role is BucketRole.TRAIL:
        return names.arn("cloudtrail", f"trail/{trail_name(declaration, site)}")
    return names.arn("logs", "*")


def _delivery(names: AwsNames, bucket: str, delivery: Delivery, writer: str) -> Iterator[Statement]:
    yield {
        "Sid": "WriterLooks",
        "Effect": "Allow",
        "Principal": {"Service": names.principal(delivery.service)},
        "Action": ["s3:GetBucketAcl"],
        "Resource": [names.bucket(bucket)],
        "Condition": _from_here(names, writer),
    }
    yield {
        "Sid": "WriterWrites",
        "Effect": "Allow",
        "Principal": {"Service": names.principal(delivery.service)},
        "Action": ["s3:PutObject"],
        "Resource": [names.bucket(f"{bucket}/{delivery.folder(names.account)}/*")],
        "Condition": _from_here(names, writer),
    }


def _from_here(names: AwsNames, writer: str) -> Condition:
    return {
        "StringEquals": {"aws:SourceAccount": names.account},
        "ArnLike": {"aws:SourceArn": writer},
    }


def _deny(sid: str, action: str, resources: list[str], condition: Condition) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resources,
        "Condition": condition,
    }
