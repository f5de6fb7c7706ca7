"""Policies of buckets."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import BucketRole, buckets
from enclave.derive.policy_documents import Document, Statement
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    cloud_sites,
    declared,
    sovereign,
    with_data_centre,
)
from tests.enclave.derive.strategies import for_any_declaration

KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id"
DELIVERED = {
    BucketRole.TRAIL: (
        "cloudtrail",
        "cloudtrail:eu-central-1:111122223333:trail/loom-frankfurt-trail",
    ),
    BucketRole.FLOW_LOGS: ("delivery.logs", "logs:eu-central-1:111122223333:*"),
    BucketRole.DNS_LOGS: ("delivery.logs", "logs:eu-central-1:111122223333:*"),
}


def policies(declaration: Declaration, site: str) -> list[Document]:
    """The policy of every bucket of a site."""
    return [
        bucket_policy(declaration, site, bucket, key_arns=["key"])
        for bucket in buckets(declaration, site)
    ]


def statements(role: BucketRole, *, key_arns: tuple[str, ...] = ("key",)) -> dict[str, Statement]:
    """The statements of one bucket of the smallest declaration, by their ids."""
    bucket = next(b for b in buckets(declared(), "frankfurt") if b.role is role)
    policy = bucket_policy(declared(), "frankfurt", bucket, key_arns=key_arns)
    return {statement["Sid"]: statement for statement in policy["Statement"]}


@for_any_declaration
def test_no_arn_of_another_partition(declaration: Declaration) -> None:
    other = "arn:aws-eusc:" if declaration.jurisdiction.partition == "aws" else "arn:aws:"
    for site in cloud_sites(declaration):
        assert other not in json.dumps(policies(declaration, site))


@for_any_declaration
def test_only_the_service_that_delivers_is_let_in_and_only_for_the_account(
    declaration: Declaration,
) -> None:
    for site in cloud_sites(declaration):
        for bucket in buckets(declaration, site):
            policy = bucket_policy(declaration, site, bucket, key_arns=["key"])
            allowed = [s for s in policy["Statement"] if s["Effect"] == "Allow"]
            writers = {bucket.delivery.service} if bucket.delivery else set()
            assert {s["Principal"]["Service"] for s in allowed} == {
                f"{writer}.amazonaws.com" for writer in writers
            }
            assert all("aws:SourceAccount" in s["Condition"]["StringEquals"] for s in allowed)


@for_any_declaration
def test_no_two_statements_of_a_policy_share_an_id(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for policy in policies(declaration, site):
            ids = [statement["Sid"] for statement in policy["Statement"]]
            assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("sid", ["TlsOnly", "OrganizationOnly"])
def test_everybody_is_bound_by_the_perimeter(sid: str) -> None:
    for bucket in buckets(declared(), "frankfurt"):
        policy = bucket_policy(declared(), "frankfurt", bucket, key_arns=["key"])
        statement = next(s for s in policy["Statement"] if s["Sid"] == sid)
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
        assert statement["Resource"][0].endswith(bucket.name)


def test_what_comes_without_tls_is_refused() -> None:
    condition = statements(BucketRole.AUDIT)["TlsOnly"]["Condition"]
    assert condition == {"Bool": {"aws:SecureTransport": "false"}}


def test_another_key_is_refused_and_a_request_that_names_none_is_not() -> None:
    refused = statements(BucketRole.AUDIT, key_arns=("arn:own", "arn:class"))["OwnKeyOnly"]
    assert refused["Condition"] == {
        "StringNotEquals": {KEY_HEADER: ["arn:own", "arn:class"]},
        "Null": {KEY_HEADER: "false"},
    }


def test_another_encryption_is_refused_and_a_request_that_names_none_is_not() -> None:
    header = "s3:x-amz-server-side-encryption"
    assert statements(BucketRole.AUDIT)["KmsOnly"]["Condition"] == {
        "StringNotEquals": {header: ["aws:kms"]},
        "Null": {header: "false"},
    }


OWN, FOREIGN = "arn:own", "arn:foreign"
SSE, KEY, SSE_C = (
    "s3:x-amz-server-side-encryption",
    KEY_HEADER,
    "s3:x-amz-server-side-encryption-customer-algorithm",
)


def refused(headers: dict[str, str]) -> bool:
    """Whether a Deny of the audit bucket's policy meets a PutObject with these headers alone."""
    met: dict[str, Callable[[str, Any], bool]] = {
        "Null": lambda key, wanted: (key not in headers) == (wanted == "true"),
        "StringNotEquals": lambda key, wanted: headers.get(key) not in wanted,
    }
    return any(
        all(
            operator in met and met[operator](key, wanted)
            for operator, tests in statement["Condition"].items()
            for key, wanted in tests.items()
        )
        for statement in statements(BucketRole.AUDIT, key_arns=(OWN,)).values()
        if statement["Effect"] == "Deny"
    )


@pytest.mark.parametrize(
    "headers", [{}, {SSE: "aws:kms", KEY: OWN}], ids=["the bucket's default", "its own key"]
)
def test_objects_with_the_bucket_s_own_key_are_taken(headers: dict[str, str]) -> None:
    assert not refused(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {SSE: "aws:kms"},
        {SSE: "aws:kms", KEY: FOREIGN},
        {SSE: "aws:kms:dsse", KEY: OWN},
        {SSE: "AES256"},
        {SSE_C: "AES256"},
    ],
    ids=["the key of AWS", "a foreign key", "twice", "the key of S3", "the caller's key"],
)
def test_objects_with_any_other_key_are_refused(headers: dict[str, str]) -> None:
    assert refused(headers)


@pytest.mark.parametrize("sid", ["OwnKeyOnly", "KmsOnly", "KeyNamed", "NoCustomerKey"])
def test_encryption_is_judged_when_an_object_is_put(sid: str) -> None:
    statement = statements(BucketRole.AUDIT)[sid]
    assert (statement["Effect"], statement["Action"]) == ("Deny", "s3:PutObject")
    assert statement["Resource"] == ["arn:aws:s3:::loom-frankfurt-audit-111122223333/*"]


@pytest.mark.parametrize("role", [BucketRole.TRAIL, BucketRole.FLOW_LOGS])
def test_a_service_delivers_for_its_own_records_of_this_account(role: BucketRole) -> None:
    service, source = DELIVERED[role]
    found = statements(role)
    for sid in ("WriterLooks", "WriterWrites"):
        assert found[sid]["Principal"] == {"Service": f"{service}.amazonaws.com"}
        assert found[sid]["Condition"] == {
            "StringEquals": {"aws:SourceAccount": "111122223333"},
            "ArnLike": {"aws:SourceArn": f"arn:aws:{source}"},
        }


def test_a_service_writes_below_the_account_and_reads_nothing() -> None:
    found = statements(BucketRole.TRAIL)
    bucket = "arn:aws:s3:::loom-frankfurt-trail-111122223333"
    assert (found["WriterLooks"]["Action"], found["WriterLooks"]["Resource"]) == (
        ["s3:GetBucketAcl"],
        [bucket],
    )
    assert (found["WriterWrites"]["Action"], found["WriterWrites"]["Resource"]) == (
        ["s3:PutObject"],
        [f"{bucket}/AWSLogs/111122223333/*"],
    )


def test_in_the_sovereign_partition_services_keep_their_usual_names() -> None:
    allowed = [
        statement["Principal"]["Service"]
        for policy in policies(sovereign(), "frankfurt")
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow"
    ]
    assert set(allowed) == {"cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"}


def test_a_data_centre_has_none() -> None:
    bucket = buckets(declared(), "frankfurt")[0]
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        bucket_policy(with_data_centre(), "venlo", bucket, key_arns=["key"])
