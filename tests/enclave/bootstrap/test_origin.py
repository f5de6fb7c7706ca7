"""Where a journal lies, and the one that says nothing of where it was written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from enclave.bootstrap.origin import AWS, FOLDER, Origin, journal_path
from enclave.journal.step import Record, State, Step
from enclave.problems import Problem

REAL = Origin(account="111122223333", answered_by=AWS)
PLAYED = Origin(account="111122223333", answered_by="http://127.0.0.1:5000")


def test_the_journal_of_a_real_account_lies_beside_the_declaration(tmp_path: Path) -> None:
    declaration = tmp_path / "enclave.yaml"
    for environment in ({}, {FOLDER: "elsewhere"}):
        found = journal_path(declaration, "first", REAL, environment)
        assert found == tmp_path / "bootstrap-first.journal"


def test_the_journal_of_a_rehearsal_lies_in_its_folder(tmp_path: Path) -> None:
    environment = {FOLDER: str(tmp_path / "rehearsal")}
    found = journal_path(tmp_path / "enclave.yaml", "first", PLAYED, environment)
    assert found == tmp_path / "rehearsal" / "bootstrap-first.journal"
    assert journal_path(tmp_path / "enclave.yaml", "first", PLAYED, {}).parent == tmp_path


def test_a_journal_that_does_not_say_where_it_was_written_is_refused() -> None:
    step = Step(id="a", do="make", undo="remove", verify="stands", arguments={"item": "a"})
    record = Record(step=step, state=State.PLANNED, time=datetime.now(UTC), detail="")
    with pytest.raises(Problem) as raised:
        REAL.require(Path("a.journal"), record)
    assert str(raised.value) == (
        "a.journal does not say in which account it was written. Fix: move it away: --undo takes"
        " away only what was made here."
    )
