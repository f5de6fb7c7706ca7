"""A step, the functions that carry it out, and the record that says how far it came."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from enclave.problems import Problem

Arguments: TypeAlias = Mapping[str, str]

FIELDS = ("id", "do", "undo", "verify", "arguments", "state", "time", "detail")


class State(StrEnum):
    """How far a step came; `failed` means that it was tried and did not hold."""

    PLANNED = "planned"
    DONE = "done"
    VERIFIED = "verified"
    UNDONE = "undone"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Functions:
    """The functions that steps name, so that another process can go on with them.

    `do` and `undo` change the world and give a detail worth keeping. Both may be called again
    after a kill, and must end in the same place when they are; `undo` also where `do` came only
    half way or not at all. `verify` tells whether the whole effect is there. All raise `Problem`
    when they cannot.
    """

    do: Mapping[str, Callable[[Arguments], str]]
    undo: Mapping[str, Callable[[Arguments], str]]
    verify: Mapping[str, Callable[[Arguments], bool]]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change: an id unique in its journal, and functions and arguments by name."""

    id: str
    do: str
    undo: str
    verify: str
    arguments: Arguments = field(default_factory=dict)

    def plan(self) -> tuple[str, str, str, dict[str, str]]:
        """Give what may not change between two runs of the same step."""
        return self.do, self.undo, self.verify, dict(self.arguments)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A line of the journal: a step, its new state, when (UTC) and what was said of it."""

    step: Step
    state: State
    time: datetime
    detail: str


def to_line(record: Record) -> bytes:
    """Write a record as one line of JSON."""
    step = record.step
    values = {
        "id": step.id,
        "do": step.do,
        "undo": step.undo,
        "verify": step.verify,
        "arguments": dict(step.arguments),
        "state": record.state.value,
        "time": record.time.isoformat(),
        "detail": record.detail,
    }
    return json.dumps(values, ensure_ascii=True).encode() + b"\n"


def from_line(line: bytes, where: str) -> Record:
    """Read a line back; raises `Problem` naming `where` for what `to_line` cannot write."""
    try:
        values = json.loads(line)
        step = Step(
            arguments=_texts(values["arguments"]),
            **{name: _text(values[name]) for name in ("id", "do", "undo", "verify")},
        )
        record = Record(
            step=step,
            state=State(values["state"]),
            time=datetime.fromisoformat(_text(values["time"])),
            detail=_text(values["detail"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(where) from error
    if set(values) != set(FIELDS) or record.time.tzinfo is None:
        raise _unreadable(where)
    return record


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {_text(key): _text(item) for key, item in value.items()}


def _unreadable(where: str) -> Problem:
    return Problem(
        where=where,
        problem="is no step of a journal",
        fix="restore the file; it is only ever appended to",
    )
