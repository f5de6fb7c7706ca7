"""The journal's file: locked by one process, appended to, synced line by line."""

import fcntl
import os
from pathlib import Path

from enclave.journal.step import Record, from_line, to_line
from enclave.problems import Problem


class Log:
    """An append-only file of records; a line that a kill cut short is dropped on opening."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = _open(path)
        self._size = 0
        try:
            self._lock()
            self.records = self._read()
        except BaseException:
            self.close()
            raise

    def append(self, record: Record) -> None:
        """Write one record and wait until the disk has it; a failed write leaves no part of it."""
        try:
            _write_all(self._descriptor, to_line(record))
            os.fsync(self._descriptor)
        except OSError as error:
            os.ftruncate(self._descriptor, self._size)
            raise self._problem(f"cannot be written: {error.strerror}", "make room") from error
        self._size = os.fstat(self._descriptor).st_size
        self.records.append(record)

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)

    def _lock(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            fix = "wait until it ends"
            raise self._problem("is in use by another process", fix) from error

    def _read(self) -> list[Record]:
        with open(self._descriptor, "rb", closefd=False) as file:
            data = file.read()
        whole = data[: data.rfind(b"\n") + 1]
        self._size = len(whole)
        if len(whole) < len(data):
            os.ftruncate(self._descriptor, self._size)
            os.fsync(self._descriptor)
        lines = whole.split(b"\n")[:-1]
        return [from_line(line, f"{self._path}:{n}") for n, line in enumerate(lines, start=1)]

    def _problem(self, problem: str, fix: str) -> Problem:
        return Problem(where=str(self._path), problem=problem, fix=fix)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o600)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        fix = "name a file in a folder that exists and is writable"
        problem = f"cannot be opened: {error.strerror}"
        raise Problem(where=str(path), problem=problem, fix=fix) from error
    try:
        os.fsync(folder)  # a file that was just made is in its folder after a power cut too
    finally:
        os.close(folder)
    return descriptor


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
