"""The right account or none, and every refusal one plain line."""

import pytest
from botocore.exceptions import EndpointConnectionError, ProfileNotFound

from enclave.account import Account, Refused, open_account
from enclave.account.account import same_document
from enclave.account.refusals import refused
from enclave.declaration.model.base import Partition
from enclave.derive.aws_names import AwsNames
from enclave.problems import Problem
from tests.enclave.conftest import ACCOUNT, REGION, Amazon

integration = pytest.mark.integration
AGAIN = "then run it again"


def names(account: str = ACCOUNT) -> AwsNames:
    return AwsNames(partition=Partition.AWS, region=REGION, account=account)


def opened(account: str = ACCOUNT) -> Account:
    return open_account(names(account))


def message(raised: pytest.ExceptionInfo[Problem]) -> str:
    return str(raised.value)


@integration
def test_an_account_says_who_asks_and_who_answers(amazon: Amazon) -> None:
    account = opened()
    assert account.answered_by == amazon.url
    assert account.caller == f"arn:aws:sts::{ACCOUNT}:user/moto"


@integration
@pytest.mark.usefixtures("amazon")
def test_an_account_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Problem) as raised:
        opened("999988887777")
    assert message(raised) == (
        f"AWS credentials are arn:aws:sts::{ACCOUNT}:user/moto, and account 999988887777 of aws is"
        " declared. Fix: use credentials of account 999988887777, or correct"
        " enclave.yaml."
    )


@integration
@pytest.mark.usefixtures("amazon")
def test_no_credentials_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(Problem) as raised:
        opened()
    assert message(raised) == (
        "AWS credentials are not there: no variable, profile or role of this machine gives any."
        f" Fix: name a profile of account {ACCOUNT} in AWS_PROFILE, or sign in."
    )


@integration
@pytest.mark.usefixtures("amazon")
def test_a_profile_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(Problem, match=r"^AWS credentials cannot be used: .*\(nobody\)"):
        opened()


@integration
@pytest.mark.usefixtures("amazon")
def test_a_host_that_is_not_aws_s_gets_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://aws.attacker.example")
    with pytest.raises(Problem) as raised:
        opened()
    assert message(raised) == (
        "aws.attacker.example is no host of AWS in partition aws, nor this machine. Fix: unset"
        " AWS_ENDPOINT_URL and endpoint_url in what is configured for AWS."
    )


@integration
@pytest.mark.usefixtures("amazon")
def test_a_host_of_aws_is_not_asked_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://sts.eu-central-1.amazonaws.com")
    with pytest.raises(Problem, match="is no host of AWS in partition aws"):
        opened()


@integration
def test_key_calls_go_to_the_fips_host(amazon: Amazon, monkeypatch: pytest.MonkeyPatch) -> None:
    account = opened()
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    amazon.replies_with("kms ListKeys", Keys=[])
    account.call("kms", "ListKeys")
    assert (
        account._clients["kms"].meta.endpoint_url == "https://kms-fips.eu-central-1.amazonaws.com"
    )


@integration
def test_throttling_is_waited_out_and_then_told(amazon: Amazon) -> None:
    account = opened()
    amazon.fails("kms ListAliases", code="ThrottlingException", message="Rate exceeded")
    with pytest.raises(Refused) as raised:
        account.call("kms", "ListAliases")
    assert amazon.calls.count("kms ListAliases") == 3
    assert message(raised) == (
        f"kms ListAliases is throttled, after 3 tries. Fix: wait a minute, {AGAIN}."
    )


@integration
@pytest.mark.parametrize(
    ("code", "line"),
    [
        (
            "ExpiredTokenException",
            f"is refused: the credentials have expired. Fix: renew them, {AGAIN}.",
        ),
        (
            "AccessDeniedException",
            f"is denied: no. Fix: allow it, or use a role that may, {AGAIN}.",
        ),
        (
            "UnrecognizedClientException",
            f"is refused: no. Fix: use credentials that AWS knows, {AGAIN}.",
        ),
        (
            "KMSInvalidStateException",
            f"is refused: KMSInvalidStateException: no. Fix: mend what it says, {AGAIN}.",
        ),
        (
            "501",
            "is refused: 501: no. Fix: ask AWS itself: what answers here does not know this call.",
        ),
        (
            "OptInRequired",
            "is refused: OptInRequired: no. Fix: enable the region or service for this account.",
        ),
    ],
)
def test_a_refusal_is_one_plain_line(code: str, line: str, amazon: Amazon) -> None:
    account = opened()
    amazon.fails("kms ListAliases", code=code)
    with pytest.raises(Refused) as raised:
        account.call("kms", "ListAliases")
    assert message(raised) == f"kms ListAliases {line}"


@integration
def test_a_look_tells_what_is_not_there_from_what_could_not_be_seen(amazon: Amazon) -> None:
    account = opened()
    question = {"KeyId": "alias/none"}
    assert account.look("kms", "DescribeKey", "NotFoundException", **question) is None
    amazon.fails("kms DescribeKey", code="AccessDeniedException")
    with pytest.raises(Refused):
        account.look("kms", "DescribeKey", "NotFoundException", **question)


def test_a_host_that_does_not_answer_is_told() -> None:
    error = EndpointConnectionError(endpoint_url="https://kms.eu-central-1.amazonaws.com")
    assert str(refused("kms ListKeys", error)).startswith("kms ListKeys got no answer: ")


def test_a_profile_without_a_session_is_a_matter_of_credentials() -> None:
    assert refused("kms ListKeys", ProfileNotFound(profile="x")).where == "AWS credentials"


@pytest.mark.parametrize("told", ['{"a": 1}', {"a": 1}])
def test_documents_are_compared_by_content(told: object) -> None:
    assert same_document(told, {"a": 1})


@pytest.mark.parametrize("told", ['{"a": 2}', "{", None, []])
def test_what_is_no_such_document_differs(told: object) -> None:
    assert not same_document(told, {"a": 1})
