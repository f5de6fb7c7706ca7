"""Unquoted words are read as every reader reads them, or refused."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration.scalars import read_plain


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("0", 0),
        ("-7", -7),
        ("443", 443),
        ("2028-06-30", date(2028, 6, 30)),
        ("30d", "30d"),
        ("10.40.0.0/20", "10.40.0.0/20"),
        ("10.60.0.2", "10.60.0.2"),
        ("60/min", "60/min"),
        ("00D000000000001EAA", "00D000000000001EAA"),
        ("eu-central-1", "eu-central-1"),
        ("m7i.2xlarge", "m7i.2xlarge"),
        ("1g.10gb", "1g.10gb"),
    ],
)
def test_reads_the_words_of_a_declaration(word: str, value: object) -> None:
    reading = read_plain(word)
    assert (reading.value, reading.problem) == (value, None)
    assert type(reading.value) is type(value)


@given(st.from_regex(r"[-+.]?[0-9a-zA-Z][-+.0-9a-zA-Z_]{0,12}(:[0-9]{1,2}){0,2}", fullmatch=True))
def test_what_is_not_refused_means_the_same_to_pyyaml(word: str) -> None:
    reading = read_plain(word)
    if reading.problem is None:
        assert yaml.safe_load(f"[{word}]") == [reading.value]


@given(st.text(max_size=30))
def test_every_refusal_has_a_fix(word: str) -> None:
    reading = read_plain(word)
    assert (reading.problem is None) == (reading.fix is None)


def test_a_number_too_long_to_be_one_is_refused_unread() -> None:
    assert read_plain("9" * 5000).problem is not None
