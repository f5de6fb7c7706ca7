"""The provider's configuration: nothing in it may lead to AWS."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.rehearsal.aws.settings import read_settings

HERE = "http://127.0.0.1:5399"


def make(**overrides: object) -> dict[str, object]:
    return {"region": "eu-central-1", "endpoints": json.dumps([{"ec2": HERE}])} | overrides


def refused(**overrides: object) -> str:
    with pytest.raises(Problem) as raised:
        read_settings(make(**overrides))
    return str(raised.value)


def test_values_arrive_as_json() -> None:
    settings = read_settings(
        make(
            defaultTags=json.dumps({"tags": {"site": "frankfurt"}}),
            allowedAccountIds=json.dumps(["111122223333"]),
            assumeRoles=json.dumps([{"roleArn": "arn:aws:iam::111122223333:role/deployer"}]),
        )
    )

    assert settings.default_tags == {"site": "frankfurt"}
    assert settings.allowed_accounts == ("111122223333",)
    assert settings.role == "arn:aws:iam::111122223333:role/deployer"


def test_the_one_allowed_account_is_whom_moto_takes_us_for() -> None:
    assert read_settings(make(allowedAccountIds='["111122223333"]')).access_key == "111122223333"


def test_cloudwatch_logs_has_two_names() -> None:
    settings = read_settings(make(endpoints=json.dumps([{"cloudwatchlogs": HERE}])))

    assert settings.endpoints == {"logs": HERE}


@pytest.mark.parametrize("endpoints", [None, "[]", '[{"ec2": ""}]'])
def test_no_endpoint_is_refused(endpoints: str | None) -> None:
    assert refused(endpoints=endpoints) == (
        "provider aws has no endpoints; the stand-in never talks to AWS. "
        "Fix: set endpoints to the address of the rehearsal's moto."
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://ec2.eu-central-1.example",
        "http://192.0.2.1:5399",
        "http://localhost:5399",
        "https://127.0.0.1:5399",
        "127.0.0.1:5399",
        "http://127.0.0.1.example:5399",
        "http://127.0.0.1@192.0.2.1:5399",
    ],
)
def test_an_endpoint_beyond_the_loopback_is_refused(address: str) -> None:
    assert refused(endpoints=json.dumps([{"ec2": HERE, "s3": address}])) == (
        f"provider aws endpoints.s3 {address} is not on this machine; "
        "the stand-in never talks to AWS. "
        "Fix: give http://127.0.0.1 and the port of the rehearsal's moto."
    )


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_loopback))
def test_no_other_address_is_taken_for_the_loopback(address: object) -> None:
    assert "is not on this machine" in refused(endpoints=json.dumps([{"s3": f"http://{address}"}]))


def test_a_missing_region_is_refused() -> None:
    assert refused(region=None) == "provider aws has no region. Fix: set region."
