"""Where state may be: a file, or a bucket in the jurisdiction with secrets under a key there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stacks.backend import Backend, backend_problems

REGIONS = ("eu-central-1", "eu-north-1")
SOVEREIGN = ("eusc-de-east-1",)  # no FIPS endpoint of KMS is known there
BUCKET = "s3://state?region=eu-central-1"
KEY = "awskms://alias/state?region=eu-central-1&fips=true"
FILE = "stacks/config/Pulumi.frankfurt-cloud.yaml"


def problems(
    url: str | None, secrets_provider: str | None = None, regions: tuple[str, ...] = REGIONS
) -> list[str]:
    backend = Backend(
        url=url, where="BACKEND", secrets_provider=secrets_provider, secrets_where=FILE
    )
    return [str(problem) for problem in backend_problems(backend, regions)]


@pytest.mark.parametrize("secrets", [None, "passphrase", KEY])
def test_file_is_a_place(secrets: str | None) -> None:
    assert problems("file:///var/lib/enclave", secrets) == []


@pytest.mark.parametrize("more", ["", "&awssdk=v2", "&role=arn:aws:iam::1:role/x"])
def test_bucket_in_the_jurisdiction_is_a_place(more: str) -> None:
    assert problems(BUCKET + more, KEY) == []


def test_no_backend_is_refused() -> None:
    assert problems(None) == [
        (
            "BACKEND names no backend, and Pulumi would turn to a service in the US. "
            "Fix: name file://FOLDER or s3://BUCKET?region=REGION."
        )
    ]


@pytest.mark.parametrize(
    "url",
    ["https://api.vendor.example", "gs://state", "azblob://state", "vendor", "s4://", "s3://[x"],
)
def test_other_places_are_refused(url: str) -> None:
    assert problems(url) == [
        (
            f"BACKEND {url} is no place for an enclave's state. "
            "Fix: name file://FOLDER or s3://BUCKET?region=REGION."
        )
    ]


def test_bucket_elsewhere_is_refused() -> None:
    assert problems("s3://state?region=us-east-1", KEY) == [
        (
            "BACKEND s3://state?region=us-east-1 is in us-east-1, outside the jurisdiction. "
            "Fix: use region=eu-central-1."
        )
    ]


def test_bucket_without_region_is_refused() -> None:
    assert problems("s3://state", KEY) == [
        "BACKEND s3://state names no region. Fix: use region=eu-central-1."
    ]


def test_bucket_with_two_regions_is_refused() -> None:
    (problem,) = problems(f"{BUCKET}&region=us-east-1", KEY)
    assert "is in eu-central-1 and us-east-1, outside the jurisdiction" in problem


@pytest.mark.parametrize(
    "name", ["endpoint", "disable_https", "disableSSL", "accelerate", "profile"]
)
def test_parameter_that_leads_elsewhere_is_refused(name: str) -> None:
    assert problems(f"{BUCKET}&{name}=x", KEY) == [
        (
            f"BACKEND {name} could lead elsewhere or past TLS. "
            "Fix: use only awssdk, fips, rate_limiter_capacity, region, role."
        )
    ]


def test_bucket_without_a_key_for_its_secrets_is_refused() -> None:
    assert problems(BUCKET) == [
        (
            f"{FILE}: secretsprovider names no KMS key in the jurisdiction, "
            "which the secrets of the state need. "
            "Fix: pulumi stack change-secrets-provider 'awskms://alias/NAME?region=eu-central-1&fips=true'."
        )
    ]


@pytest.mark.parametrize("url", [BUCKET, "file:///state"])
def test_secrets_kept_by_another_service_are_refused(url: str) -> None:
    assert problems(url, "gcpkms://projects/x") == [
        (
            f"{FILE}: secretsprovider gcpkms://projects/x is no KMS key in the jurisdiction, "
            "which the secrets of the state need. "
            "Fix: pulumi stack change-secrets-provider 'awskms://alias/NAME?region=eu-central-1&fips=true'."
        )
    ]


def test_key_elsewhere_is_refused() -> None:
    (problem,) = problems(BUCKET, "awskms://alias/state?region=us-east-1&context_stack=x")
    assert problem.startswith(f"{FILE}: secretsprovider awskms://alias/state?region=us-east-1")
    assert "is in us-east-1, outside the jurisdiction" in problem


@pytest.mark.parametrize("more", ["", "&fips=false", "&fips=false&fips=true"])
def test_key_past_the_fips_endpoint_of_its_region_is_refused(more: str) -> None:
    key = f"awskms://alias/state?region=eu-central-1{more}"
    assert problems(BUCKET, key) == [
        (
            f"{FILE}: secretsprovider {key} does not use the FIPS endpoint of KMS in eu-central-1, "
            "the only one that the enclave reaches. Fix: say fips=true in it, once."
        )
    ]


def test_role_that_makes_the_driver_forget_fips_is_refused() -> None:
    key = f"{KEY}&role=arn:aws:iam::111122223333:role/deploy"
    assert problems(BUCKET, key) == [
        (
            f"{FILE}: secretsprovider role makes Pulumi's driver forget fips=true. "
            "Fix: remove role, and run Pulumi under it."
        )
    ]


def test_key_in_a_region_without_a_fips_endpoint_needs_none() -> None:
    key = "awskms://alias/state?region=eusc-de-east-1&role=arn:aws-eusc:iam::1:role/x"
    assert problems("s3://state?region=eusc-de-east-1", key, SOVEREIGN) == []


def test_key_that_is_recommended_is_accepted() -> None:
    for regions in (REGIONS, SOVEREIGN):
        bucket = f"s3://state?region={regions[0]}"
        (problem,) = problems(bucket, None, regions)
        recommended = problem.split("'")[1]
        assert problems(bucket, recommended, regions) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems("s3://state?endpoint=x", None)) == 3


@given(st.text())
def test_no_text_is_a_place_by_accident(text: str) -> None:
    assert problems(text) or text.lower().startswith("file:")


@given(st.text())
def test_no_query_opens_a_bucket_elsewhere(query: str) -> None:
    told = problems(f"s3://state?{query}", KEY)
    assert told or "region=eu-central-1" in query or "region=eu-north-1" in query
