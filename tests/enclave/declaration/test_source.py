"""A file that cannot be a declaration is refused before it is read as one."""

from pathlib import Path

import pytest

from enclave.declaration.source import LARGEST, read_source
from enclave.problems import ExitCode, Problem


def refusal(path: Path) -> str:
    with pytest.raises(Problem) as caught:
        read_source(path)
    assert caught.value.exit_code is ExitCode.COULD_NOT_LOOK
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml does not exist. Fix: name the declaration: enclave.yaml."
    )


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").mkdir()
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml cannot be read: is a directory. Fix: name a file that you may read."
    )


def test_a_byte_that_is_not_utf_8_is_counted_out(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_bytes(b"name: Loom\nx: M\xfcller\n")
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml is not UTF-8: byte 15 (line 2) is 0xfc. Fix: save it as UTF-8."
    )


def test_utf_16_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_text("a: b", encoding="utf-16")
    assert refusal(tmp_path / "e.yaml") == "e.yaml is UTF-16. Fix: save it as UTF-8."


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_bytes(b"\xef\xbb\xbfa: b")
    assert read_source(tmp_path / "e.yaml") == "a: b"


def test_a_file_over_5_mb_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_bytes(b"#" * (LARGEST + 1))
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml is larger than 5 MB. Fix: keep data out of the declaration."
    )
