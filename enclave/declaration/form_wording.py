"""What pydantic says of a value, in the words of this kit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enclave.declaration.marks import Marks, Path, dotted
from enclave.declaration.model.base import MalformedError
from enclave.declaration.rule import Rule
from enclave.declaration.scalars import read_plain
from enclave.declaration.schema import Schema, resolved, schema_at
from enclave.declaration.suggestions import suggestion
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_FORM",
    title="Every key is known, present and of its form",
    severity=Severity.HIGH,
    controls=("CM-6", "SI-10"),
)
LONGEST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class FormError:
    """One value that is not of its form, as pydantic tells it."""

    kind: str
    path: Path
    on_key: bool
    value: object
    context: Mapping[str, Any]


def word(error: FormError, marks: Marks) -> Finding:
    """Say where, what and fix of one wrong value."""
    on_key = error.on_key or error.kind in ("extra_forbidden", "missing")
    spot = error.path[:-1] if error.kind == "missing" else error.path
    message, fix = _WORDINGS.get(error.kind, _wrong_form)(error, marks)
    return RULE.finding(
        location=marks.key_at(spot) if on_key else marks.value_at(spot),
        subject=dotted(error.path) or "the file",
        message=message,
        fix=fix,
    )


def example(schema: Schema, depth: int = 2) -> str:
    """Return a short value of this form, as YAML in one line; maps below `depth` are cut."""
    if schema.get("type") == "object":
        return _map_example(schema, depth)
    if schema.get("type") == "array":
        return f"[{example(resolved(schema.get('items', {})), depth)}]"
    if schema.get("type") == "boolean":
        return "true"
    values = schema.get("enum") or schema.get("examples") or [schema.get("const")]
    return _quoted(str(values[0]), schema)


def _map_example(schema: Schema, depth: int) -> str:
    known = schema.get("properties", {})
    members = {key: known[key] for key in schema.get("required", [])}
    for value in schema.get("patternProperties", {}).values():
        members[schema["propertyNames"]["examples"][0]] = value
    if depth == 0 or not members:
        return "{...}"
    shown = (f"{key}: {example(resolved(v), depth - 1)}" for key, v in members.items())
    return f"{{{', '.join(shown)}}}"


def _quoted(text: str, schema: Schema) -> str:
    return f'"{text}"' if text.isdigit() and schema.get("type") == "string" else text


def _missing(error: FormError, _: Marks) -> tuple[str, str]:
    parent = dotted(error.path[:-1]) or "the declaration"
    key = error.path[-1]
    return f"{parent} lacks {key}", f"add {key}: {example(schema_at(error.path))}"


def _unknown(error: FormError, _: Marks) -> tuple[str, str]:
    parent = dotted(error.path[:-1]) or "the declaration"
    known = list(schema_at(error.path[:-1]).get("properties", {}))
    fix = suggestion(str(error.path[-1]), known, otherwise=f"use {_either(known)}")
    return f"{parent} has no key {_shown(error.path[-1])}", fix


def _choice(error: FormError, marks: Marks) -> tuple[str, str]:
    choices = [str(value) for value in schema_at(error.path).get("enum", [])]
    if not choices or not isinstance(error.value, str):
        return _wrong_form(error, marks)
    fix = suggestion(error.value, choices, otherwise=f"choose {_either(choices)}")
    return f"{_shown(error.value)} is none of {', '.join(choices)}", fix


def _too_few(error: FormError, _: Marks) -> tuple[str, str]:
    least, given = error.context["min_length"], error.context["actual_length"]
    count = "is empty" if given == 0 else f"names {given} of at least {least}"
    return f"{dotted(error.path)} {count}", f"name {'one' if given == 0 else 'more'}"


def _too_many(error: FormError, _: Marks) -> tuple[str, str]:
    most = error.context["max_length"]
    return f"{dotted(error.path)} names more than {most}", f"name at most {most}"


def _explained(error: FormError, marks: Marks) -> tuple[str, str]:
    told = error.context.get("error")
    if isinstance(told, MalformedError):
        return str(told), told.fix
    return _wrong_form(error, marks)


def _wrong_form(error: FormError, marks: Marks) -> tuple[str, str]:
    if not error.path:
        return f"a declaration is a map, not {_found(error.value)}", "begin it with enclave: 1"
    schema = _schema_of(error)
    if error.on_key:
        raw = str(error.path[-1])
    elif isinstance(error.value, str | int | date):
        raw = marks.written.get(error.path, str(error.value))
    else:
        raw = ""
    return _wrong_kind(error, raw, schema) or _wrong_word(raw, schema)


def _wrong_word(raw: str, schema: Schema) -> tuple[str, str]:
    return f"{_shown(raw)} is not {_kind(schema)}", f"write it like {example(schema)}"


def _wrong_kind(error: FormError, raw: str, schema: Schema) -> tuple[str, str] | None:
    """Where quotes or brackets make the difference, say so."""
    if error.on_key:
        return None
    if isinstance(error.value, dict | list):
        message = f"{dotted(error.path)} is {_found(error.value)}, not {_kind(schema)}"
        return message, f"write it like {example(schema)}"
    if isinstance(error.value, str) and _fits_unquoted(raw, schema):
        return f'"{raw}" is quoted and therefore text', raw
    if schema.get("type") == "array":
        return f"{_shown(raw)} is not a list", f"[{_shown(raw)}]"
    if not isinstance(error.value, str) and _fits_quoted(raw, schema):
        return f"{raw} is {_found(error.value)}, not text", f'quote it: "{raw}"'
    return None


def _schema_of(error: FormError) -> Schema:
    schema = schema_at(error.path[:-1] if error.on_key else error.path)
    return dict(schema.get("propertyNames", {})) if error.on_key else schema


def _fits_unquoted(raw: str, schema: Schema) -> bool:
    wanted = {"integer": int, "boolean": bool}.get(schema.get("type", ""))
    return wanted is not None and type(read_plain(raw).value) is wanted


def _fits_quoted(raw: str, schema: Schema) -> bool:
    return schema.get("type") == "string" and bool(re.match(schema.get("pattern", "$."), raw))


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return f"one of {', '.join(map(str, schema['enum']))}"
    if schema.get("type") in _KINDS:
        return _KINDS[schema["type"]]
    return str(schema.get("title", f"the value {example(schema)}"))


_KINDS = {"object": "a map", "array": "a list", "boolean": "true or false"}


def _found(value: object) -> str:
    for kind, name in _FOUND:
        if isinstance(value, kind):
            return name
    return "empty"


_FOUND: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a number"),
    (date, "a date"),
    (str, "text"),
    (list, "a list"),
    (dict, "a map"),
)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


_WORDINGS: Mapping[str, Callable[[FormError, Marks], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _choice,
    "too_short": _too_few,
    "too_long": _too_many,
    "value_error": _explained,
}
