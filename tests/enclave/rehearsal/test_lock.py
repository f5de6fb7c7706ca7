import os
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.lock import hold
from enclave.rehearsal.workspace import Workspace


def test_the_second_is_told_who_works_here_and_how_to_end_it(workspace: Workspace) -> None:
    with (
        hold(workspace, doing="enclave rehearse up"),
        pytest.raises(Problem) as caught,
        hold(workspace, doing="enclave rehearse down"),
    ):
        pass
    assert caught.value.where == str(workspace.folder)
    assert caught.value.problem.startswith(
        f"enclave rehearse up (pid {os.getpid()}) has worked here since 2"
    )
    assert caught.value.fix == f"wait for it, or end it: kill {os.getpid()}"


def test_a_lock_is_free_again_after_its_holder(workspace: Workspace) -> None:
    with hold(workspace, doing="one"):
        pass
    with hold(workspace, doing="two"):
        assert '"two"' in workspace.lock.read_text()


def test_a_holder_that_has_not_said_its_name_yet_is_still_a_holder(workspace: Workspace) -> None:
    with hold(workspace, doing="one"):
        workspace.lock.write_text("")
        with (
            pytest.raises(Problem, match="another command has just begun to work here"),
            hold(workspace, doing="two"),
        ):
            pass


def test_a_lock_removed_by_its_holder_is_not_mistaken_for_the_new_one(tmp_path: Path) -> None:
    workspace = Workspace(folder=tmp_path / "x")
    with hold(workspace, doing="down"):
        workspace.clear()
        workspace.remove_if_empty()
        with hold(workspace, doing="up"):
            assert workspace.lock.exists()


def test_a_workspace_in_which_nothing_was_kept_goes_with_the_lock(tmp_path: Path) -> None:
    workspace = Workspace(folder=tmp_path / "x")
    with hold(workspace, doing="up"):
        pass
    assert not workspace.folder.exists()
