"""The role that every policy spares, looked for before the first update."""

from collections.abc import Callable

import pytest

from enclave.preflight.check import Context
from enclave.preflight.checks.break_glass import CHECK
from enclave.problems import Severity, State
from tests.enclave.conftest import ACCOUNT, Amazon

pytestmark = pytest.mark.integration
ROLE = f"arn:aws:iam::{ACCOUNT}:role/break-glass"
WORDS = "and policies and keys spare it alone"


def said(context: Context) -> list[str]:
    return [found.message for found in CHECK.findings(context)]


def test_a_role_that_stands_is_no_finding(make_context: Callable[..., Context]) -> None:
    assert said(make_context()) == []


def test_one_that_is_not_there_is_critical(
    make_context: Callable[..., Context], ready: Amazon
) -> None:
    ready.client("iam").delete_role(RoleName="break-glass")
    (found,) = CHECK.findings(make_context())
    assert (found.severity, found.state) == (Severity.CRITICAL, State.FAIL)
    assert found.message == f"{ROLE} is not there, {WORDS}"


def test_one_of_another_path_is_not_the_one(
    make_context: Callable[..., Context], ready: Amazon
) -> None:
    iam = ready.client("iam")
    iam.delete_role(RoleName="break-glass")
    iam.create_role(RoleName="break-glass", Path="/other/", AssumeRolePolicyDocument="{}")
    there = f"arn:aws:iam::{ACCOUNT}:role/other/break-glass"
    assert said(make_context()) == [f"{ROLE} is not there: {there} is, {WORDS}"]


def test_one_that_may_not_be_looked_at_is_no_pass(
    make_context: Callable[..., Context], ready: Amazon
) -> None:
    ready.fails("iam GetRole", code="AccessDenied", status=403)
    (found,) = CHECK.findings(make_context())
    assert found.state is State.ERROR
