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
    ordered = _ordered(value, "value", DEEPEST)
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


def _ordered(value: object, where: str, depth: int) -> Any:  # noqa: ANN401  what json.dumps takes
    if depth == 0:
        raise Problem(where=where, problem=f"is nested deeper than {DEEPEST}", fix="flatten it")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, int):
        return _whole(value, where)
    if isinstance(value, Mapping):
        return _object(value, where, depth)
    if isinstance(value, list | tuple):
        return [_ordered(item, f"{where}[{i}]", depth - 1) for i, item in enumerate(value)]
    raise Problem(where=where, problem=f"is {type(value).__name__}", fix=FIX)


def _object(value: Mapping[Any, object], where: str, depth: int) -> dict[str, object]:
    for key in value:
        if not isinstance(key, str):
            raise Problem(where=where, problem=f"has the key {key!r}, which is no text", fix=FIX)
        _text(key, where)
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return {str(key): _ordered(value[key], f"{where}.{key}", depth - 1) for key in keys}


def _text(value: str, where: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Problem(where=where, problem="holds half a character", fix="write UTF-8") from error
    return str(value)


def _whole(value: int, where: str) -> int:
    if abs(value) > LARGEST:
        raise Problem(where=where, problem=f"{value} is beyond 2^53 - 1", fix="write it as text")
    return int(value)


def _not_canonical(where: str, problem: str) -> Problem:
    return Problem(where=where, problem=problem, fix="read the bytes as they were written")
