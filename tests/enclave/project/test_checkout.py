"""The kit that runs from a checkout says so, before an engine does."""

from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.project import checkout
from enclave.project.checkout import require_installed
from tests.map.tree import ROOT

THEIRS = "from enclave.stacks import run\nrun()\n"


def write_program(folder: Path, text: str = THEIRS) -> Path:
    (folder / "__main__.py").write_text(text)
    return folder


def test_this_is_a_checkout() -> None:
    assert checkout.checkout() == ROOT


@pytest.mark.parametrize("named", ["", "__main__.py"])
def test_a_users_program_is_refused_by_a_checkout(named: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        require_installed(write_program(tmp_path) / named)
    assert str(caught.value) == (
        f"{tmp_path}/__main__.py needs the kit installed, and this one runs from its checkout"
        f' {ROOT}. Fix: run pip install "{ROOT}[rehearsal]" in an environment of your own, then its'
        " enclave."
    )


def test_a_program_of_the_checkout_is_fine() -> None:
    require_installed(ROOT / "stacks")


def test_an_installed_kit_serves_every_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "PROGRAM", "enclave.problems")
    assert checkout.checkout() is None
    require_installed(write_program(tmp_path, "from enclave.problems import run\n"))
