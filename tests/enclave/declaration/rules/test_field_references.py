"""ENCLAVE_FIELD_REFERENCE: every field that is used is a classified field of a source."""

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
