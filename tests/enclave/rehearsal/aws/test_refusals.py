"""Throttling, expired credentials, a foreign account: plain lines, and a second run repairs."""

from collections.abc import Callable

import pytest
from pulumi import automation

from enclave.problems import Problem
from enclave.rehearsal.aws import api
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.server import Server
from enclave.rehearsal.aws.settings import Settings

from .conftest import ACCOUNT, REGION, Clients, Engine
from .factories import in_json, in_xml, refusing
from .test_engine import declare, left

pytestmark = pytest.mark.integration

MakeEngine = Callable[..., Engine]
STANDS = {"vpcs": ["10.40.0.0/20"], "buckets": ["loom-audit"], "keys": ["Enabled"]}
EXPIRED = (
    "ec2 DescribeVpcs was refused, because the credentials have expired."
    " Fix: renew them, then update again: it goes on from here."
)


def make_api(url: str) -> Api:
    endpoints = {"ec2": url, "kms": url}
    return Api(Settings(region=REGION, endpoints=endpoints, access_key=ACCOUNT))


@pytest.mark.parametrize("code", ["RequestLimitExceeded", "Throttling"])
def test_a_throttled_call_is_made_again(moto: Server, code: str) -> None:
    with refusing(moto, "Action=DescribeVpcs", in_xml(code), times=3) as url:
        found = make_api(url).call("ec2", "DescribeVpcs", {}, region=REGION)
    assert found["Vpcs"]


def test_throttling_that_does_not_end_is_said(
    moto: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "ATTEMPTS", 2)
    with (
        refusing(moto, "TrentService.ListKeys", in_json("ThrottlingException"), times=2) as url,
        pytest.raises(Problem) as raised,
    ):
        make_api(url).call("kms", "ListKeys", {}, region=REGION)
    assert str(raised.value) == (
        "kms ListKeys was refused again and again, because the account makes too many calls."
        " Fix: update again later, with --parallel 4: it goes on from here."
    )


def test_expired_credentials_are_said(moto: Server) -> None:
    with (
        refusing(moto, "Action=DescribeVpcs", in_xml("RequestExpired"), times=1) as url,
        pytest.raises(Problem) as raised,
    ):
        make_api(url).call("ec2", "DescribeVpcs", {}, region=REGION)
    assert str(raised.value) == EXPIRED


def test_credentials_that_expire_half_way_leave_what_a_second_run_completes(
    make_engine: MakeEngine, moto: Server, clients: Clients
) -> None:
    engine = make_engine()
    said: list[str] = []
    with (
        refusing(moto, "Action=CreateSecurityGroup", in_xml("ExpiredToken"), times=None) as url,
        pytest.raises(automation.CommandError),
    ):
        engine.at(url).stack(declare).up(on_output=said.append)
    half = left(clients)
    stack = engine.stack(declare)

    stack.up()

    assert "ec2 CreateSecurityGroup was refused, because the credentials have expired." in "".join(
        said
    )
    assert half["vpcs"] == ["10.40.0.0/20"]  # not vacuous: something stood already
    assert left(clients) == STANDS
    assert stack.preview(refresh=True, expect_no_changes=True).change_summary == {"same": 9}


@pytest.mark.slow  # the same call by call above
def test_an_update_that_is_throttled_now_and_then_succeeds(
    make_engine: MakeEngine, moto: Server, clients: Clients
) -> None:
    engine = make_engine()
    with refusing(moto, "Action=", in_xml("RequestLimitExceeded"), times=5) as url:
        engine.at(url).stack(declare).up()
    assert left(clients) == STANDS


def test_an_account_that_is_not_ours_is_refused_before_anything_is_made(moto: Server) -> None:
    ours = ("222233334444",)
    with pytest.raises(Problem) as raised:
        Api(
            Settings(
                region=REGION,
                endpoints={"ec2": moto.url},
                access_key=ACCOUNT,
                allowed_accounts=ours,
            )
        )
    assert str(raised.value) == (
        "provider aws account 111122223333 is not allowed by the provider."
        " Fix: allow it in allowedAccountIds or use credentials of an allowed account."
    )
