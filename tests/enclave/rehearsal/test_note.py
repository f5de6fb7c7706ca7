import pytest

from enclave.problems import Problem
from enclave.rehearsal.note import Note, read_note, write_note
from enclave.rehearsal.workspace import Workspace


def test_a_note_reads_back_as_it_was_written(workspace: Workspace, note: Note) -> None:
    write_note(workspace, note)
    assert read_note(workspace) == note


def test_without_a_file_there_is_no_note(workspace: Workspace) -> None:
    assert read_note(workspace) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"server": 1}'])
def test_a_note_that_cannot_be_read_names_the_way_out(workspace: Workspace, text: str) -> None:
    workspace.note.write_text(text)
    with pytest.raises(Problem) as caught:
        read_note(workspace)
    assert str(caught.value) == (
        f"{workspace.note} cannot be read. Fix: enclave rehearse down, then up."
    )
