"""ENCLAVE_EXCEPTION_TERMS, and what exceptions do to the findings that they cover."""

from datetime import date

from tests.enclave.declaration.factories import Change, changed, loaded, said_of

PASSING: Change = ("bucket(10 EUR)", "pass")
SCOPE = "functions.reply.receives.Price.Amount"


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


def test_refuses_an_approver_without_key() -> None:
    assert said_of(PASSING, exception(owner="anna", approver="ben")) == [
        "ben has no key to approve quoted with. Fix: add people.ben.key."
    ]


def test_refuses_a_rule_that_does_not_exist() -> None:
    assert ("there is no rule ENCLAVE_TRANSFORMATIO. Fix: ENCLAVE_TRANSFORMATION?") in said_of(
        PASSING, exception(policy="ENCLAVE_TRANSFORMATIO")
    )


def test_leaves_exceptions_of_other_policies_to_those_who_check_them() -> None:
    assert said_of(exception(policy="CKV_ENCLAVE_31", scope='"cloud/log-*"')) == []


def test_refuses_an_exception_for_longer_than_three_years() -> None:
    assert said_of(PASSING, exception(expires="2030-01-01")) == [
        "quoted lasts until 2030-01-01, longer than 3 years. Fix: at most 2029-11-23."
    ]
