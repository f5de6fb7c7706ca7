"""Replacing a file so that a reader sees all of the old or all of the new."""

import os
import tempfile
from pathlib import Path

from enclave.problems import Problem


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Replace the file by the bytes: temporary file beside it, fsync, rename, fsync of the folder.

    Raises `Problem` if that fails; the old file is then still there, and nothing else is.
    """
    try:
        _replace(path, data, mode)
    except OSError as error:
        reason = error.strerror or str(error)
        fix = "make room, or make the folder writable"
        raise Problem(where=str(path), problem=f"cannot be written: {reason}", fix=fix) from error


def _replace(path: Path, data: bytes, mode: int) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
