import json
import random
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.records.canonical import canonical_bytes, digest, parse_canonical
from tests.enclave.records.strategies import values


def test_keys_are_sorted_and_white_space_is_left_out() -> None:
    assert canonical_bytes({"b": [1, True, None], "a": "x"}) == b'{"a":"x","b":[1,true,null]}'


def test_keys_are_sorted_as_rfc_8785_sorts_its_example() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    text = canonical_bytes(dict.fromkeys(keys, 0)).decode()
    assert list(json.loads(text)) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


def test_strings_are_escaped_as_rfc_8785_escapes_its_example() -> None:
    value = '\u20ac$\u000f\nA\'B"\\\\"/\x7f'
    assert canonical_bytes(value) == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'.encode()


def test_digest_is_sha_256_of_the_bytes() -> None:
    # printf '{"a":1}' | sha256sum
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@given(values)
def test_comes_back_as_it_was(value: object) -> None:
    assert parse_canonical(canonical_bytes(value), "record") == value


def shuffled(value: object) -> object:
    if isinstance(value, Mapping):
        items = [(key, shuffled(item)) for key, item in value.items()]
        random.shuffle(items)
        return dict(items)
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(values)
def test_the_order_of_keys_changes_nothing(value: object) -> None:
    assert canonical_bytes(shuffled(value)) == canonical_bytes(value)


@given(values, values)
@example(0, [])
@example([], {})
@example("1", 1)
def test_two_values_share_bytes_only_if_they_are_the_same(one: object, other: object) -> None:
    same_bytes = canonical_bytes(one) == canonical_bytes(other)
    assert same_bytes == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": 1.5}, "value.a is float. Fix: use text, whole numbers, lists and maps."),
        ([float("nan")], "value[0] is float. Fix: use text, whole numbers, lists and maps."),
        ({1: 2}, "value has the key 1, which is no text. Fix: use text, whole numbers, lists"),
        ({"a": {1}}, "value.a is set. Fix: use text, whole numbers, lists and maps."),
        (b"x", "value is bytes. Fix: use text, whole numbers, lists and maps."),
        (2**53, "value 9007199254740992 is beyond 2^53 - 1. Fix: write it as text."),
        ("\ud800", "value holds half a character. Fix: write UTF-8."),
        ({"\ud800": 1}, "value holds half a character. Fix: write UTF-8."),
    ],
)
def test_refuses_what_readers_may_read_differently(value: object, message: str) -> None:
    with pytest.raises(Problem) as caught:
        canonical_bytes(value)
    assert str(caught.value).startswith(message)


def test_refuses_endless_nesting() -> None:
    value: object = 0
    for _ in range(5000):
        value = [value]
    with pytest.raises(Problem, match="is nested deeper than 64"):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.0", b'"\\u0061"', b"NaN", b"1\n", b"-0"],
)
def test_refuses_other_spellings_of_the_same_value(data: bytes) -> None:
    with pytest.raises(Problem, match="record is not canonical JSON"):
        parse_canonical(data, "record")


@given(st.binary())
@example(b"[" * 100_000)
@example(b'"\\ud800"')
def test_any_bytes_are_canonical_or_refused(data: bytes) -> None:
    try:
        value = parse_canonical(data, "record")
    except Problem:
        return
    assert canonical_bytes(value) == data
