"""What Check refuses and fills in."""

import json
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.properties import UNKNOWN
from enclave.rehearsal.aws.recorded import Record
from enclave.rehearsal.aws.settings import Settings
from enclave.rehearsal.aws.subject import subject_of

from .conftest import ACCOUNT, BUCKET, DOMAIN_LIST, GROUP, KEY, REGION, SPECIMENS, VPC
from .conftest import subject as subject_of_type


def make_lifecycle(record: Path | None = None) -> Lifecycle:
    settings = Settings(
        region=REGION,
        endpoints={"ec2": "http://127.0.0.1:1"},
        access_key=ACCOUNT,
        default_tags={"site": "frankfurt"},
    )
    return Lifecycle(Api(settings), Record(record))


def wrong(type_: str, **inputs: object) -> list[str]:
    _, complaints = make_lifecycle(Path("unused")).check(subject_of_type(type_), inputs)
    return [str(complaint) for complaint in complaints]


@pytest.mark.parametrize("type_", SPECIMENS)
def test_the_specimens_pass(type_: str) -> None:
    assert wrong(type_, **SPECIMENS[type_]) == []


def test_all_that_is_wrong_is_said_together() -> None:
    said = wrong(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        rules=[{"id": 1, "status": "Enabled", "expiration": {"dayz": 3}}],
    )

    assert said == [
        "rules[0].id is 1. Fix: give a text.",
        (
            "rules[0].expiration.dayz is not known to pulumi_aws. "
            "Fix: use one of date, days, expiredObjectDeleteMarker."
        ),
        "bucket is missing. Fix: give it.",
    ]


@pytest.mark.parametrize("type_", [BUCKET, "aws:s3/bucketPolicy:BucketPolicy"])
def test_a_bucket_is_given_by_name_and_not_by_an_arn(type_: str) -> None:
    arn = f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/ap"
    assert "bucket is an ARN. Fix: give the bucket's name." in wrong(type_, bucket=arn)


def test_a_property_that_no_table_has_is_refused() -> None:
    assert wrong(VPC, cidrBlock="10.40.0.0/20", ipv4IpamPoolId="pool") == [
        (
            "ipv4IpamPoolId is not known to the stand-in. "
            "Fix: add it to enclave/rehearsal/aws/types/ec2, or leave it out."
        )
    ]


def test_what_botocore_would_not_send_is_refused() -> None:
    assert wrong(BUCKET, bucket="b", tags={"": "no key"}) == [
        (
            "is not what CreateBucket takes: Invalid length for parameter "
            "CreateBucketConfiguration.Tags[1].Key, value: 0, valid min length: 1. "
            "Fix: correct the program's input."
        )
    ]


def test_what_is_not_known_yet_is_not_judged() -> None:
    assert wrong(BUCKET, bucket=UNKNOWN) == []


def test_the_mark_is_not_the_programs() -> None:
    assert wrong(VPC, cidrBlock="10.40.0.0/20", tags={"enclave:urn": "mine"}) == [
        "tags.enclave:urn is the stand-in's own. Fix: rename it."
    ]


def test_defaults_and_default_tags_are_filled_in() -> None:
    filled, _ = make_lifecycle().check(subject_of_type(VPC), {"cidrBlock": "10.40.0.0/20"})

    assert filled == {
        "cidrBlock": "10.40.0.0/20",
        "enableDnsSupport": True,
        "instanceTenancy": "default",
        "tags": {"site": "frankfurt"},
    }


def test_a_name_comes_from_the_urn_so_that_it_is_found_again() -> None:
    lifecycle = make_lifecycle()
    names = [lifecycle.check(subject_of_type(GROUP), {})[0]["name"] for _ in range(2)]

    assert names[0] == names[1]
    assert names[0].startswith("it-")


def test_a_policy_given_as_an_object_becomes_its_json() -> None:
    document = {"Version": "2012-10-17", "Statement": []}

    filled, _ = make_lifecycle().check(
        subject_of_type("aws:s3/bucketPolicy:BucketPolicy"), {"bucket": "b", "policy": document}
    )

    assert json.loads(filled["policy"]) == document


def test_a_recorded_type_without_a_folder_is_refused() -> None:
    with pytest.raises(Problem) as raised:
        make_lifecycle().check(subject_of_type(DOMAIN_LIST), {"name": "allowed"})

    assert str(raised.value) == (
        "provider aws cannot record what moto lacks: ENCLAVE_REHEARSAL_RECORD is not set. "
        "Fix: run the engine with the variables of `enclave rehearse env`."
    )


def test_an_unknown_type_names_the_file_to_add_it_to() -> None:
    with pytest.raises(Problem) as raised:
        subject_of("urn:pulumi:dev::enclave::aws:dynamodb/table:Table::jobs")

    assert str(raised.value) == (
        "aws:dynamodb/table:Table jobs is of a type that the stand-in does not know. "
        "Fix: describe the type in enclave/rehearsal/aws/types/dynamodb."
    )


def test_a_service_without_an_endpoint_is_refused() -> None:
    lifecycle = make_lifecycle()

    with pytest.raises(Problem) as raised:
        lifecycle.read(subject_of_type(KEY), "key", {})

    assert str(raised.value) == (
        "provider aws has no endpoint for kms; the stand-in never talks to AWS. "
        "Fix: set endpoints.kms to the address of the rehearsal's moto."
    )
