"""A folder of derived artefacts."""

import os
from pathlib import Path

import pytest

from enclave.derive.artefacts import Artefact
from enclave.derive.folder import MANIFEST, apply, changes
from enclave.problems import Problem

KEYS = Artefact(path="frankfurt/keys.json", text="{}\n")
MAP = Artefact(path="flows.svg", text="<svg/>\n")


def derive(folder: Path, *derived: Artefact) -> list[str]:
    """Bring a folder up to date and say what changed."""
    todo = changes(folder, derived, "digest")
    apply(folder, todo)
    return [str(change) for change in todo]


def test_a_first_run_writes_everything_and_a_second_nothing(tmp_path: Path) -> None:
    assert derive(tmp_path, KEYS, MAP) == [
        "create frankfurt/keys.json",
        "create flows.svg",
        "create derived.json",
    ]
    assert derive(tmp_path, KEYS, MAP) == []


def test_what_was_edited_is_put_right(tmp_path: Path) -> None:
    derive(tmp_path, MAP)
    (tmp_path / "flows.svg").write_text("<svg>edited</svg>")
    assert derive(tmp_path, MAP) == ["update flows.svg"]
    assert (tmp_path / "flows.svg").read_text() == MAP.text


def test_what_is_derived_no_more_goes(tmp_path: Path) -> None:
    derive(tmp_path, KEYS, MAP)
    assert derive(tmp_path, MAP) == ["remove frankfurt/keys.json", "update derived.json"]
    assert not (tmp_path / KEYS.path).exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    derive(tmp_path, KEYS, MAP)
    (tmp_path / KEYS.path).write_text("changed by hand")
    derive(tmp_path, MAP)
    assert (tmp_path / "notes.md").read_text() == "mine"
    assert (tmp_path / KEYS.path).read_text() == "changed by hand"


def test_without_a_list_a_file_in_the_way_is_somebodys_own(tmp_path: Path) -> None:
    (tmp_path / MAP.path).write_text("mine")
    with pytest.raises(Problem) as caught:
        derive(tmp_path, KEYS, MAP)
    assert str(caught.value) == (
        f"{tmp_path} has no derived.json, so these are not ours to replace: flows.svg. "
        "Fix: move them away, or name an empty folder."
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == [MAP.path]


def test_what_an_ended_run_left_is_gone_on_with(tmp_path: Path) -> None:
    derive(tmp_path, KEYS, MAP)
    (tmp_path / MANIFEST).unlink()
    (tmp_path / KEYS.path).unlink()
    assert derive(tmp_path, KEYS, MAP) == ["create frankfurt/keys.json", "create derived.json"]


def test_a_manifest_cannot_reach_outside_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "derived"
    inside.mkdir()
    (tmp_path / "outside").write_text("{}\n")
    derive(inside, KEYS)
    manifest = inside / MANIFEST
    manifest.write_text(manifest.read_text().replace(KEYS.path, "../outside"))
    derive(inside, MAP)
    assert (tmp_path / "outside").exists()


def test_a_broken_manifest_stops_the_work(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("[")
    with pytest.raises(Problem) as caught:
        changes(tmp_path, [MAP], "digest")
    assert str(caught.value) == (
        f"{tmp_path / MANIFEST} is not a list of derived files. "
        "Fix: restore it, or derive into an empty folder."
    )


def test_a_file_where_a_folder_belongs_is_said(tmp_path: Path) -> None:
    (tmp_path / "frankfurt").write_text("a file")
    with pytest.raises(Problem, match=r"cannot be used: Not a directory\. Fix: name another"):
        derive(tmp_path, KEYS)


def test_a_failed_write_leaves_the_old_file_and_a_second_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive(tmp_path, MAP)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    newer = Artefact(path=MAP.path, text="<svg>new</svg>\n")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="No space left"):
        derive(tmp_path, newer)
    monkeypatch.undo()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["derived.json", "flows.svg"]
    assert (tmp_path / MAP.path).read_text() == MAP.text
    assert derive(tmp_path, newer) == ["update flows.svg", "update derived.json"]
