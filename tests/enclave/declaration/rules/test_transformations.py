"""ENCLAVE_TRANSFORMATION: crown jewels and personal data never pass as they are."""

from tests.enclave.declaration.factories import said_of


def test_refuses_personal_data_that_passes() -> None:
    assert said_of(
        ("Case.Text: mask", "Case.Text: pass"),
    ) == [
        (
            "Case.Text is personal (personal) and may not pass. Fix: mask, pseudonymise or "
            "bucket(WIDTH)."
        ),
    ]


def test_refuses_a_crown_jewel_that_passes() -> None:
    assert said_of(
        ("bucket(10 EUR)", "pass"),
    ) == [
        (
            "Price.Amount is a crown jewel (pricing) and may not pass. Fix: mask, "
            "pseudonymise or bucket(WIDTH)."
        ),
    ]
