"""The provider: the declared account and region, in a rehearsal nothing but the loopback."""

import json
from typing import Any

from stacks.providers import SERVICES, SiteProviderArgs, declare_provider, site_tags
from tests.stacks.conftest import Recorder

URL = "http://127.0.0.1:5000"


def make_args(**overrides: object) -> SiteProviderArgs:
    values: dict[str, Any] = {
        "region": "eu-central-1",
        "account": "111122223333",
        "tags": {"enclave:site": "frankfurt"},
        "fips_hosts": {},
        "rehearsal": None,
    } | overrides
    return SiteProviderArgs(**values)


def inputs(recorder: Recorder, args: SiteProviderArgs) -> dict[str, Any]:
    recorder.run(lambda: declare_provider("site", args))
    return {key: decoded(value) for key, value in recorder.inputs("site").items()}


def decoded(value: object) -> object:
    """A provider's inputs travel as JSON, one by one, where they are no text."""
    try:
        return json.loads(str(value))
    except ValueError:
        return value


def test_works_in_the_declared_account_and_region_only(recorder: Recorder) -> None:
    found = inputs(recorder, make_args())
    assert found["region"] == "eu-central-1"
    assert found["allowedAccountIds"] == ["111122223333"]
    assert found["defaultTags"] == {"tags": {"enclave:site": "frankfurt"}}


def test_real_aws_gets_no_credentials_and_no_shortcut(recorder: Recorder) -> None:
    found = inputs(recorder, make_args())
    # The SDK itself writes the last two, whose names speak of instance metadata and region names.
    skipped = {key for key, value in found.items() if key.startswith("skip") and value}
    assert skipped <= {"skipMetadataApiCheck", "skipRegionValidation"}
    assert not {"accessKey", "secretKey", "s3UsePathStyle", "useFipsEndpoint"} & set(found)


def test_fips_endpoint_is_pinned_where_there_is_one(recorder: Recorder) -> None:
    hosts = {"kms": "kms-fips.eu-central-1.amazonaws.com"}
    found = inputs(recorder, make_args(fips_hosts=hosts))
    assert found["endpoints"] == [{"kms": "https://kms-fips.eu-central-1.amazonaws.com"}]


def test_rehearsal_sends_every_service_to_the_loopback(recorder: Recorder) -> None:
    found = inputs(recorder, make_args(rehearsal=URL, fips_hosts={"kms": "kms-fips.example"}))
    assert found["endpoints"] == [dict.fromkeys(SERVICES, URL)]


def test_rehearsal_shows_no_real_credentials(recorder: Recorder) -> None:
    found = inputs(recorder, make_args(rehearsal=URL))
    assert found["accessKey"]["value"] == "111122223333"
    assert found["secretKey"]["value"] == "test"
    assert found["s3UsePathStyle"] is True
    assert found["skipCredentialsValidation"] is True
    assert found["skipMetadataApiCheck"] is True
    assert found["skipRegionValidation"] is True


def test_tags_tell_the_site_and_never_change_with_the_declaration() -> None:
    assert site_tags("frankfurt") == {
        "enclave:managed-by": "sovereign-enclave",
        "enclave:site": "frankfurt",
    }
