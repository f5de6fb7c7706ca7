"""ENCLAVE_PROCESSOR_TERMS: a processor's country, agreement and review are in order."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_third_country_as_intra_eea() -> None:
    assert said_of(
        ("country: IE", "country: US"),
    ) == [
        (
            "US is outside the European Economic Area. Fix: name the mechanism that allows "
            "it: adequacy, standard_clauses or binding_rules."
        ),
    ]


def test_refuses_a_mechanism_that_is_not_needed() -> None:
    assert said_of(
        ("transfer: intra_eea", "transfer: standard_clauses"),
    ) == [
        (
            "IE is in the European Economic Area and needs no standard_clauses. Fix: "
            "transfer: intra_eea."
        ),
    ]


def test_refuses_an_adequacy_that_covers_only_some() -> None:
    assert said_of(
        ("country: IE, transfer: intra_eea", "country: US, transfer: adequacy"),
    ) == [
        (
            "no adequacy decision covers US as a whole on 2026-11-24. Fix: use "
            "standard_clauses or binding_rules."
        ),
    ]


def test_refuses_a_review_that_is_overdue() -> None:
    assert said_of(
        ("review_by: 2028-03-01", "review_by: 2026-11-12"),
    ) == [
        "review overdue by 12 days. Fix: review, then move the date.",
    ]


def test_refuses_a_review_that_is_none() -> None:
    assert said_of(
        ("review_by: 2028-03-01", "review_by: 2036-11-12"),
    ) == [
        "2036-11-12 is more than 3 years away. Fix: at most 2029-11-23.",
    ]


def test_refuses_an_agreement_of_tomorrow() -> None:
    assert said_of(
        ("agreement: 2025-11-03", "agreement: 2026-11-25"),
    ) == [
        "the agreement of 2026-11-25 is not signed yet. Fix: sign it first.",
    ]
