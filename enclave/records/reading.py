"""Reading a record strictly: typed, nothing missing, nothing unknown."""

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from enclave.problems import Problem

T = TypeVar("T")

# One takes longer to make than many records take to read.
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}

STRICT = ConfigDict(extra="forbid", strict=True)

Digest: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Words: TypeAlias = Annotated[str, Field(min_length=1, max_length=500)]
Number: TypeAlias = Annotated[int, Field(ge=0, le=2**53 - 1)]


def read_json(data: bytes, form: type[T], where: str) -> T:
    """Read JSON as the given dataclass; raises `Problem` that names every wrong key."""
    try:
        value: T = _adapter(form).validate_json(data)
    except ValidationError as error:
        wrong = "; ".join(_wrong(item["loc"], item["msg"]) for item in error.errors())
        fix = "write it with this version of enclave"
        raise Problem(where=where, problem=wrong, fix=fix) from error
    return value


def schema_of(form: type[object], title: str) -> dict[str, Any]:
    """Give the JSON Schema 2020-12 of a dataclass."""
    schema = _closed(_adapter(form).json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _adapter(form: type[Any]) -> TypeAdapter[Any]:
    if form not in _ADAPTERS:
        _ADAPTERS[form] = TypeAdapter(form)
    return _ADAPTERS[form]


def _closed(schema: Any) -> Any:  # noqa: ANN401  any JSON
    """Let maps whose keys have a pattern hold no others, as the reader does."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if "patternProperties" in schema else {}
    return {**{key: _closed(value) for key, value in schema.items()}, **more}


def _wrong(location: tuple[int | str, ...], message: str) -> str:
    place = ".".join(str(part) for part in location)
    return f"{place}: {message}" if place else message
