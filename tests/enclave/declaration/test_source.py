"""A file that cannot be a declaration is refused before it is read as one."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration.source import LARGEST, read_source
from enclave.problems import ExitCode, Problem


def refusal(path: Path) -> str:
    with pytest.raises(Problem) as caught:
        read_source(path)
    assert caught.value.exit_code is ExitCode.COULD_NOT_LOOK
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml does not exist. "
        "Fix: enclave validate PATH/TO/enclave.yaml, or change to the project's folder."
    )


def test_a_file_that_is_not_there_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match=re.escape(f"enclave.yaml does not exist in {tmp_path}.")):
        read_source(Path("enclave.yaml"))


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


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u2028", "U+2028 (line separator)"),
        ("\u2029", "U+2029 (paragraph separator)"),
        ("\x85", "U+0085 (control character)"),
        ("\r", "U+000D (carriage return without line feed)"),
        ("\x1b", "U+001B (control character)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
    ],
)
def test_a_character_that_hides_is_named_with_its_place(
    tmp_path: Path, character: str, name: str
) -> None:
    (tmp_path / "e.yaml").write_bytes(f"a: b\n# x{character}shut: open\n".encode())
    assert refusal(tmp_path / "e.yaml") == (
        f"e.yaml:2:4 holds {name}, which people do not see as YAML reads it. Fix: delete it."
    )


def test_further_characters_that_hide_are_counted(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_bytes("a: \u200bb\n\u2028c: d\n".encode())
    assert refusal(tmp_path / "e.yaml") == (
        "e.yaml:1:4 holds U+200B (zero width space), which people do not see as YAML reads it; "
        "1 more follows. Fix: delete them."
    )


def test_tabs_and_line_ends_of_windows_stay(tmp_path: Path) -> None:
    (tmp_path / "e.yaml").write_bytes(b"a: b\t# c\r\nd: e\r\n")
    assert read_source(tmp_path / "e.yaml") == "a: b\t# c\r\nd: e\r\n"


@given(st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), max_size=8))
def test_what_is_read_has_no_line_or_mark_that_hides(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "e.yaml"
        path.write_bytes(text.encode())
        try:
            read = read_source(path)
        except Problem:
            return
    assert set(read.replace("\r\n", "\n")) <= {"\n", "\t"}
