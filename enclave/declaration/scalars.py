"""How an unquoted word of YAML is read: the few forms that every reader agrees on, and no other.

YAML 1.1 and 1.2, and readers of each, differ on the rest; it is named, not guessed. Each refused
word still gives its text as value, which is what its writer most likely meant, so that everything
else can be judged as well.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | date | None

BOOLEANS = {"true": True, "false": False}
# The 1.1 words in all their spellings; `true` and `false` above are the only ones that all share.
_TRUE = re.compile(r"y|Y|yes|Yes|YES|on|On|ON|True|TRUE")
_FALSE = re.compile(r"n|N|no|No|NO|off|Off|OFF|False|FALSE")
_NULL = re.compile(r"~|null|Null|NULL|")
_WHOLE = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_PADDED = re.compile(r"[-+]?0\d+", re.ASCII)
_OTHER_WHOLE = re.compile(r"[-+]?(0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*)", re.ASCII)
_SEXAGESIMAL = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?", re.ASCII)
_FRACTION = re.compile(
    r"[-+]?(\.\d[\d_]*|\d[\d_]*\.[\d_]*)([eE][-+]?\d+)?|[-+]?\d[\d_]*[eE][-+]?\d+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt \t].*)?", re.ASCII)
LONGEST_NUMBER = 15  # digits; longer ones are refused before they are computed


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A value; where the word was refused, why and what to write."""

    value: Scalar
    problem: str | None = None
    fix: str | None = None


@lru_cache(maxsize=4096)
def read_plain(word: str) -> Reading:
    """Read an unquoted word as boolean, whole number, date or text."""
    if word in BOOLEANS:
        return Reading(value=BOOLEANS[word])
    if _NULL.fullmatch(word):
        return _refused_null(word)
    if word == "=":
        return _refused(word, "= stands for a default value (YAML 1.1)", '"="')
    for pattern, meaning in ((_TRUE, "true"), (_FALSE, "false")):
        if pattern.fullmatch(word):
            return _refused(word, f"{word} was read as {meaning} (YAML 1.1)", f'"{word}"')
    if word[0] in "0123456789+-.":
        return _read_number(word)
    return Reading(value=word)


def _read_number(word: str) -> Reading:
    if _WHOLE.fullmatch(word) and len(word) <= LONGEST_NUMBER:
        return Reading(value=int(word))
    if _DATE.fullmatch(word):
        return _read_date(word)
    for pattern, problem in (
        (_PADDED, "{} begins with 0 and is read in base 8 (YAML 1.1)"),
        (_OTHER_WHOLE, "{} is read as a number"),
        (_SEXAGESIMAL, "{} is read as a number in base 60 (YAML 1.1)"),
        (_FRACTION, "{} is read as a fraction"),
        (_LOOSE_TIME, "{} is read as a time (YAML 1.1)"),
    ):
        if pattern.fullmatch(word):
            return _refused(word, problem.format(word), f'"{word}"')
    return Reading(value=word)


def _read_date(word: str) -> Reading:
    try:
        return Reading(value=date.fromisoformat(word))
    except ValueError:
        return _refused(word, f"{word} is no day of the calendar", "write a day that exists")


def _refused(word: str, problem: str, fix: str) -> Reading:
    return Reading(value=word, problem=problem, fix=fix)


def _refused_null(word: str) -> Reading:
    problem = f"has no value ({word})" if word else "has no value"
    return Reading(value=None, problem=problem, fix="write one, or delete the line")
