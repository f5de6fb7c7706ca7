"""Processes of this machine, found by what they were started with."""

import os
import select
import signal
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
ENDED = frozenset("ZX")  # a zombie has ended, though its parent has not asked yet
GRACE_SECONDS = 10.0


def is_running(pid: int, program: str) -> bool:
    """Say whether `pid` is a live process whose program file has this name."""
    with suppress(OSError, IndexError):
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        return state not in ENDED and Path(_arguments(pid)[0]).name == program
    return False


def with_variable(name: str, value: str) -> list[int]:
    """Return this user's processes that were started with `name=value` in their environment."""
    wanted = f"{name}={value}".encode()
    return [pid for pid in _all() if wanted in _words(pid, "environ")]


def with_arguments(wanted: Sequence[str]) -> list[int]:
    """Return this user's processes whose command line contains `wanted`, word by word."""
    return [pid for pid in _all() if _contains(_arguments(pid), list(wanted))]


def end(pids: Iterable[int]) -> int:
    """Interrupt processes, insist after `GRACE_SECONDS`, and count those that were running."""
    handles = [handle for pid in pids if (handle := _handle(pid)) is not None]
    try:
        for number in (signal.SIGINT, signal.SIGKILL):
            for handle in handles:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(handle, number)
            if _all_ended(handles):
                break
    finally:
        for handle in handles:
            os.close(handle)
    return len(handles)


def _handle(pid: int) -> int | None:
    with suppress(ProcessLookupError):
        return os.pidfd_open(pid)
    return None


def _all_ended(handles: Sequence[int]) -> bool:
    deadline = time.monotonic() + GRACE_SECONDS
    waiting = list(handles)
    while waiting and (left := deadline - time.monotonic()) > 0:
        ended, _, _ = select.select(waiting, [], [], left)
        waiting = [handle for handle in waiting if handle not in ended]
    return not waiting


def _all() -> list[int]:
    own = os.getpid()
    return [int(p.name) for p in PROC.iterdir() if p.name.isdecimal() and int(p.name) != own]


def _contains(words: list[str], wanted: list[str]) -> bool:
    width = len(wanted)
    return any(words[i : i + width] == wanted for i in range(len(words) - width + 1))


def _arguments(pid: int) -> list[str]:
    return [word.decode(errors="replace") for word in _words(pid, "cmdline")]


def _words(pid: int, file: str) -> list[bytes]:
    with suppress(OSError):  # it has ended, or belongs to another user
        return (PROC / str(pid) / file).read_bytes().split(b"\0")
    return []
