import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.project import Project
from enclave.rehearsal.workspace import Workspace, workspace_of


def test_two_checkouts_of_one_project_have_two_workspaces(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    other = Project(folder=tmp_path / "elsewhere", settings=project.settings)
    assert workspace_of(project) != workspace_of(other)
    assert workspace_of(project).folder.parent == tmp_path / "sovereign-enclave" / "rehearsals"


def test_folders_and_passphrase_are_private(workspace: Workspace) -> None:
    workspace.provide_passphrase()
    assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(workspace.state.stat().st_mode) == 0o700
    assert stat.S_IMODE(workspace.passphrase.stat().st_mode) == 0o600


def test_a_passphrase_is_made_once(workspace: Workspace) -> None:
    workspace.provide_passphrase()
    first = workspace.passphrase.read_text()
    workspace.provide_passphrase()
    assert workspace.passphrase.read_text() == first


def test_a_lost_passphrase_is_not_replaced_under_a_sealed_state(
    workspace: Workspace, write_state: Callable[[str], Path]
) -> None:
    write_state("{}")
    with pytest.raises(Problem) as caught:
        workspace.provide_passphrase()
    assert str(caught.value) == (
        f"{workspace.passphrase} is gone, and the rehearsal's state was sealed with it."
        " Fix: enclave rehearse down, then up."
    )


def test_clear_keeps_the_lock_and_what_links_lead_to(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (workspace.folder / "stacks").symlink_to(tmp_path / "theirs")
    workspace.lock.touch()
    workspace.clear()
    assert list(workspace.folder.iterdir()) == [workspace.lock]
    assert (tmp_path / "theirs").is_dir()


def test_a_workspace_with_nothing_but_its_lock_goes_away(workspace: Workspace) -> None:
    workspace.lock.touch()
    workspace.clear()
    workspace.remove_if_empty()
    assert not workspace.folder.exists()


def test_a_workspace_with_something_in_it_stays(workspace: Workspace) -> None:
    workspace.remove_if_empty()
    assert workspace.state.is_dir()
