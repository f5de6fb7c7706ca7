"""Properties as the engine sends them, as plain Python; and when two of them are the same."""

import json
from collections.abc import Mapping
from typing import Any, Final

from google.protobuf import json_format, struct_pb2

UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"  # pulumi.runtime.rpc.UNKNOWN
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"  # marks wrapped values: pulumi.runtime.rpc

Properties = dict[str, Any]


def decode(struct: struct_pb2.Struct) -> Properties:
    """Return the properties; whole numbers as int, secrets unwrapped, nulls left out."""
    decoded = _plain(json_format.MessageToDict(struct))
    return {key: value for key, value in decoded.items() if value is not None}


def encode(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """Return the properties as the engine reads them."""
    return json_format.ParseDict(dict(properties), struct_pb2.Struct())


def has_unknown(value: Any) -> bool:  # noqa: ANN401  JSON
    """Say whether any part of the value is not known before the update."""
    if isinstance(value, dict):
        return any(map(has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(has_unknown, value))
    return bool(value == UNKNOWN)


def same(left: Any, right: Any) -> bool:  # noqa: ANN401  JSON
    """Say whether AWS would see no difference.

    Lists are sets, JSON texts are compared as JSON, and an empty value is as good as none: the
    provider that is played treats them so.
    """
    return bool(_canonical(left) == _canonical(right))


def _plain(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        if _SIGNATURE in value and "value" in value:
            return _plain(value["value"])
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _canonical(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        kept = {key: _canonical(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None} or None
    if isinstance(value, list):
        return sorted((_canonical(item) for item in value), key=_sortable) or None
    if isinstance(value, str) and value[:1] in ("{", "["):
        return _json(value)
    return value or None


def _sortable(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _json(text: str) -> str:
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except ValueError:
        return text
