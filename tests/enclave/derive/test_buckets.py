"""Buckets of a site."""

import re

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.buckets import (
    BucketRole,
    BucketSpec,
    Delivery,
    Expiry,
    LockMode,
    buckets,
    content_folder,
)
from enclave.derive.keys import keys
from enclave.derive.placement import functions_at
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    cloud_sites,
    declared,
    document,
    with_data_centre,
    without_flow,
)
from tests.enclave.derive.strategies import for_any_declaration

LOCKED = {
    BucketRole.AUDIT,
    BucketRole.TRAIL,
    BucketRole.FLOW_LOGS,
    BucketRole.DNS_LOGS,
    BucketRole.DOOR_LOGS,
}


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
def test_content_of_a_function_goes_when_its_own_retention_is_over(
    declaration: Declaration,
) -> None:
    for site in cloud_sites(declaration):
        (training,) = (b for b in buckets(declaration, site) if b.role is BucketRole.TRAINING)
        for name, function in functions_at(declaration, site).items():
            content = f"{content_folder(name)}request-1"
            ends = [e.days for e in training.expiries if content.startswith(e.prefix)]
            assert min(ends) == function.retention.days


def test_whatever_else_is_kept_for_training_goes_with_the_longest_retention() -> None:
    functions = document()["functions"]
    functions["short"] = functions["reply"] | {"retention": "2d"}
    training = of_role(declared(functions=functions), BucketRole.TRAINING)
    assert training.expiries == (
        Expiry(prefix="functions/short/", days=2),
        Expiry(prefix="", days=30),
    )


def test_records_go_when_their_lock_is_over_and_artefacts_never() -> None:
    ends = {b.role: b.expiries for b in buckets(declared(), "frankfurt")}
    assert {role for role, expiries in ends.items() if not expiries} == {
        BucketRole.WEIGHTS,
        BucketRole.BUNDLES,
    }
    assert all(ends[role] == (Expiry(prefix="", days=400),) for role in LOCKED)


def test_training_data_may_have_the_key_of_its_class() -> None:
    assert of_role(declared(), BucketRole.TRAINING).other_keys == (
        "loom-frankfurt-pricing-content",
        "loom-frankfurt-personal-content",
    )


def test_bundles_may_have_the_key_of_their_class_index() -> None:
    assert of_role(declared(), BucketRole.BUNDLES).other_keys == ("loom-frankfurt-pricing-index",)


def test_flow_logs_alone_are_foldered_for_queries() -> None:
    found = buckets(declared(), "frankfurt")
    assert {b.role for b in found if b.delivery and b.delivery.hive_partitions} == {
        BucketRole.FLOW_LOGS
    }


def test_a_canary_keeps_nothing_that_cannot_be_undone() -> None:
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    found = {b.lock_mode for b in buckets(declared(sites=sites), "frankfurt")}
    assert found == {None, LockMode.GOVERNANCE}


def test_only_aws_s_own_records_are_delivered_by_a_service() -> None:
    found = buckets(declared(), "frankfurt")
    assert {b.role: b.delivery.service for b in found if b.delivery} == {
        BucketRole.TRAIL: "cloudtrail",
        BucketRole.FLOW_LOGS: "delivery.logs",
        BucketRole.DNS_LOGS: "delivery.logs",
        BucketRole.DOOR_LOGS: "delivery.logs",
    }


def test_connections_of_the_door_are_kept_only_where_salesforce_has_a_way_in() -> None:
    roles = {b.role for b in buckets(without_flow(declared(), "ask"), "frankfurt")}
    assert BucketRole.FLOW_LOGS in roles
    assert BucketRole.DOOR_LOGS not in roles


@pytest.mark.parametrize(
    ("hive", "folder"),
    [(False, "AWSLogs/111122223333"), (True, "AWSLogs/aws-account-id=111122223333")],
)
def test_a_delivery_writes_where_its_partitions_say(hive: bool, folder: str) -> None:  # noqa: FBT001  one of two table columns
    assert Delivery(service="any", hive_partitions=hive).folder("111122223333") == folder


def test_a_data_centre_has_no_buckets() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        buckets(with_data_centre(), "venlo")
