"""A new project is written whole or not at all, and over nothing."""

from pathlib import Path, PurePosixPath

import pytest

from enclave.problems import Problem
from enclave.project.folder import write_project

FILES = {
    PurePosixPath("Pulumi.yaml"): "name: enclave\n",
    PurePosixPath(".ci/run"): "#!/bin/sh\n",
    PurePosixPath("enclave.yaml"): "enclave: 1\n",
}


def found(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


EXPECTED = {str(name): text for name, text in FILES.items()}


def test_a_new_folder_is_made_with_all_files(tmp_path: Path) -> None:
    write_project(tmp_path / "shop", FILES)
    assert found(tmp_path / "shop") == EXPECTED
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_ci_can_be_run_and_the_rest_only_read(tmp_path: Path) -> None:
    write_project(tmp_path / "shop", FILES)
    assert (tmp_path / "shop/.ci/run").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "shop/enclave.yaml").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "shop").stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_with_a_fresh_repository_is_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_project(tmp_path, FILES)
    assert found(tmp_path) == EXPECTED


def test_what_is_in_the_way_is_named_and_left(tmp_path: Path) -> None:
    for name in "fedcba":
        (tmp_path / name).touch()
    with pytest.raises(Problem) as refused:
        write_project(tmp_path, FILES)
    assert str(refused.value) == (
        f"{tmp_path} is not empty: a, b, c, d, e and 1 more. Fix: name a folder that is new or "
        "empty."
    )
    assert set(found(tmp_path)) == set("abcdef")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop").touch()
    with pytest.raises(Problem, match="shop cannot be written: Not a directory"):
        write_project(tmp_path / "shop", FILES)


def test_a_missing_parent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=f"there is no folder {tmp_path}/none"):
        write_project(tmp_path / "none/shop", FILES)


@pytest.mark.parametrize("there", [True, False])
def test_a_disk_that_fills_up_leaves_nothing(
    there: bool,  # noqa: FBT001  parametrized
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "shop"
    if there:
        folder.mkdir()

    def full(_path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Problem, match="shop cannot be written: No space left on device"):
        write_project(folder, FILES)
    assert list(tmp_path.rglob("*")) == ([folder] if there else [])


def test_a_move_that_fails_half_way_takes_back_what_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if target.name == "enclave.yaml":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(Problem, match="Input/output error"):
        write_project(tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []
