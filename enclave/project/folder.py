"""Writing a new project: all of its files or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from enclave.problems import Problem

OWN = frozenset({".git"})  # a repository that was just made is as good as empty
EXECUTABLE = PurePosixPath(".ci/run")
SHOWN = 5  # names of what is in the way


def require_empty(folder: Path) -> None:
    """Raises Problem, naming what is there, unless nothing but a fresh repository is."""
    try:
        there = sorted(set(os.listdir(folder)) - OWN)  # noqa: PTH208  names, not paths
    except FileNotFoundError:
        _require_parent(folder)
        return
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from error
    if there:
        more = f" and {len(there) - SHOWN} more" if len(there) > SHOWN else ""
        raise Problem(
            where=str(folder),
            problem=f"is not empty: {', '.join(there[:SHOWN])}{more}",
            fix="name a folder that is new or empty",
        )


def write_project(folder: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Write the files into a new or empty folder; on failure nothing of them stays.

    Raises Problem.
    """
    require_empty(folder)
    exists = folder.is_dir()
    try:
        staged = Path(
            tempfile.mkdtemp(prefix=".enclave-new.", dir=folder if exists else _up(folder))
        )
        try:
            _write(staged, files)
            _move_in(staged, folder, files) if exists else staged.rename(folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)  # not there any more where all went well
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from error


def _write(staged: Path, files: Mapping[PurePosixPath, str]) -> None:
    staged.chmod(0o755)  # a temporary folder is private, a project is as others are
    for name, text in files.items():
        path = staged / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if name == EXECUTABLE else 0o644)


def _move_in(staged: Path, folder: Path, files: Mapping[PurePosixPath, str]) -> None:
    moved: list[Path] = []
    try:
        for top in dict.fromkeys(name.parts[0] for name in files):
            (staged / top).rename(folder / top)
            moved.append(folder / top)
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _require_parent(folder: Path) -> None:
    if not _up(folder).is_dir():
        raise _unusable(folder, f"there is no folder {_up(folder)}")


def _up(folder: Path) -> Path:
    return folder.absolute().parent


def _unusable(folder: Path, reason: str) -> Problem:
    fix = "name a new or empty folder in one that exists and is writable"
    return Problem(where=str(folder), problem=f"cannot be written: {reason}", fix=fix)
