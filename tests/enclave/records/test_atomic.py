import os
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.records.atomic import write_atomically


def test_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_mode_is_the_one_asked_for(tmp_path: Path) -> None:
    write_atomically(tmp_path / "key", b"", mode=0o600)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem) as caught:
        write_atomically(path, b"new")
    assert str(caught.value) == (
        f"{path} cannot be written: No space left on device. "
        "Fix: make room, or make the folder writable."
    )
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be written: No such file or directory"):
        write_atomically(tmp_path / "none" / "a.txt", b"")
