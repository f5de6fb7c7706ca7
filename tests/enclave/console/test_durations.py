"""Durations as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.console import duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "0.0 s"),
        (0.44, "0.4 s"),
        (0.96, "1.0 s"),
        (1.0, "1 s"),
        (19.2, "19 s"),
        (59.6, "1 m 0 s"),
        (214.0, "3 m 34 s"),
        (3599.9, "1 h 0 m"),
        (3720.0, "1 h 2 m"),
    ],
)
def test_uses_the_units_that_fit(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@given(st.floats(min_value=0, max_value=1e6))
def test_never_counts_sixty_of_the_smaller_unit(seconds: float) -> None:
    *_, smaller, _ = duration(seconds).split()

    assert float(smaller) < 60


def test_a_clock_that_went_back_counts_as_nothing() -> None:
    assert duration(-0.2) == "0.0 s"
