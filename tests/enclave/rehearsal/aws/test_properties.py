"""Properties on the wire, and when two are the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.rehearsal.aws.properties import UNKNOWN, decode, encode, has_unknown, same

LEAVES = st.booleans() | st.integers(-(2**40), 2**40) | st.text()
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)
PROPERTIES = st.dictionaries(st.text(min_size=1), JSON)


@given(PROPERTIES)
def test_what_is_encoded_decodes_to_the_same(properties: dict[str, object]) -> None:
    assert decode(encode(properties)) == properties


@given(JSON)
def test_everything_is_the_same_as_itself(value: object) -> None:
    assert same(value, json.loads(json.dumps(value)))


@given(st.lists(JSON))
def test_the_order_of_a_list_does_not_matter(items: list[object]) -> None:
    assert same(items, list(reversed(items)))


@given(JSON, JSON)
def test_the_same_does_not_depend_on_the_side(left: object, right: object) -> None:
    assert same(left, right) == same(right, left)


@pytest.mark.parametrize("empty", [None, "", False, 0, [], {}, {"prefix": ""}, [[]]])
def test_an_empty_value_is_as_good_as_none(empty: object) -> None:
    assert same(empty, None) is (empty != [[]])


@pytest.mark.parametrize(
    ("left", "right"),
    [("a", "b"), (1, 2), (True, False), (["a"], ["a", "a"]), ('{"a": 1}', '{"a": 2}')],
)
def test_a_difference_is_seen(left: object, right: object) -> None:
    assert not same(left, right)


def test_a_secret_is_unwrapped() -> None:
    wrapped = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "value": "text",
    }

    assert decode(encode({"policy": wrapped})) == {"policy": "text"}


def test_an_unknown_is_found_at_any_depth() -> None:
    assert has_unknown({"rules": [{"kmsMasterKeyId": UNKNOWN}]})
    assert not has_unknown({"rules": [{"kmsMasterKeyId": "known"}]})
