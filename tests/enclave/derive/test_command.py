"""`enclave flows` and `enclave derive`."""

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from enclave.declaration import declaration_digest, load_valid
from enclave.derive import command
from enclave.derive.artefacts import artefacts
from enclave.derive.flow_map import flow_map
from enclave.derive.flow_table import flow_page
from enclave.problems import Problem
from tests.enclave.derive.declared import declared

ROOT = Path(__file__).parents[3]
EXAMPLE_DAY = date(2026, 11, 24)  # its reviews are not overdue then


@pytest.fixture(autouse=True)
def _smallest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_declaration", lambda _path: declared())


def run(*words: str) -> int:
    """Run one command line."""
    parser = argparse.ArgumentParser()
    command.register(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


@pytest.mark.parametrize(
    ("form", "start"),
    [("table", "flow  from"), ("json", "{"), ("markdown", "<!-- "), ("svg", "<svg ")],
)
def test_flows_come_in_every_format(
    form: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("flows", "--format", form) == 0
    assert capsys.readouterr().out.startswith(start)


def test_flows_are_written_where_asked(tmp_path: Path) -> None:
    assert run("flows", "--format", "json", "--out", str(tmp_path / "flows.json")) == 0
    assert len(json.loads((tmp_path / "flows.json").read_text())["flows"]) == 4


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "flows.svg"
    with pytest.raises(Problem) as caught:
        run("flows", "--format", "svg", "--out", str(path))
    assert str(caught.value) == (
        f"{path} cannot be written: there is no such folder. "
        "Fix: name a file in a folder that is there."
    )


def test_a_dry_run_says_what_it_would_do_and_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("derive", "--out", str(tmp_path / "derived"), "--dry-run") == 0
    assert "create frankfurt/keys.json" in capsys.readouterr().out
    assert not (tmp_path / "derived").exists()


def test_its_own_list_is_not_counted_among_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("derive", "--out", str(tmp_path))
    number = len(artefacts(declared()))
    assert capsys.readouterr().err == f"{number} files derived, {number} changed\n"


def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("derive", "--out", str(tmp_path))
    capsys.readouterr()
    assert run("derive", "--out", str(tmp_path)) == 0
    assert capsys.readouterr() == (
        "",
        f"{len(artefacts(declared()))} files derived, 0 changed\n",
    )


def test_check_names_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("derive", "--out", str(tmp_path))
    (tmp_path / "flows.md").unlink()
    capsys.readouterr()
    assert run("derive", "--out", str(tmp_path), "--check") == 1
    assert capsys.readouterr() == (
        "create flows.md\n",
        f"{tmp_path} is not as derived, 1 file. Fix: enclave derive --out {tmp_path}.\n",
    )
    assert not (tmp_path / "flows.md").exists()


def test_check_is_clean_after_a_run(tmp_path: Path) -> None:
    run("derive", "--out", str(tmp_path))
    assert run("derive", "--out", str(tmp_path), "--check") == 0


def test_the_committed_map_is_that_of_the_committed_declaration() -> None:
    declaration = load_valid(ROOT / "enclave.yaml", today=EXAMPLE_DAY)
    digest = declaration_digest(declaration)
    fresh = flow_map(declaration, digest=digest)
    page = flow_page(declaration, digest=digest, picture="flows.svg")
    assert (ROOT / "docs/flows.svg").read_text() == fresh
    assert (ROOT / "docs/flows.md").read_text() == page
