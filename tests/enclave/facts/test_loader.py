from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.facts.loader import STRICT, Count, Fact, parse
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Sizes:
    __pydantic_config__ = STRICT

    sizes: Fact[Mapping[str, Count]]


GOOD = """
[sizes]
source = "a catalogue"
seen = 2026-11-24
review_by = 2027-02-24
value = {a = 1}
"""


def test_reads_value_source_and_days() -> None:
    fact = parse(GOOD, "sizes.toml", Sizes).sizes
    assert (fact.value, fact.source) == ({"a": 1}, "a catalogue")
    assert (fact.seen, fact.review_by) == (date(2026, 11, 24), date(2027, 2, 24))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("a = 1", 'a = "1"', "sizes.value.a: Input should be a valid integer"),
        ("a = 1", "a = -1", "sizes.value.a: Input should be greater than or equal to 0"),
        ("a = 1", "a = true", "sizes.value.a: Input should be a valid integer"),
        ('source = "a catalogue"', "", "sizes.source: Field required"),
        ('"a catalogue"', '""', "sizes.source: String should have at least 1 character"),
        ("seen", "sen", "sizes.seen: Field required; sizes.sen: Unexpected keyword argument"),
        ("2027", "2026", "sizes: Value error, review_by must be after seen"),
        ("2026-11-24", '"soon"', "sizes.seen: Input should be a valid date or datetime, input is"),
    ],
)
def test_names_the_file_and_every_wrong_key(before: str, after: str, message: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(GOOD.replace(before, after), "sizes.toml", Sizes)
    assert str(caught.value).startswith(f"enclave/facts/sizes.toml {message}")
    assert str(caught.value).endswith(". Fix: correct these keys.")


def test_names_the_line_of_what_is_not_toml() -> None:
    with pytest.raises(Problem) as caught:
        parse(GOOD + "oops", "sizes.toml", Sizes)
    assert "sizes.toml is not TOML: Expected '=' after a key" in str(caught.value)


@given(st.text())
@example("")
@example("[sizes]\nvalue = 1")
def test_any_text_is_a_fact_file_or_a_problem(text: str) -> None:
    with pytest.raises(Problem, match=r"^enclave/facts/sizes.toml "):
        parse(text, "sizes.toml", Sizes)
