"""Canonical JSON: one sequence of bytes per value, so that digests and signatures agree.

A subset of RFC 8785 (JCS): objects, arrays, strings, whole numbers, booleans and null. Fractions
are refused, because their text is where implementations differ.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from enclave.problems import Problem

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

LARGEST = 2**53 - 1  # beyond it readers that know only doubles see another number
DEEPEST = 64  # no record of the kit comes near; deeper ones would end the interpreter's stack
FIX = "use text, whole numbers, lists and maps"


def canonical_bytes(value: object) -> bytes:
    """Encode as UTF-8 JSON: keys in UTF-16 order, no white space, no escapes but the needed.

    Raises `Problem` for fractions, numbers beyond 2^53 - 1, keys that are no text, lone
    surrogates, nesting beyond 64, and for every other type.
    """
    try:
        ordered = _ordered(value, DEEPEST)
    except _RefusedError as refused:
        where = f"value{refused.path}"
        raise Problem(where=where, problem=refused.problem, fix=refused.fix) from refused
    text = json.dumps(ordered, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def digest(value: object) -> str:
    """Give the SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def parse_canonical(data: bytes, where: str) -> Json:
    """Read a value back; raises `Problem` naming `where` unless the bytes are canonical."""
    try:
        value: Json = json.loads(data)
        same = canonical_bytes(value) == data
    except (ValueError, RecursionError) as error:
        raise _not_canonical(where, "is not JSON") from error
    except Problem as error:
        raise _not_canonical(where, f"is not canonical JSON: {error.problem}") from error
    if not same:
        raise _not_canonical(where, "is not canonical JSON")
    return value


class _RefusedError(Exception):
    """What is wrong, and on its way out where: only then, because most values are right."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.path = ""


def _ordered(value: object, depth: int) -> Any:  # noqa: ANN401  what json.dumps takes
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _whole(value)
    if depth == 0:
        raise _RefusedError(f"is nested deeper than {DEEPEST}", "flatten it")
    if isinstance(value, Mapping):
        return _object(value, depth - 1)
    if isinstance(value, list | tuple):
        return _array(value, depth - 1)
    raise _RefusedError(f"is {type(value).__name__}", FIX)


def _object(value: Mapping[Any, object], depth: int) -> dict[str, object]:
    for key in value:
        if not isinstance(key, str):
            raise _RefusedError(f"has the key {key!r}, which is no text", FIX)
        _text(key)
    ordered: dict[str, object] = {}
    for key in sorted(value, key=lambda key: key.encode("utf-16-be")):
        try:
            ordered[str(key)] = _ordered(value[key], depth)
        except _RefusedError as refused:
            refused.path = f".{key}{refused.path}"
            raise
    return ordered


def _array(value: Sequence[object], depth: int) -> list[object]:
    ordered: list[object] = []
    for place, item in enumerate(value):
        try:
            ordered.append(_ordered(item, depth))
        except _RefusedError as refused:
            refused.path = f"[{place}]{refused.path}"
            raise
    return ordered


def _text(value: str) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise _RefusedError("holds half a character", "write UTF-8") from error
    return str(value)


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise _RefusedError(f"{value} is beyond 2^53 - 1", "write it as text")
    return int(value)


def _not_canonical(where: str, problem: str) -> Problem:
    return Problem(where=where, problem=problem, fix="read the bytes as they were written")
