"""Buckets and their policies."""

import json
import re

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import BucketRole, BucketSpec, LockMode, buckets
from enclave.derive.keys import keys
from tests.enclave.derive.declared import cloud_sites, declared, document
from tests.enclave.derive.strategies import for_any_declaration

LOCKED = {BucketRole.AUDIT, BucketRole.TRAIL, BucketRole.FLOW_LOGS}


def of_role(declaration: Declaration, role: BucketRole) -> BucketSpec:
    """One bucket of the smallest declaration's site."""
    return next(b for b in buckets(declaration, "frankfurt") if b.role is role)


@for_any_declaration
def test_names_are_legal_and_unique_among_all_sites(declaration: Declaration) -> None:
    names = [b.name for site in cloud_sites(declaration) for b in buckets(declaration, site)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", name) for name in names)


@for_any_declaration
def test_every_key_of_a_bucket_is_one_of_the_site(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        known = {key.name for key in keys(declaration, site)}
        for bucket in buckets(declaration, site):
            assert {bucket.key, *bucket.other_keys} <= known


@for_any_declaration
def test_records_are_locked_for_good_in_production_only(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        production = declaration.sites[site].use == "production"
        mode = LockMode.COMPLIANCE if production else LockMode.GOVERNANCE
        days = declaration.sites[site].audit_retention.days
        for bucket in buckets(declaration, site):
            locked = (mode, days) if bucket.role in LOCKED else (None, None)
            assert (bucket.lock_mode, bucket.lock_days) == locked


@for_any_declaration
def test_no_arn_of_another_partition(declaration: Declaration) -> None:
    other = "arn:aws-eusc:" if declaration.jurisdiction.partition == "aws" else "arn:aws:"
    for site in cloud_sites(declaration):
        text = json.dumps(
            [
                bucket_policy(declaration, site, b, key_arns=["key"])
                for b in buckets(declaration, site)
            ]
        )
        assert other not in text


@for_any_declaration
def test_only_the_service_that_delivers_is_let_in_and_only_for_the_account(
    declaration: Declaration,
) -> None:
    for site in cloud_sites(declaration):
        for bucket in buckets(declaration, site):
            policy = bucket_policy(declaration, site, bucket, key_arns=["key"])
            allowed = [s for s in policy["Statement"] if s["Effect"] == "Allow"]
            assert {s["Principal"]["Service"].removesuffix(".amazonaws.com") for s in allowed} == {
                *bucket.writers
            }
            assert all("aws:SourceAccount" in s["Condition"]["StringEquals"] for s in allowed)


def test_training_data_goes_when_the_longest_retention_is_over() -> None:
    assert of_role(declared(), BucketRole.TRAINING).expire_days == 30


def test_training_data_may_have_the_key_of_its_class() -> None:
    assert of_role(declared(), BucketRole.TRAINING).other_keys == (
        "loom-frankfurt-pricing-content",
        "loom-frankfurt-personal-content",
    )


def test_another_key_is_refused_and_a_request_that_names_none_is_not() -> None:
    bucket = of_role(declared(), BucketRole.AUDIT)
    policy = bucket_policy(declared(), "frankfurt", bucket, key_arns=["arn:key"])
    conditions = {s["Sid"]: s["Condition"] for s in policy["Statement"]}
    header = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    assert conditions["OwnKeyOnly"] == {
        "StringNotEquals": {header: ["arn:key"]},
        "Null": {header: "false"},
    }


@pytest.mark.parametrize("sid", ["TlsOnly", "OrganizationOnly"])
def test_everybody_is_bound_by_the_perimeter(sid: str) -> None:
    for bucket in buckets(declared(), "frankfurt"):
        policy = bucket_policy(declared(), "frankfurt", bucket, key_arns=["key"])
        statement = next(s for s in policy["Statement"] if s["Sid"] == sid)
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
        assert statement["Resource"][0].endswith(bucket.name)


def test_a_canary_keeps_nothing_that_cannot_be_undone() -> None:
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    found = {b.lock_mode for b in buckets(declared(sites=sites), "frankfurt")}
    assert found == {None, LockMode.GOVERNANCE}
