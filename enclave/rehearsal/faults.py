"""What the engine complains of, said as where, what and fix."""

import errno
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from enclave.problems import Problem
from enclave.rehearsal.outcome import EngineError
from enclave.rehearsal.workspace import Workspace

ANSI = re.compile(r"\x1b\[[0-9;]*m|<\{%[^%]*%\}>")
RAISED = re.compile(r"^[\w.]+(?:Error|Exception|Problem): ")
ENGINE_ERROR = re.compile(r"^(?:\s*stderr:)?\s*error: (.+)$", re.MULTILINE)
MEGABYTE = 1_000_000
ROOM = 64 * MEGABYTE  # measured: 32 MB of compiled modules, 13 MB of state and logs
NOT_THE_CAUSE = ("update failed", "resource registration failed", "destroy failed")


def problem_of(
    said: str, *, errors: Sequence[EngineError], stack: str, workspace: Workspace
) -> Problem:
    """Explain a failed command by what the engine said and the errors it reported."""
    told = "\n".join((said, *(error.message for error in errors)))
    known = _known(told, stack=stack, workspace=workspace)
    if known:
        return known
    first, others = _first(said, errors)
    line, _, fix = _line(first.message).partition(". Fix: ")  # a Problem raised in the program
    return Problem(
        where=f"{stack}, {first.resource}:" if first.resource else f"{stack}:",
        problem=line + (f" (and {others} more)" if others else ""),
        fix=fix or f"see {workspace.logs / stack}.log; enclave rehearse up then goes on from here",
    )


def _known(told: str, *, stack: str, workspace: Workspace) -> Problem | None:
    if "no space left on device" in told:
        return disk_full(workspace)
    if "incorrect passphrase" in told:
        return Problem(
            where=str(workspace.passphrase),
            problem=f"does not open the state of {stack}",
            fix="put the former file back, or enclave rehearse down, then up",
        )
    if "PolicyTypeNotEnabledException" in told:
        return Problem(
            where=stack,
            problem="attaches policies of a type that the organization's root has not enabled",
            fix="aws organizations enable-policy-type --root-id ROOT --policy-type TYPE, for each"
            " type in docs/organization.md, then again",
        )
    if "the stack is currently locked by" in told:
        return Problem(
            where=stack,
            problem="another pulumi works on it",
            fix="wait until it ends, then enclave rehearse up again",
        )
    return None


@contextmanager
def of_files() -> Iterator[None]:
    """Turn a failed read or write of the rehearsal's own files into a Problem."""
    try:
        yield
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise Problem(
            where=str(error.filename or "a file of the rehearsal"),
            problem=f"cannot be used: {error.strerror or error}",
            fix="make room, then run it again"
            if full
            else "make it writable, or set XDG_CACHE_HOME to a folder that is",
        ) from error


def disk_full(workspace: Workspace) -> Problem:
    """Explain a write that found no room."""
    return Problem(
        where=str(workspace.folder),
        problem="has no room left on its disk",
        fix="make room, then enclave rehearse up goes on from here",
    )


def require_room(folder: Path) -> None:
    """Raise Problem where a rehearsal would fill the disk."""
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise Problem(
            where=str(folder),
            problem=f"has {free / MEGABYTE:.0f} MB free, and a rehearsal needs"
            f" {ROOM / MEGABYTE:.0f} MB",
            fix="make room, or set XDG_CACHE_HOME to a folder that has it",
        )


def _first(said: str, errors: Sequence[EngineError]) -> tuple[EngineError, int]:
    causes = [error for error in errors if not _line(error.message).startswith(NOT_THE_CAUSE)]
    if causes:
        return causes[0], len(causes) - 1
    lines = ENGINE_ERROR.findall(ANSI.sub("", said)) or [said]
    return EngineError(resource="", message=lines[-1]), 0


def _line(message: str) -> str:
    """Return the one line that matters: the last of a traceback, else the first."""
    lines = [line.strip() for line in ANSI.sub("", message).splitlines() if line.strip()]
    if not lines:
        return "failed without a message"
    chosen = lines[-1] if "Traceback (most recent call last):" in message else lines[0]
    return RAISED.sub("", chosen.removeprefix("error: ")).rstrip(".")
