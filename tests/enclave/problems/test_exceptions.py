from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Finding, State, apply_exceptions
from tests.enclave.problems.factories import make_exception, make_finding
from tests.enclave.problems.strategies import findings

TODAY = date(2026, 11, 24)


def test_covers_the_finding_and_names_itself() -> None:
    (finding,) = apply_exceptions([make_finding()], [make_exception()], today=TODAY)
    assert finding == make_finding(exception="reply-field")


def test_covers_until_the_end_of_its_last_day() -> None:
    last = make_exception(expires=TODAY)
    (finding,) = apply_exceptions([make_finding()], [last], today=TODAY)
    assert finding.exception == "reply-field"


def test_expired_covers_nothing_and_is_a_finding() -> None:
    old = make_exception(expires=date(2026, 11, 23))
    finding, expired = apply_exceptions([make_finding()], [old], today=TODAY)
    assert finding.exception is None
    assert str(expired) == (
        "enclave.yaml:90:3 exception reply-field ended on 2026-11-23. "
        "Fix: fix field-exists in service-*, or approve a new date."
    )


def test_unused_is_a_finding() -> None:
    (unused,) = apply_exceptions([], [make_exception()], today=TODAY)
    assert str(unused) == (
        "enclave.yaml:90:3 exception reply-field covers nothing: field-exists does not fail in "
        "service-*. Fix: delete it."
    )


def test_owner_cannot_approve() -> None:
    own = make_exception(approver="soc")
    finding, wrong = apply_exceptions([make_finding()], [own], today=TODAY)
    assert finding.exception is None
    assert str(wrong) == (
        "enclave.yaml:90:3 exception reply-field is approved by its owner soc. "
        "Fix: let somebody else approve it."
    )


@pytest.mark.parametrize(
    "changes",
    [{"rule": "other"}, {"subject": "search"}, {"subject": "SERVICE-x"}],
    ids=["other policy", "outside the scope", "other case"],
)
def test_covers_only_its_policy_in_its_scope(changes: dict[str, str]) -> None:
    finding, _ = apply_exceptions([make_finding(**changes)], [make_exception()], today=TODAY)
    assert finding.exception is None


def covers(scope: str, subject: str) -> bool:
    finding, *_ = apply_exceptions(
        [make_finding(subject=subject)], [make_exception(scope=scope)], today=TODAY
    )
    return finding.exception is not None


def test_a_scope_may_name_an_item_of_a_list() -> None:
    assert covers("functions.rank.returns[1]", "functions.rank.returns[1]")
    assert covers("functions.*.returns[1]", "functions.rank.returns[1]")


@pytest.mark.parametrize(
    ("scope", "subject"),
    [("returns[1]", "returns1"), ("rank.[a-z]", "rank.x"), ("rank.?", "rank.x"), ("[!x]*", "rank")],
)
def test_nothing_but_a_star_stands_for_something_else(scope: str, subject: str) -> None:
    assert not covers(scope, subject)


@given(st.text())
def test_every_subject_is_a_scope_that_covers_it(subject: str) -> None:
    assert covers(subject, subject)


@pytest.mark.parametrize("state", [State.ERROR, State.PASS, State.SKIP])
def test_covers_failures_only(state: State) -> None:
    finding, _ = apply_exceptions([make_finding(state=state)], [make_exception()], today=TODAY)
    assert finding.exception is None


@given(st.lists(findings, max_size=5), st.dates())
def test_no_finding_is_ever_lost(found: list[Finding], today: date) -> None:
    result = apply_exceptions(found, [make_exception(policy="*", scope="*")], today=today)
    assert [f.fingerprint for f in result[: len(found)]] == [f.fingerprint for f in found]
