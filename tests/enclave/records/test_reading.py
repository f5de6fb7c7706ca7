from collections.abc import Mapping
from dataclasses import dataclass

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.records.export import Name
from enclave.records.reading import STRICT, Number, read_json, schema_of


@dataclass(frozen=True, kw_only=True)
class Pair:
    __pydantic_config__ = STRICT

    one: Number
    many: Mapping[Name, tuple[Number, ...]]


def test_reads_what_fits() -> None:
    assert read_json(b'{"one": 1, "many": {"a": [2]}}', Pair, "p") == Pair(one=1, many={"a": (2,)})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"one": "1", "many": {}}', "p one: Input should be a valid integer"),
        (b'{"one": 1}', "p many: Field required"),
        (b'{"one": 1, "many": {}, "x": 0}', "p x: Unexpected keyword argument"),
        (b'{"one": -1, "many": {"A": []}}', "p one: Input should be greater than or equal to 0"),
        (b"{", "p Invalid JSON: EOF while parsing an object"),
    ],
)
def test_names_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(Problem) as caught:
        read_json(data, Pair, "p")
    assert str(caught.value).startswith(message)
    assert str(caught.value).endswith(". Fix: write it with this version of enclave.")


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Problem, match=r"^p "):
        read_json(data, Pair, "p")


def test_a_schema_is_as_strict_as_the_reader() -> None:
    validator = jsonschema.Draft202012Validator(schema_of(Pair, "A pair"))
    assert validator.is_valid({"one": 1, "many": {"a": [2]}})
    assert not validator.is_valid({"one": 1, "many": {"A": [2]}})
    assert not validator.is_valid({"one": 1, "many": {}, "x": 0})
