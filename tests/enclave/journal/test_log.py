import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from enclave.journal.log import Log
from enclave.journal.step import Record, State, to_line
from enclave.problems import Problem
from tests.enclave.journal.factories import make_step

RECORD = Record(
    step=make_step(), state=State.PLANNED, time=datetime(2026, 11, 24, tzinfo=UTC), detail=""
)
LINE = to_line(RECORD)


@pytest.mark.parametrize("cut", range(1, len(LINE)))
def test_a_line_that_a_kill_cut_short_is_dropped(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "journal"
    path.write_bytes(LINE + LINE[:cut])
    log = Log(path)
    log.append(RECORD)
    log.close()
    assert path.read_bytes() == LINE + LINE


def test_a_damaged_line_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(LINE + b"oops\n" + LINE)
    with pytest.raises(Problem, match=r"journal:2 is no step of a journal"):
        Log(path)


def test_one_process_at_a_time(tmp_path: Path) -> None:
    log = Log(tmp_path / "journal")
    with pytest.raises(Problem) as caught:
        Log(tmp_path / "journal")
    log.close()
    assert str(caught.value) == (
        f"{tmp_path}/journal is in use by another process. Fix: wait until it ends."
    )
    Log(tmp_path / "journal").close()


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    Log(tmp_path / "journal").close()
    assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_no_part_of_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(tmp_path / "journal")
    log.append(RECORD)
    write = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) < len(LINE):
            raise OSError(28, "No space left on device")
        return write(descriptor, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(Problem) as caught:
        log.append(RECORD)
    monkeypatch.undo()
    log.append(RECORD)
    log.close()
    assert str(caught.value) == (
        f"{tmp_path}/journal cannot be written: No space left on device. Fix: make room."
    )
    assert (tmp_path / "journal").read_bytes() == LINE + LINE


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be opened: No such file or directory"):
        Log(tmp_path / "none" / "journal")
