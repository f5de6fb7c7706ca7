"""ENCLAVE_TRANSFORMATION: crown jewels and personal data never pass as they are."""

import pytest

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


@pytest.mark.parametrize("width", ["1 EUR", "1.99 EUR", "10", "1"])
def test_refuses_a_bucket_of_a_crown_jewel_that_is_pass_by_another_name(width: str) -> None:
    assert said_of(
        ("bucket(10 EUR)", f"bucket({width})"),
    ) == [
        (
            f"Price.Amount is a crown jewel (pricing), and bucket({width}) may hide nothing of it. "
            "Fix: a width of 2 or more and its unit, as bucket(10 EUR)."
        ),
    ]


def test_refuses_a_narrow_bucket_of_personal_data() -> None:
    assert said_of(
        ("Case.Text: mask", "Case.Text: bucket(1 days)"),
    ) == [
        (
            "Case.Text is personal (personal), and bucket(1 days) may hide nothing of it. "
            "Fix: a width of 2 or more and its unit, as bucket(10 EUR)."
        ),
    ]


@pytest.mark.parametrize("width", ["2 EUR", "2.5 EUR", "12 %"])
def test_accepts_a_bucket_of_more_than_one_value(width: str) -> None:
    assert said_of(("bucket(10 EUR)", f"bucket({width})")) == []


def test_leaves_the_width_of_other_data_to_its_owner() -> None:
    assert said_of(("Case.Product: pass", "Case.Product: bucket(1)")) == []
