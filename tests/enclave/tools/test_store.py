"""The cache of built tools: whole and verified, or not there."""

import dataclasses
import subprocess
from pathlib import Path

import pytest

from enclave.tools.store import SUMS, Slot
from enclave.tools.table import RECIPES
from tests.enclave.tools.conftest import EXEC, Machine

PULUMI = RECIPES["pulumi"]


def fill(slot: Slot) -> None:
    slot.folder.parent.mkdir(parents=True, exist_ok=True)
    with slot.filling() as draft:
        for name in ("pulumi", EXEC):
            (draft / name).write_text(f"#!/bin/sh\n# {name}\n")


@pytest.fixture
def slot(machine: Machine) -> Slot:
    result = Slot.of(PULUMI)
    assert result.folder.parent == machine.tools
    fill(result)
    return result


def test_what_was_installed_is_whole(slot: Slot) -> None:
    assert slot.damage() is None


def test_sha256sum_reads_the_stamp(slot: Slot) -> None:
    command = ["/usr/bin/sha256sum", "--strict", "-c", SUMS]

    subprocess.run(command, cwd=slot.folder, check=True, stdout=subprocess.DEVNULL)


def test_a_truncated_program_is_damage(slot: Slot) -> None:
    slot.program.write_bytes(slot.program.read_bytes()[:-1])

    assert slot.damage() == "is damaged: pulumi does not match its SHA-256"


@pytest.mark.parametrize("name", ["pulumi", EXEC, SUMS])
def test_a_lost_file_is_damage(slot: Slot, name: str) -> None:
    (slot.folder / name).unlink()

    assert slot.damage() == "is not complete"


def test_filling_again_replaces_what_was_damaged(slot: Slot, machine: Machine) -> None:
    slot.program.unlink()

    fill(slot)

    assert slot.damage() is None
    assert machine.leftovers() == []


def test_a_block_that_fails_leaves_nothing(slot: Slot, machine: Machine) -> None:
    before = slot.program.read_bytes()

    with pytest.raises(FileNotFoundError), slot.filling() as draft:
        draft.joinpath("pulumi").write_text((draft / "absent").read_text())

    assert slot.program.read_bytes() == before
    assert machine.leftovers() == []


def test_what_killed_builds_left_is_removed(slot: Slot, machine: Machine) -> None:
    (machine.tools / ".unfinished-x1").mkdir()
    (machine.tools / ".unfinished-x1" / "pulumi").write_text("half")

    fill(slot)

    assert machine.leftovers() == []


@pytest.mark.usefixtures("machine")
def test_other_flags_are_another_slot() -> None:
    other = dataclasses.replace(PULUMI, tags=("osusergo",))

    assert Slot.of(other).folder != Slot.of(PULUMI).folder


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("name", ["go.mod", "go.sum"])
def test_other_pins_are_another_slot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for file in ("go.mod", "go.sum"):
        (tmp_path / file).write_text("go 1.26\n")
    monkeypatch.setattr("enclave.tools.store.family_folder", lambda _: tmp_path)
    before = Slot.of(PULUMI).folder

    (tmp_path / name).write_text("go 1.27\n")

    assert Slot.of(PULUMI).folder != before
