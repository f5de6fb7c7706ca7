from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.note import Note, write_note
from enclave.rehearsal.standing import Standing, required, stack_of, standing
from enclave.rehearsal.workspace import Workspace

STATE = '{"checkpoint": {"latest": {"resources": [{}, {}], "pending_operations": [{}]}}}'


@pytest.fixture
def up(
    workspace: Workspace,
    note: Note,
    write_state: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Standing:
    write_state(STATE)
    write_note(workspace, note)
    monkeypatch.setattr("enclave.rehearsal.standing.moto.running", lambda _folder: note.server)
    return required(workspace)


def test_what_stands_is_counted(up: Standing) -> None:
    assert (up.resources, up.interrupted) == ({"frankfurt-cloud": 2}, 1)


def test_the_first_stack_is_selected_unless_a_site_is_named(up: Standing) -> None:
    assert stack_of(up, site=None) == "frankfurt-cloud"
    assert stack_of(up, site="paris") == "paris-cloud"


def test_the_organization_is_no_site(up: Standing) -> None:
    above = replace(up, note=replace(up.note, accounts={"organization": "4", **up.note.accounts}))
    assert stack_of(above, site=None) == "frankfurt-cloud"
    with pytest.raises(Problem, match=r"choose from frankfurt, paris\.$"):
        stack_of(above, site="venlo")


def test_a_site_that_is_not_up_is_named_with_the_choice(up: Standing) -> None:
    with pytest.raises(Problem) as caught:
        stack_of(up, site="venlo")
    assert str(caught.value) == "--site venlo is not up. Fix: choose from frankfurt, paris."


def test_without_its_moto_nothing_stands(workspace: Workspace, note: Note) -> None:
    write_note(workspace, note)
    assert standing(workspace) is None
    with pytest.raises(Problem, match=r"holds nothing that is up\. Fix: enclave rehearse up\."):
        required(workspace)
