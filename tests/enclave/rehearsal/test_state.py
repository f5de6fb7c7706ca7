import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.processes import is_running
from enclave.rehearsal.state import break_stale_locks, interrupted, is_damaged, resources
from enclave.rehearsal.workspace import Workspace

Write = Callable[[str], Path]


def lock(workspace: Workspace, **told: object) -> Path:
    path = workspace.state / ".pulumi/locks/organization/enclave/frankfurt-cloud/0a1b.json"
    path.parent.mkdir(parents=True)
    usual = {"pid": 999_999_999, "hostname": socket.gethostname(), "timestamp": "2026-11-24"}
    path.write_text(json.dumps(usual | told))
    return path


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"checkpoint": {"latest": 1}}'])
def test_a_state_that_cannot_be_read_is_damaged(write_state: Write, text: str) -> None:
    assert is_damaged(write_state(text))


@pytest.mark.parametrize("latest", ["null", "{}", '{"resources": []}'])
def test_a_state_with_nothing_in_it_is_sound(write_state: Write, latest: str) -> None:
    assert not is_damaged(write_state(f'{{"checkpoint": {{"latest": {latest}}}}}'))


def test_a_state_that_does_not_exist_is_sound(workspace: Workspace) -> None:
    path = workspace.state_file("enclave", "a")
    assert not is_damaged(path)
    assert interrupted(path) == 0


def test_resources_and_interrupted_operations_are_counted(write_state: Write) -> None:
    latest: dict[str, list[object]] = {"resources": [{}, {}], "pending_operations": [{}]}
    path = write_state(json.dumps({"checkpoint": {"latest": latest}}))
    assert (resources(path), interrupted(path)) == (2, 1)


def test_the_lock_of_a_dead_engine_is_removed_with_its_sidecar(workspace: Workspace) -> None:
    path = lock(workspace)
    assert break_stale_locks(workspace) == 1
    assert list(path.parent.iterdir()) == []


def test_the_lock_of_a_process_id_that_is_no_engine_now_is_removed(workspace: Workspace) -> None:
    path = lock(workspace, pid=os.getpid())
    break_stale_locks(workspace)
    assert not path.exists()


def test_a_lock_of_another_machine_is_left_and_named(workspace: Workspace) -> None:
    path = lock(workspace, hostname="other.example", pid=7)
    with pytest.raises(Problem) as caught:
        break_stale_locks(workspace)
    assert str(caught.value) == (
        "frankfurt-cloud has been worked on by pulumi 7 (other.example) since 2026-11-24."
        " Fix: wait until it ends, or press Ctrl-C there."
    )
    assert path.exists()


def test_a_live_engine_is_left_and_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(workspace, pid=7)
    monkeypatch.setattr("enclave.rehearsal.state.is_running", lambda *asked: asked == (7, "pulumi"))
    with pytest.raises(Problem, match="has been worked on by pulumi 7"):
        break_stale_locks(workspace)


def test_a_lock_that_says_nothing_is_removed(workspace: Workspace) -> None:
    path = lock(workspace)
    path.write_text("")
    assert break_stale_locks(workspace) == 1


def test_this_very_process_is_not_taken_for_an_engine() -> None:
    assert not is_running(os.getpid(), "pulumi")
