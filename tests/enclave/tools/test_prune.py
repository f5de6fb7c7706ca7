"""Built tools that this version does not use."""

import json
from pathlib import Path

import pytest

from enclave import cli
from enclave.tools.store import Slot
from enclave.tools.table import RECIPES

from .conftest import Machine

pytestmark = pytest.mark.usefixtures("machine")
CURRENT = Slot.of(RECIPES["pulumi"]).folder.name


@pytest.fixture
def old(machine: Machine) -> Path:
    """A tool of a former version, beside the one in use and a build under way."""
    for name in ("3.1.0-0a1b", CURRENT, ".unfinished-x"):
        (machine.tools / name).mkdir(parents=True)
        (machine.tools / name / "pulumi").write_bytes(b"x" * 2_000_000)
    return machine.tools / "3.1.0-0a1b"


def standing(machine: Machine) -> set[str]:
    return {folder.name for folder in machine.tools.iterdir()}


def test_what_no_recipe_leads_to_is_removed_and_nothing_else(
    machine: Machine, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor", "--prune"]) == 0
    assert capsys.readouterr().out == f"removed {old}, 2 MB\n"
    assert standing(machine) == {CURRENT, ".unfinished-x"}


def test_a_dry_run_removes_nothing(
    machine: Machine, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor", "--prune", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"removed": False, "unused": [{"folder": str(old), "bytes": 2_000_000}]}
    assert standing(machine) == {old.name, CURRENT, ".unfinished-x"}


def test_a_second_time_there_is_nothing_to_remove(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--prune"]) == 0
    assert capsys.readouterr().out == (
        "nothing to remove: every built tool is one that this version uses\n"
    )


def test_a_dry_run_of_nothing_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["doctor", "--dry-run"])
    assert ended.value.code == 2
    assert "--dry-run needs --prune" in capsys.readouterr().err
