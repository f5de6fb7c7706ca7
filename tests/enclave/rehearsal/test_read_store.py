from collections.abc import Iterator
from typing import Any, Literal

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.read_store import Bucket, read_buckets, read_keys

REGION = "eu-central-1"
NAME = "loom-audit"
POLICY = '{"Version": "2012-10-17", "Statement": []}'
OFF = Bucket(closed=False, versioned=False, key=None, policy=None)
PARTS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def client(service: Literal["s3", "kms"]) -> Any:  # noqa: ANN401  boto3 has no types
    return boto3.Session(
        region_name=REGION, aws_access_key_id="a", aws_secret_access_key=SECRET_FOR_MOTO
    ).client(service)


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        made = client("s3")
        made.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield made


@pytest.fixture
def kms() -> Iterator[Any]:
    with mock_aws():
        yield client("kms")


def block(s3: Any, **parts: bool) -> None:  # noqa: ANN401  boto3 has no types
    s3.put_public_access_block(Bucket=NAME, PublicAccessBlockConfiguration=parts)


def test_a_bucket_without_anything_is_read_as_that(s3: Any) -> None:  # noqa: ANN401
    assert read_buckets(s3, [NAME]) == {NAME: OFF}


def test_a_bucket_that_does_not_stand_is_left_out(s3: Any) -> None:  # noqa: ANN401
    assert read_buckets(s3, ["another"]) == {}


def test_what_guards_a_bucket_is_read(s3: Any) -> None:  # noqa: ANN401
    block(s3, **dict.fromkeys(PARTS, True))
    s3.put_bucket_versioning(Bucket=NAME, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_policy(Bucket=NAME, Policy=POLICY)
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:key"}
    s3.put_bucket_encryption(
        Bucket=NAME,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": default}]
        },
    )
    assert read_buckets(s3, [NAME])[NAME] == Bucket(
        closed=True,
        versioned=True,
        key="arn:key",
        policy={"Version": "2012-10-17", "Statement": []},
    )


@pytest.mark.parametrize("off", PARTS)
def test_a_block_with_a_part_off_is_not_closed(s3: Any, off: str) -> None:  # noqa: ANN401
    block(s3, **{**dict.fromkeys(PARTS, True), off: False})
    assert not read_buckets(s3, [NAME])[NAME].closed


def test_a_look_that_failed_is_no_finding() -> None:
    class Refusing:
        def list_buckets(self) -> dict[str, Any]:
            return {"Buckets": [{"Name": NAME}]}

        def get_public_access_block(self, **_: str) -> dict[str, Any]:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "GetPublicAccessBlock")

    with pytest.raises(ClientError):
        read_buckets(Refusing(), [NAME])


def test_a_key_is_read_by_its_alias(kms: Any) -> None:  # noqa: ANN401
    made = kms.create_key(Policy=POLICY)["KeyMetadata"]
    kms.create_alias(AliasName="alias/audit", TargetKeyId=made["KeyId"])
    kms.enable_key_rotation(KeyId=made["KeyId"])
    key = read_keys(kms, ["audit", "another"])["audit"]
    assert (key.arn, key.enabled, key.rotated) == (made["Arn"], True, True)
    assert key.policy == {"Version": "2012-10-17", "Statement": []}


def test_a_key_that_is_off_is_read_as_that(kms: Any) -> None:  # noqa: ANN401
    made = kms.create_key()["KeyMetadata"]
    kms.create_alias(AliasName="alias/audit", TargetKeyId=made["KeyId"])
    kms.disable_key_rotation(KeyId=made["KeyId"])
    kms.disable_key(KeyId=made["KeyId"])
    off = read_keys(kms, ["audit"])["audit"]
    assert (off.enabled, off.rotated) == (False, False)


def test_a_key_without_its_alias_is_left_out(kms: Any) -> None:  # noqa: ANN401
    kms.create_key()
    assert read_keys(kms, ["audit"]) == {}
