"""`enclave new` as typed."""

from pathlib import Path

import pytest

from enclave import cli
from tests.map.tree import ROOT

WRITTEN = ("Pulumi.yaml", "__main__.py", "Pulumi.first-cloud.yaml", ".ci/run", "enclave.yaml")


def test_it_names_the_files_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop"
    assert cli.main(["new", str(shop)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"{shop}/{name}" for name in WRITTEN]
    assert err.splitlines()[0] == f"next  cd {shop}"
    assert err.splitlines()[-2:] == [
        "note  this kit runs from a checkout, and a project needs it installed, in an environment",
        f'      of its own: pip install "{ROOT}[rehearsal]"',
    ]
    assert all((shop / name).is_file() for name in WRITTEN)


def test_a_dry_run_names_them_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop"
    assert cli.main(["new", str(shop), "--dry-run"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5
    assert not shop.exists()


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_folder_in_use_is_refused_with_or_without_dry_run(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").touch()
    assert cli.main(["new", str(tmp_path), *more]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path} is not empty: mine. Fix: name a folder that is new or empty.\n"
    )


def test_what_it_wrote_validates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["new", str(tmp_path / "shop"), "--site", "paris", "--region", "eu-west-3"]) == 0
    )
    assert cli.main(["validate", str(tmp_path / "shop/enclave.yaml"), "--date", "2026-11-24"]) == 0
    assert ": 0 findings; looked at " in capsys.readouterr().out
