"""Where state may be: a file, or a bucket in the jurisdiction with secrets under a key there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stacks.backend import Backend, backend_problems

REGIONS = ("eu-central-1", "eu-north-1")
BUCKET = "s3://state?region=eu-central-1"
KEY = "awskms://alias/state?region=eu-central-1"
FILE = "stacks/config/Pulumi.frankfurt-cloud.yaml"


def problems(url: str | None, secrets_provider: str | None = None) -> list[str]:
    backend = Backend(
        url=url, where="BACKEND", secrets_provider=secrets_provider, secrets_where=FILE
    )
    return [str(problem) for problem in backend_problems(backend, REGIONS)]


@pytest.mark.parametrize("secrets", [None, "passphrase", KEY])
def test_file_is_a_place(secrets: str | None) -> None:
    assert problems("file:///var/lib/enclave", secrets) == []


@pytest.mark.parametrize("more", ["", "&awssdk=v2", "&profile=deploy", "&fips=true"])
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


@pytest.mark.parametrize("name", ["endpoint", "disable_https", "disableSSL", "accelerate"])
def test_parameter_that_leads_elsewhere_is_refused(name: str) -> None:
    assert problems(f"{BUCKET}&{name}=x", KEY) == [
        (
            f"BACKEND {name} could lead elsewhere or past TLS. "
            "Fix: use only awssdk, fips, profile, rate_limiter_capacity, region, role."
        )
    ]


def test_bucket_without_a_key_for_its_secrets_is_refused() -> None:
    assert problems(BUCKET) == [
        (
            f"{FILE}: secretsprovider names no KMS key in the jurisdiction, "
            "which the secrets of the state need. "
            "Fix: pulumi stack change-secrets-provider 'awskms://alias/NAME?region=REGION'."
        )
    ]


@pytest.mark.parametrize("url", [BUCKET, "file:///state"])
def test_secrets_kept_by_another_service_are_refused(url: str) -> None:
    assert problems(url, "gcpkms://projects/x") == [
        (
            f"{FILE}: secretsprovider gcpkms://projects/x is no KMS key in the jurisdiction, "
            "which the secrets of the state need. "
            "Fix: pulumi stack change-secrets-provider 'awskms://alias/NAME?region=REGION'."
        )
    ]


def test_key_elsewhere_is_refused() -> None:
    (problem,) = problems(BUCKET, "awskms://alias/state?region=us-east-1&context_stack=x")
    assert problem.startswith(f"{FILE}: secretsprovider awskms://alias/state?region=us-east-1")
    assert "is in us-east-1, outside the jurisdiction" in problem


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems("s3://state?endpoint=x", None)) == 3


@given(st.text())
def test_no_text_is_a_place_by_accident(text: str) -> None:
    assert problems(text) or text.lower().startswith("file:")


@given(st.text())
def test_no_query_opens_a_bucket_elsewhere(query: str) -> None:
    told = problems(f"s3://state?{query}", KEY)
    assert told or "region=eu-central-1" in query or "region=eu-north-1" in query
