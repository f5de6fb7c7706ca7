"""The SDK as the rehearsal uses it: whatever the user has configured, it stays on this machine."""

from pathlib import Path
from typing import Any

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.aws.settings import Settings

from .conftest import ACCOUNT, REGION

NOBODY = "http://127.0.0.1:1"
ACCESS_POINT = f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/ap"


class AskedError(Exception):
    """Tells where a call would have gone."""


def asked(**event: Any) -> None:  # noqa: ANN401  as botocore calls it
    raise AskedError(event["request"].url)


def api() -> Api:
    return Api(Settings(region=REGION, endpoints={"s3": NOBODY}, access_key=ACCOUNT))


def test_a_name_that_the_sdk_makes_of_an_arn_is_refused_before_it_is_looked_up() -> None:
    with pytest.raises(Problem) as caught:
        api().call("s3", "HeadBucket", {"Bucket": ACCESS_POINT}, region=REGION)
    assert str(caught.value) == (
        f"ap-{ACCOUNT}.127.0.0.1 is not on this machine; the rehearsal never talks to AWS."
        " Fix: name resources by their names, not by ARNs."
    )


def test_nothing_that_a_user_sets_for_the_real_aws_changes_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").write_text("[default]\nendpoint_url = http://192.0.2.1\n[broken\n")
    hostile = {
        "AWS_PROFILE": "missing",
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_ENDPOINT_URL_EC2": "http://192.0.2.1",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "AWS_MAX_ATTEMPTS": "5",
        "HTTP_PROXY": "http://192.0.2.1",
    }
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    client: Any = closed_session().create_client(
        "ec2",
        region_name=REGION,
        endpoint_url=NOBODY,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="test",  # noqa: S106  nobody takes it
        config=CONFIG,
    )
    client.meta.events.register("before-send", asked)
    with pytest.raises(AskedError, match=f"^{NOBODY}/$"):
        client.describe_vpcs()
