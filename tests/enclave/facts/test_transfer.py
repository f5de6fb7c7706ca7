from datetime import date

import pytest

from enclave.declaration.model.governance import Transfer
from enclave.facts.transfer import adequacy, is_adequate, is_eea, mechanisms, transfers

TODAY = date(2026, 11, 24)


def test_the_eea_is_the_27_and_three() -> None:
    countries = transfers().eea.value
    assert len(set(countries)) == len(countries) == 30
    assert {"IS", "LI", "NO"} <= set(countries)


@pytest.mark.parametrize(
    ("country", "expected"), [("DE", True), ("IE", True), ("CH", False), ("GB", False)]
)
def test_neighbours_are_not_all_in_the_eea(country: str, *, expected: bool) -> None:
    assert is_eea(country) is expected


@pytest.mark.parametrize(
    ("country", "expected"),
    [("CH", True), ("JP", True), ("GB", True), ("BR", True), ("IN", False), ("CN", False)],
)
def test_a_decision_covers_a_business(country: str, *, expected: bool) -> None:
    assert is_adequate(country, on=TODAY) is expected


def test_a_decision_ends_after_its_last_day() -> None:
    assert is_adequate("GB", on=date(2031, 12, 27))
    assert not is_adequate("GB", on=date(2031, 12, 28))


def test_the_united_states_depend_on_a_certificate() -> None:
    found = adequacy("US")
    assert found is not None
    assert (found.scope, found.at_risk) == ("certified", True)
    assert not is_adequate("US", on=TODAY)


def test_no_country_is_both_in_the_eea_and_adequate() -> None:
    assert not set(transfers().eea.value) & set(transfers().adequacy.value)


def test_mechanisms_are_those_that_a_declaration_can_name() -> None:
    assert set(mechanisms()) == set(Transfer)
