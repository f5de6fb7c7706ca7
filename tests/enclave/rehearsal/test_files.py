import stat
from pathlib import Path

import pytest

from enclave.rehearsal.files import link, write_private


def test_a_file_is_private(tmp_path: Path) -> None:
    write_private(tmp_path / "a", "text")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_former_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(tmp_path / "a", "before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_private(tmp_path / "a", "after")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "before"


def test_a_link_is_moved_to_its_new_target(tmp_path: Path) -> None:
    link(tmp_path / "l", tmp_path / "one")
    link(tmp_path / "l", tmp_path / "two")
    assert (tmp_path / "l").readlink() == tmp_path / "two"
