"""Reading a fact file: typed, dated, and refused with the place of what is wrong."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import ConfigDict, Field, Strict, TypeAdapter, ValidationError

from enclave.problems import Problem

V = TypeVar("V")
T = TypeVar("T")

STRICT = ConfigDict(extra="forbid", str_min_length=1)
Count: TypeAlias = Annotated[int, Strict(), Field(ge=0)]
Flag: TypeAlias = Annotated[bool, Strict()]
Country: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Account: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{12}$")]


@dataclass(frozen=True, kw_only=True)
class Fact(Generic[V]):
    """A value from outside, where it was read, when, and when it must be read again."""

    __pydantic_config__ = STRICT

    source: str
    seen: date
    review_by: date
    value: V

    def __post_init__(self) -> None:
        if self.review_by <= self.seen:
            raise ValueError("review_by must be after seen")


def text_of(name: str) -> str:
    """Give the text of a fact file of this package."""
    return files("enclave.facts").joinpath(name).read_text(encoding="utf-8")


def load(name: str, form: type[T]) -> T:
    """Read a fact file of this package as the given dataclass."""
    return parse(text_of(name), name, form)


def parse(text: str, name: str, form: type[T]) -> T:
    """Read fact text; raises `Problem` that names the file and every wrong key."""
    where = f"enclave/facts/{name}"
    try:
        value: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fix = "correct the file"
        raise Problem(where=where, problem=f"is not TOML: {error}", fix=fix) from error
    try:
        return TypeAdapter(form).validate_python(value)
    except ValidationError as error:
        wrong = (f"{_key(item['loc'])}: {item['msg']}" for item in error.errors())
        fix = "correct these keys"
        raise Problem(where=where, problem="; ".join(wrong), fix=fix) from error


def _key(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location) or "file"
