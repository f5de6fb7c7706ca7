"""One command at a time changes a rehearsal."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from enclave.problems import Problem
from enclave.rehearsal.workspace import PRIVATE, Workspace


@contextmanager
def hold(workspace: Workspace, *, doing: str) -> Iterator[None]:
    """Hold the rehearsal's lock; raises Problem naming who holds it.

    The kernel drops it with the process, so a killed command leaves nothing to clean up. A
    workspace that holds nothing else in the end is removed with it.
    """
    with _locked(workspace.lock) as file:
        since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        file.seek(0)
        file.truncate()
        json.dump({"doing": doing, "pid": os.getpid(), "since": since}, file)
        file.flush()
        try:
            yield
        finally:
            workspace.remove_if_empty()


def _locked(path: Path) -> IO[str]:
    while True:
        path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        try:
            file = path.open("a+")
        except FileNotFoundError:  # `down` removed the folder just now
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            with file:
                raise _busy(path, file) from error
        if _is_still_there(path, file):
            return file
        file.close()  # `down` removed it between our open and our lock: take the new one


def _is_still_there(path: Path, file: IO[str]) -> bool:
    return path.exists() and os.path.samestat(path.stat(), os.fstat(file.fileno()))


def _busy(path: Path, file: IO[str]) -> Problem:
    file.seek(0)
    try:
        holder = json.loads(file.read())
        told = "{doing} (pid {pid}) has worked here since {since}".format(**holder)
        fix = f"wait for it, or end it: kill {holder['pid']}"
    except (ValueError, KeyError, TypeError):  # it has the lock and is about to say who it is
        told, fix = "another command has just begun to work here", "wait for it"
    return Problem(where=str(path.parent), problem=told, fix=fix)
