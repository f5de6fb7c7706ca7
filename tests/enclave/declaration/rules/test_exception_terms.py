"""ENCLAVE_EXCEPTION_TERMS, and what exceptions do to the findings that they cover."""

from datetime import date

import pytest

from enclave.declaration.rule import Rule
from enclave.declaration.rules import catalog
from tests.enclave.declaration.factories import Change, changed, loaded, said_of

PASSING: Change = ("bucket(10 EUR)", "pass")
SCOPE = "functions.reply.receives.Price.Amount"
PASSES = (
    "Price.Amount is a crown jewel (pricing) and may not pass. Fix: mask, pseudonymise or "
    "bucket(WIDTH)."
)


def exception(**terms: str) -> Change:
    """The end of the fixture with an exception added, whose terms may be replaced."""
    terms = {
        "policy": "ENCLAVE_TRANSFORMATION",
        "scope": SCOPE,
        "reason": "Prices are quoted",
        "owner": "ben",
        "approver": "anna",
        "expires": "2028-06-30",
    } | terms
    inner = ", ".join(f"{key}: {value}" for key, value in terms.items())
    return ("\nprocessors:\n", f"\nexceptions: {{quoted: {{{inner}}}}}\nprocessors:\n")


def test_covers_the_finding_that_it_names() -> None:
    report = loaded(changed(PASSING, exception())).report
    assert [(f.rule, f.exception) for f in report.covered] == [("ENCLAVE_TRANSFORMATION", "quoted")]
    assert report.failures == ()


def test_covers_every_subject_of_a_glob() -> None:
    assert said_of(PASSING, exception(scope='"functions.reply.*"')) == []


def test_refuses_an_exception_that_covers_nothing() -> None:
    assert said_of(exception()) == [
        (
            "exception quoted covers nothing: ENCLAVE_TRANSFORMATION does not fail in "
            f"{SCOPE}. Fix: delete it."
        )
    ]


def test_refuses_an_exception_that_has_ended() -> None:
    lines = said_of(PASSING, exception(), today=date(2028, 7, 1))
    assert (
        "exception quoted ended on 2028-06-30. Fix: fix ENCLAVE_TRANSFORMATION in "
        f"{SCOPE}, or approve a new date."
    ) in lines


def test_refuses_an_approver_who_owns_it() -> None:
    assert (
        "exception quoted is approved by its owner anna. Fix: let somebody else approve it."
    ) in said_of(PASSING, exception(owner="anna"))


def test_an_approver_without_key_approves_nothing() -> None:
    assert said_of(PASSING, exception(owner="anna", approver="ben")) == [
        PASSES,
        "ben has no key to approve quoted with. Fix: add people.ben.key.",
    ]


@pytest.mark.parametrize("role", ["owner", "approver"])
def test_nobody_who_is_not_declared_excuses_anything(role: str) -> None:
    assert said_of(PASSING, exception(**{role: "ghost"})) == [
        PASSES,
        "there is no person ghost. Fix: declare it under people.",
    ]


def test_exceptions_cannot_excuse_each_other() -> None:
    terms = "reason: Because, owner: ghost, approver: phantom, expires: 2028-06-30"
    inner = (
        f'terms: {{policy: ENCLAVE_EXCEPTION_TERMS, scope: "*", {terms}}}, '
        f'people: {{policy: ENCLAVE_REFERENCE, scope: "exceptions.*", {terms}}}, '
        f'anything: {{policy: ENCLAVE_TRANSFORMATION, scope: "functions.reply.*", {terms}}}'
    )
    report = loaded(
        changed(PASSING, ("\nprocessors:\n", f"\nexceptions: {{{inner}}}\nprocessors:\n"))
    ).report
    assert report.covered == ()
    assert {f.rule for f in report.failures} == {
        "ENCLAVE_EXCEPTION_TERMS",
        "ENCLAVE_REFERENCE",
        "ENCLAVE_TRANSFORMATION",
    }


@pytest.mark.parametrize("rule", [r for r in catalog() if not r.exceptable], ids=lambda r: r.id)
def test_refuses_an_exception_to_what_is_no_matter_of_judgement(rule: Rule) -> None:
    assert said_of(exception(policy=rule.id)) == [
        (
            f"{rule.id} allows no exception. Fix: mend what it finds, and delete quoted: only "
            "ENCLAVE_TRANSFORMATION, ENCLAVE_RETURNED_CLASS, ENCLAVE_LIMITS or ENCLAVE_RETENTION "
            "can be excepted."
        )
    ]


def test_what_may_be_excepted_is_a_short_list() -> None:
    assert [rule.id for rule in catalog() if rule.exceptable] == [
        "ENCLAVE_TRANSFORMATION",
        "ENCLAVE_RETURNED_CLASS",
        "ENCLAVE_LIMITS",
        "ENCLAVE_RETENTION",
    ]


@pytest.mark.parametrize("scope", ["*", "functions.*", "functions.re*", "*.reply.*", "functions"])
def test_refuses_a_scope_that_names_no_entry(scope: str) -> None:
    assert said_of(PASSING, exception(scope=f'"{scope}"')) == [
        PASSES,
        (
            f"{scope} does not say of what quoted is an exception. "
            "Fix: begin it with the part and the entry, as functions.price-explanation.*."
        ),
    ]


@pytest.mark.parametrize("scope", ["*", "*/log-group"])
def test_refuses_a_scope_of_other_policies_that_begins_with_anything(scope: str) -> None:
    assert said_of(exception(policy="CKV_ENCLAVE_31", scope=f'"{scope}"')) == [
        (
            f"{scope} does not say of what quoted is an exception. "
            "Fix: begin it with what the policy names."
        )
    ]


def test_refuses_a_rule_that_does_not_exist() -> None:
    assert ("there is no rule ENCLAVE_TRANSFORMATIO. Fix: ENCLAVE_TRANSFORMATION?") in said_of(
        PASSING, exception(policy="ENCLAVE_TRANSFORMATIO")
    )


def test_leaves_exceptions_of_other_policies_to_those_who_check_them() -> None:
    assert said_of(exception(policy="CKV_ENCLAVE_31", scope='"cloud/log-*"')) == []


def test_refuses_an_exception_for_longer_than_three_years() -> None:
    assert said_of(PASSING, exception(expires="2030-01-01")) == [
        PASSES,
        "quoted lasts until 2030-01-01, longer than 3 years. Fix: at most 2029-11-23.",
    ]
