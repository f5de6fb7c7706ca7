"""ENCLAVE_FIELD_REFERENCE: every field that is used is a classified field of a source."""

import pytest

from tests.enclave.declaration.factories import said_of


def test_refuses_a_mistyped_field_of_a_known_object() -> None:
    assert said_of(
        ("Case.Text: mask", "Case.Txet: mask"),
    ) == [
        "crm has no field Case.Txet. Fix: Case.Text?",
    ]


def test_refuses_a_field_of_an_unknown_object() -> None:
    assert said_of(
        ("Case.Text: mask", "Ticket.Text: mask"),
    ) == [
        "no source has the object Ticket. Fix: Case.Text?",
    ]


def test_refuses_a_field_that_is_recognised() -> None:
    assert said_of(
        ("exact: [Price.Amount]", "exact: [Price.Amont]"),
    ) == [
        "crm has no field Price.Amont. Fix: Price.Amount?",
    ]


@pytest.mark.parametrize("field", ["case.Text", "Case.text", "CASE.TEXT"])
def test_refuses_a_received_field_in_other_capitals(field: str) -> None:
    assert said_of(
        ("Case.Text: mask", f"{field}: mask"),
    ) == [
        (
            f"{field} is Case.Text but for its capitals, and one field has one spelling. "
            "Fix: Case.Text?"
        )
    ]


def test_refuses_a_field_that_is_received_again_in_other_capitals() -> None:
    lines = said_of(("Case.Text: mask", "Case.Text: mask, case.text: pass"))
    assert lines[0] == (
        "case.text is Case.Text but for its capitals, and one field has one spelling. "
        "Fix: Case.Text?"
    )


def test_refuses_a_recognised_field_in_other_capitals() -> None:
    assert said_of(
        ("exact: [Price.Amount]", "exact: [PRICE.Amount]"),
    ) == [
        (
            "PRICE.Amount is Price.Amount but for its capitals, and one field has one spelling. "
            "Fix: Price.Amount?"
        )
    ]
