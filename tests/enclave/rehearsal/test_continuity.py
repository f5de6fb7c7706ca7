from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.continuity import broken
from enclave.rehearsal.note import Note
from enclave.rehearsal.workspace import Workspace

SOUND = '{"checkpoint": {"latest": {"resources": [{}]}}}'


@pytest.fixture
def state(write_state: Callable[[str], Path]) -> Path:
    return write_state(SOUND)


def test_nothing_is_lost_where_no_stack_stood(workspace: Workspace) -> None:
    assert broken(workspace, None, None) is None


@pytest.mark.usefixtures("state")
def test_the_same_moto_goes_on(workspace: Workspace, note: Note, server: Server) -> None:
    assert broken(workspace, note, server) is None


@pytest.mark.usefixtures("state")
def test_a_restarted_machine_is_named(workspace: Workspace, note: Note, server: Server) -> None:
    before = replace(note, server=replace(server, boot_id="another"))
    assert broken(workspace, before, None) == (
        "this machine has restarted since, and moto forgot what it was told"
    )


@pytest.mark.usefixtures("state")
def test_an_ended_moto_is_named(workspace: Workspace, note: Note) -> None:
    assert broken(workspace, note, None) == (
        f"moto (pid {note.server.pid}) has ended, and forgot what it was told"
    )


@pytest.mark.usefixtures("state")
def test_another_moto_knows_nothing_of_the_state(
    workspace: Workspace, note: Note, server: Server
) -> None:
    assert broken(workspace, note, replace(server, start_ticks=2)) == (
        "another moto has taken the place of the former one"
    )


@pytest.mark.usefixtures("state")
def test_a_state_without_a_note_belongs_to_nobody(workspace: Workspace, server: Server) -> None:
    assert broken(workspace, None, server) == "no record tells which moto the state belongs to"


def test_a_damaged_state_is_named(
    workspace: Workspace, note: Note, server: Server, write_state: Callable[[str], Path]
) -> None:
    write_state(SOUND[:20])
    assert broken(workspace, note, server) == "the state of frankfurt-cloud is damaged"
