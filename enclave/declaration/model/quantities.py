"""Quantities as people write them: `30d`, `24GiB`, `60/min`, `bucket(10 EUR)`."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from enclave.declaration.model.base import KIND

DAY_UNITS = {"d": 1, "y": 365}
MEBIBYTES = {"MiB": 1, "GiB": 1024}

DURATION = r"^[1-9][0-9]{0,4}[dy]$"
MEMORY = r"^[1-9][0-9]{0,6}(MiB|GiB)$"
RATE = r"^[1-9][0-9]{0,11}/(min|hour|day)$"
TRANSFORM = r"^(pass|mask|pseudonymise|bucket\([1-9][0-9]{0,8}(\.[0-9]{1,4})?( [A-Za-z%]{1,8})?\))$"


class Period(StrEnum):
    """The window of a rate."""

    MINUTE = "min"
    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Rate:
    """At most `count` in any window of `period`."""

    count: int
    period: Period

    def __str__(self) -> str:
        return f"{self.count}/{self.period}"


class Method(StrEnum):
    """What happens to a field before a model sees it."""

    PASS = "pass"  # noqa: S105  a method, no password
    MASK = "mask"
    PSEUDONYMISE = "pseudonymise"
    BUCKET = "bucket"


@dataclass(frozen=True, kw_only=True)
class Transform:
    """A method, and for `bucket` the width of a bucket with its unit."""

    method: Method
    width: str | None = None

    def __str__(self) -> str:
        return f"{self.method}({self.width})" if self.width else str(self.method)


def _matching(pattern: str, value: object, example: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError(f"{value!r} is not of the form {example}")
    return value


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    text = _matching(DURATION, value, "30d or 7y")
    return timedelta(days=int(text[:-1]) * DAY_UNITS[text[-1]])


def _mebibytes(value: object) -> int:
    text = _matching(MEMORY, value, "24GiB or 512MiB")
    return int(text[:-3]) * MEBIBYTES[text[-3:]]


def _rate(value: object) -> Rate:
    if isinstance(value, Rate):
        return value
    count, period = _matching(RATE, value, "60/min, 20/hour or 500/day").split("/")
    return Rate(count=int(count), period=Period(period))


def _transform(value: object) -> Transform:
    if isinstance(value, Transform):
        return value
    text = _matching(TRANSFORM, value, "pass, mask, pseudonymise or bucket(10 EUR)")
    method, _, rest = text.partition("(")
    return Transform(method=Method(method), width=rest.rstrip(")") or None)


def _schema(pattern: str, title: str, example: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": "string", "pattern": pattern, KIND: title, "examples": [example]}
    )


def _days(value: timedelta) -> str:
    return f"{value.days}d"


def _mebibyte_text(value: int) -> str:
    return f"{value}MiB"


Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    PlainSerializer(_days),
    _schema(DURATION, "a duration in days or years", "30d"),
]
Mebibytes = Annotated[
    int,
    BeforeValidator(_mebibytes),
    PlainSerializer(_mebibyte_text),
    _schema(MEMORY, "an amount of memory", "24GiB"),
]
RateText = Annotated[
    Rate, BeforeValidator(_rate), PlainSerializer(str), _schema(RATE, "a rate", "60/min")
]
TransformText = Annotated[
    Transform,
    BeforeValidator(_transform),
    PlainSerializer(str),
    _schema(TRANSFORM, "one of pass, mask, pseudonymise, bucket(WIDTH)", "bucket(10 EUR)"),
]
