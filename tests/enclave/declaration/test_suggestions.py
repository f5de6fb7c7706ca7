"""Did you mean."""

from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration.suggestions import closest, suggestion

NAMES = st.lists(st.text("abcdefgh-", min_size=1, max_size=12), max_size=8)


def test_a_slip_of_the_finger_finds_its_name() -> None:
    assert closest("Case.Descripton", ["Case.Subject", "Case.Description"]) == "Case.Description"


def test_a_name_like_no_other_finds_none() -> None:
    assert suggestion("zzz", ["frankfurt"], otherwise="declare it") == "declare it"


def test_the_beginning_of_a_long_name_finds_it() -> None:
    known = ["ENCLAVE_NETWORK_ROOM", "ENCLAVE_TRANSFORMATION", "ENCLAVE_LIMITS"]
    assert closest("ENCLAVE_TRANSFORM", known) == "ENCLAVE_TRANSFORMATION"


def test_what_every_name_begins_with_finds_none() -> None:
    assert closest("ENCLAVE_ZZZZ", ["ENCLAVE_NETWORK_ROOM", "ENCLAVE_TRANSFORMATION"]) is None


def test_a_beginning_of_two_names_tells_nothing() -> None:
    assert closest("customer", ["customer-addresses", "customer-purchases", "shop"]) is None


@given(st.text(max_size=12), NAMES)
def test_only_known_names_are_suggested(word: str, known: list[str]) -> None:
    assert closest(word, known) in {None, *known}


@given(NAMES.filter(bool))
def test_a_known_name_is_its_own_closest(known: list[str]) -> None:
    assert closest(known[0], known) == known[0]
