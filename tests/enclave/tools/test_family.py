"""Where the Go modules of the tools stand."""

from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.tools import family


def write_family(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text("module x\n")
    (folder / "go.sum").write_text("")
    return folder


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(family, "_PACKAGE", tmp_path / "enclave")
    return tmp_path / "enclave"


def test_in_a_checkout_they_stand_beside_the_package(package: Path) -> None:
    folder = write_family(package.parent / "tools" / "pulumi")

    assert family.family_folder("pulumi") == folder


def test_in_a_wheel_they_stand_in_the_package(package: Path) -> None:
    write_family(package.parent / "tools" / "pulumi")  # another project's, beside us
    folder = write_family(package / "tools" / "families" / "pulumi")

    assert family.family_folder("pulumi") == folder


def test_an_installation_without_them_is_not_whole(package: Path) -> None:
    (write_family(package.parent / "tools" / "pulumi") / "go.sum").unlink()

    with pytest.raises(Problem) as caught:
        family.family_folder("pulumi")
    assert str(caught.value) == (
        "tools/pulumi has no go.mod and go.sum, so this installation of the kit is not whole. "
        "Fix: install sovereign-enclave again."
    )
