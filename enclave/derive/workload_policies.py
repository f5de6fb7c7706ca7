"""Permissions of the enclave's own workloads: what each reads or keeps, and with which keys."""

from collections.abc import Iterator

from enclave.derive.buckets import BucketRole, content_folder, index_folder
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import RoleSite, allow

READ = ("s3:GetObject", "s3:GetObjectVersion")
KEEP = ("kms:Decrypt", "kms:GenerateDataKey")  # Decrypt: parts of one object are joined with it


def door_statements(here: RoleSite) -> Iterator[Statement]:
    """The door reads indexes of classes, and opens the secrets of pseudonyms itself."""
    folder = index_folder("*")
    yield allow("ReadsIndexes", READ, [here.bucket(BucketRole.BUNDLES, folder + "*")])
    yield listing("FindsIndexes", here, BucketRole.BUNDLES, folder + "*")
    yield here.keys("OpensIndexes", ("kms:Decrypt",), (Purpose.INDEX,), through="s3")
    yield here.keys("OpensSecrets", ("kms:Decrypt",), (Purpose.PSEUDONYM,))


def function_statements(here: RoleSite) -> Iterator[Statement]:
    """Functions keep content below their folders: one service account serves them all."""
    folder = content_folder("*")
    yield allow(
        "KeepsContent",
        ("s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"),
        [here.bucket(BucketRole.TRAINING, folder + "*")],
    )
    yield listing("FindsContent", here, BucketRole.TRAINING, folder + "*")
    yield here.keys("EncryptsContent", KEEP, (Purpose.CONTENT, Purpose.TRAINING), through="s3")


def model_statements(here: RoleSite) -> Iterator[Statement]:
    """Triton reads weights, and writes nowhere."""
    yield allow("ReadsWeights", READ, [here.bucket(BucketRole.WEIGHTS, "*")])
    yield allow("FindsWeights", ("s3:ListBucket",), [here.bucket(BucketRole.WEIGHTS)])
    yield here.keys("OpensWeights", ("kms:Decrypt",), (Purpose.WEIGHTS,), through="s3")


def connector_statements(_here: RoleSite) -> Iterator[Statement]:
    """The connector needs nothing of AWS; its role is there so that it holds no other."""
    yield from ()


def audit_statements(here: RoleSite) -> Iterator[Statement]:
    """The audit chain writes seals, locks them, reads the last one; it deletes nothing."""
    seals = here.bucket(BucketRole.AUDIT, "*")
    yield allow("WritesSeals", ("s3:GetObject", "s3:PutObject", "s3:PutObjectRetention"), [seals])
    yield allow("FindsTheLast", ("s3:ListBucket",), [here.bucket(BucketRole.AUDIT)])
    yield here.keys("EncryptsSeals", KEEP, (Purpose.AUDIT,), through="s3")
    yield here.keys("MakesChainSecrets", KEEP, (Purpose.AUDIT,))


def listing(sid: str, here: RoleSite, role: BucketRole, prefix: str) -> Statement:
    """Names of objects below a prefix."""
    return allow(
        sid, ("s3:ListBucket",), [here.bucket(role)], {"StringLike": {"s3:prefix": prefix}}
    )
