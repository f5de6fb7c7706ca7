"""The bucket that holds the state of the stacks."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from enclave.account import Account, Refused
from enclave.account.account import same_document
from enclave.derive.policy_documents import Document
from enclave.derive.state_backend import OLD_VERSION_DAYS, UNFINISHED_UPLOAD_DAYS

_CLOSED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
_LIFECYCLE = {
    "ID": "old-versions",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "Expiration": {"ExpiredObjectDeleteMarker": True},
    "NoncurrentVersionExpiration": {"NoncurrentDays": OLD_VERSION_DAYS},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": UNFINISHED_UPLOAD_DAYS},
}
_WITHOUT_CONSTRAINT = "us-east-1"  # the one region whose buckets are made without naming it


@dataclass(frozen=True, kw_only=True)
class StateBucket:
    """A bucket that keeps every version, closed to the public, under its own key.

    `key_arn` asks for the key when it is needed: it may be made a moment before. `policy` gives
    the document for that key.
    """

    account: Account
    name: str
    key_arn: Callable[[], str | None]
    policy: Callable[[str], Document]
    id: str = "state-bucket"
    kind: str = "bucket"
    purpose: str = "Holds the state of the stacks"

    def missing(self) -> bool:
        """Whether there is none. Raises Refused where another account has the name."""
        try:
            return self.account.look("s3", "HeadBucket", "404", Bucket=self.name) is None
        except Refused as problem:
            if problem.code in {"403", "301"}:
                raise self._taken() from problem
            raise

    def differences(self) -> tuple[str, ...]:
        """What of its guards is not as derived."""
        return tuple(self._differences())

    def empty(self) -> bool:
        """Whether it is not there, or holds nothing: no object, no old version, no mark."""
        if self.missing():
            return True
        told = self.account.first("s3", "ListObjectVersions", MaxKeys=1, **self._owned())
        return not (told.get("Versions") or told.get("DeleteMarkers"))

    def identity(self) -> str | None:
        """Its name, which nobody else in AWS has: S3 gives a bucket no id."""
        return None if self.missing() else self.name

    def make(self) -> str:
        """Make it, or mend it: closed first, the policy last, since that may forbid the rest."""
        if self.missing():
            self._create()
        self._put("PutPublicAccessBlock", PublicAccessBlockConfiguration=_CLOSED)
        self._put(
            "PutBucketOwnershipControls",
            OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        )
        key = self._require_key()
        self._put("PutBucketEncryption", ServerSideEncryptionConfiguration=_encryption(key))
        self._put("PutBucketVersioning", VersioningConfiguration={"Status": "Enabled"})
        self._put("PutBucketLifecycleConfiguration", LifecycleConfiguration={"Rules": [_LIFECYCLE]})
        self._put("PutBucketPolicy", Policy=json.dumps(self.policy(key)))
        return self.name

    def remove(self) -> str:
        """Delete it; S3 refuses that for one that holds anything."""
        if self.missing():
            return "was not there"
        self._put("DeleteBucket")
        return "deleted, empty"

    def _differences(self) -> Iterator[str]:
        key = self.key_arn()
        told = self._find("GetBucketVersioning")
        if told.get("Status") != "Enabled":
            yield "keeps no versions"
        told = self._find("GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration")
        if told.get("PublicAccessBlockConfiguration") != _CLOSED:
            yield "is not closed to the public"
        told = self._find("GetBucketEncryption", "ServerSideEncryptionConfigurationNotFoundError")
        if key is None or not _encrypts(told.get("ServerSideEncryptionConfiguration"), key):
            yield "is not under its own key"
        told = self._find("GetBucketOwnershipControls", "OwnershipControlsNotFoundError")
        rules = told.get("OwnershipControls", {}).get("Rules")
        if rules != [{"ObjectOwnership": "BucketOwnerEnforced"}]:
            yield "honours access lists"
        told = self._find("GetBucketLifecycleConfiguration", "NoSuchLifecycleConfiguration")
        if told.get("Rules") != [_LIFECYCLE]:
            yield "has other lifecycle rules"
        told = self._find("GetBucketPolicy", "NoSuchBucketPolicy")
        if key is None or not same_document(told.get("Policy"), self.policy(key)):
            yield "has another policy"

    def _create(self) -> None:
        region = self.account.names.region
        place: dict[str, Any] = (
            {}
            if region == _WITHOUT_CONSTRAINT
            else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        )
        try:
            self.account.call("s3", "CreateBucket", Bucket=self.name, **place)
        except Refused as problem:
            if problem.code == "BucketAlreadyExists":
                raise self._taken() from problem
            if problem.code != "BucketAlreadyOwnedByYou":
                raise

    def _taken(self) -> Refused:
        return Refused(
            where=self.name,
            problem="is a bucket that these credentials may not look at: another account's, or one"
            " whose policy leaves them out",
            fix="use the role that made it; if it is not ours, rename the site or organization",
        )

    def _require_key(self) -> str:
        key = self.key_arn()
        if key is None:
            raise Refused(
                where=self.name,
                problem="has no key to be under",
                fix="run it again: keys are made first",
            )
        return key

    def _owned(self) -> dict[str, str]:
        return {"Bucket": self.name, "ExpectedBucketOwner": self.account.names.account}

    def _find(self, operation: str, *missing: str) -> dict[str, Any]:
        return self.account.look("s3", operation, *missing, **self._owned()) or {}

    def _put(self, operation: str, **parameters: Any) -> None:  # noqa: ANN401  each its own
        self.account.call("s3", operation, **self._owned(), **parameters)


def _encryption(key: str) -> dict[str, Any]:
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    return {"Rules": [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}]}


def _encrypts(told: dict[str, Any] | None, key: str) -> bool:
    rules = (told or {}).get("Rules", [])
    defaults = [rule.get("ApplyServerSideEncryptionByDefault") for rule in rules]
    return defaults == [{"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}]
