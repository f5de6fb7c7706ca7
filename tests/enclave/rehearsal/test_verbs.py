"""What goes wrong around the verbs: one plain line, exit code 2."""

from pathlib import Path

import pytest

from enclave.cli import main
from enclave.problems import Problem
from enclave.rehearsal.aws import identity
from enclave.rehearsal.project import Project

VERBS = (("up",), ("up", "--dry-run"), ("down",), ("status",), ("env",))


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_that_is_gone_is_said(
    verb: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["rehearse", *verb]) == 2
    assert capsys.readouterr().err == (
        "the current folder is gone. Fix: change to the project's folder.\n"
    )


@pytest.mark.parametrize("verb", [("up",), ("up", "--dry-run")])
def test_without_its_program_nothing_begins_and_nothing_is_left_to_take_down(
    verb: tuple[str, ...],
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (project.folder / "stacks").rmdir()
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.folder / "cache"))
    assert main(["rehearse", *verb]) == 2
    assert capsys.readouterr().err.startswith("Pulumi.yaml main: stacks is not here (")
    assert main(["rehearse", "down"]) == 0
    assert capsys.readouterr() == ("nothing to take down\n", "")


@pytest.mark.parametrize("verb", ["status", "env"])
def test_a_cache_that_is_no_folder_is_named(
    verb: str,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.declaration))
    assert main(["rehearse", verb]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{project.declaration}/sovereign-enclave/rehearsals/enclave-")
    assert told.endswith(
        " cannot be used: Not a directory."
        " Fix: make it writable, or set XDG_CACHE_HOME to a folder that is.\n"
    )


def test_a_machine_without_proc_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "BOOT_ID", tmp_path / "boot_id")
    with pytest.raises(Problem) as caught:
        identity.boot_id()
    assert str(caught.value) == (
        f"{tmp_path}/boot_id cannot be read, and without it no process can be told from another."
        " Fix: mount /proc."
    )
