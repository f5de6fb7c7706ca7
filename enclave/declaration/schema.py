"""The JSON Schema (2020-12) of a declaration: for editors, and for the words of findings."""

import json
from functools import cache
from typing import Any, TypeAlias

from enclave.declaration.marks import Path
from enclave.declaration.model import Declaration
from enclave.declaration.model.base import KIND

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:enclave:declaration:1"


@cache
def declaration_schema() -> Schema:
    """Build the schema of format 1; absent is absent, so null is nowhere allowed."""
    schema = Declaration.model_json_schema(by_alias=True)
    plain: Schema = _plain(schema)
    return {"$schema": DIALECT, "$id": IDENTIFIER, **plain, "title": "enclave.yaml"}


def schema_text() -> str:
    """Return the schema as it is committed and printed."""
    return json.dumps(declaration_schema(), indent=2, ensure_ascii=False) + "\n"


def schema_at(path: Path) -> Schema:
    """Return the schema of the value at `path`; empty where the format knows none."""
    schema = declaration_schema()
    for part in path:
        schema = resolved(_child(resolved(schema), part))
    return resolved(schema)


def resolved(schema: Schema) -> Schema:
    """Return the schema with its reference followed; its own words win over the definition's."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target = declaration_schema()["$defs"][reference.rpartition("/")[2]]
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def _child(schema: Schema, part: str | int) -> Schema:
    if isinstance(part, int):
        return schema.get("items", {}) or {}
    if part in schema.get("properties", {}):
        return dict(schema["properties"][part])
    named = list(schema.get("patternProperties", {}).values())
    return dict(named[0]) if named else {}


def _plain(value: Any) -> Any:  # noqa: ANN401  any part of a JSON document
    """Without null alternatives, null defaults and pydantic's titles of attributes."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    value = {key: item for key, item in value.items() if not (key == "default" and item is None)}
    if {"type": "null"} in value.get("anyOf", []):
        (kept,) = (item for item in value.pop("anyOf") if item != {"type": "null"})
        value.pop("title", None)
        value = {**kept, **value}
    if "patternProperties" in value:
        value["additionalProperties"] = False
    if value.get("type") in ("array", "object") and "properties" not in value:
        value.pop("title", None)
    if KIND in value:
        value["title"] = value.pop(KIND)
    return {key: _plain(item) for key, item in value.items()}
