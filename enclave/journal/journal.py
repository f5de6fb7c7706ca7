"""Running steps so that a kill at any point loses nothing, and taking them back exactly."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from enclave.journal.log import Log
from enclave.journal.step import Functions, Record, State, Step
from enclave.problems import Problem


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Steps of one undertaking, in one file, by one process at a time.

    A step is written as planned before it is done, and as done and verified after. After a kill
    `run` with the same steps goes on: what is verified is skipped, what was planned is looked at
    first and done again only if its effect is not there. What was there before the journal
    planned it is verified but not ours: `undo` leaves it alone.
    """

    def __init__(self, log: Log, functions: Functions, now: Callable[[], datetime]) -> None:
        self._log = log
        self._functions = functions
        self._now = now

    @classmethod
    def open(cls, path: Path, functions: Functions, *, now: Callable[[], datetime] = _now) -> Self:
        """Open or make the file; raises `Problem` if another process has it or it is damaged."""
        return cls(Log(path), functions, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._log.close()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that was written, oldest first."""
        return tuple(self._log.records)

    def run(self, steps: Sequence[Step]) -> None:
        """Bring every step to verified, in order; stops with `Problem` at the first that fails."""
        self._check(steps)
        for step in steps:
            if self._state(step.id) is not State.VERIFIED:
                self._run_step(step)

    def undo(self) -> None:
        """Take back what this journal did, newest first; may be called again after a kill."""
        ours = self._ours()
        self._check(ours)
        for step in reversed(ours):
            self._undo_step(step)

    def _run_step(self, step: Step) -> None:
        verify = self._functions.verify[step.verify]
        begun = self._state(step.id) in {State.PLANNED, State.DONE, State.FAILED}
        if verify(step.arguments):
            if begun:
                self._write(step, State.DONE, "found done")
            self._write(step, State.VERIFIED, "" if begun else "was so before")
            return
        self._write(step, State.PLANNED, "")
        detail = self._attempt(step, self._functions.do[step.do])
        self._write(step, State.DONE, detail)
        if not verify(step.arguments):
            raise self._failed(step, "was done but its effect is not there")
        self._write(step, State.VERIFIED, "")

    def _undo_step(self, step: Step) -> None:
        detail = self._attempt(step, self._functions.undo[step.undo])
        if self._functions.verify[step.verify](step.arguments):
            raise self._failed(step, "was undone but its effect is still there")
        self._write(step, State.UNDONE, detail)

    def _attempt(self, step: Step, function: Callable[[dict[str, str]], str]) -> str:
        try:
            return function(dict(step.arguments))
        except Problem as problem:
            self._write(step, State.FAILED, str(problem))
            raise

    def _failed(self, step: Step, problem: str) -> Problem:
        self._write(step, State.FAILED, problem)
        fix = "look at what it was to change, then run it again"
        return Problem(where=f"step {step.id}", problem=problem, fix=fix)

    def _write(self, step: Step, state: State, detail: str) -> None:
        self._log.append(Record(step=step, state=state, time=self._now(), detail=detail))

    def _state(self, step: str) -> State | None:
        states = (record.state for record in reversed(self.records) if record.step.id == step)
        return next(states, None)

    def _ours(self) -> list[Step]:
        """Give the steps planned and not undone since, in the order in which they were planned."""
        planned: dict[str, Step] = {}
        for record in self.records:
            if record.state is State.PLANNED:
                planned.setdefault(record.step.id, record.step)
            elif record.state is State.UNDONE:
                planned.pop(record.step.id, None)
        return list(planned.values())

    def _check(self, steps: Sequence[Step]) -> None:
        written = {r.step.id: r for r in self.records}
        seen: set[str] = set()
        for step in steps:
            where = f"step {step.id}"
            if step.id in seen:
                raise Problem(where=where, problem="stands twice", fix="give each its own id")
            seen.add(step.id)
            last = written.get(step.id)
            if last and last.state is not State.UNDONE and last.step.plan() != step.plan():
                fix = "start another journal, or undo this one first"
                raise Problem(where=where, problem="is another one in the journal", fix=fix)
            self._check_functions(step, where)

    def _check_functions(self, step: Step, where: str) -> None:
        known = self._functions
        pairs = ((step.do, known.do), (step.undo, known.undo), (step.verify, known.verify))
        for name, functions in pairs:
            if name not in functions:
                fix = "run the version of enclave that wrote it"
                raise Problem(where=where, problem=f"names no function: {name}", fix=fix)
