"""What hides in a text is found, and nothing that people see."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration.hidden import HIDDEN, hidden_in, named


def test_finds_each_place() -> None:
    assert list(hidden_in("a\u2028b\u202ec")) == [1, 3]


def test_line_ends_and_tabs_are_seen() -> None:
    assert list(hidden_in("a\tb\nc\r\n")) == []


def test_a_carriage_return_is_one_only_before_a_line_feed() -> None:
    assert list(hidden_in("a\r\r\n")) == [1]


def test_letters_of_every_script_are_seen() -> None:
    assert list(hidden_in("Müller Łódź Ελλάδα 東京 – €")) == []


@given(st.text())
def test_finds_what_unicode_calls_control_format_or_separator(text: str) -> None:
    plain = text.replace("\r", "").replace("\n", "").replace("\t", "")
    found = [at for at, char in enumerate(plain) if unicodedata.category(char) in HIDDEN]
    assert list(hidden_in(plain)) == found


def test_names_say_the_code() -> None:
    assert named("\u202e") == "U+202E (right-to-left override)"
