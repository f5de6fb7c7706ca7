"""What this machine has of what the kit needs."""

import tomllib
from pathlib import Path

import pytest

from enclave.tools import start
from enclave.tools.diagnosis import PYTHON, Entry, Verdict, diagnose
from tests.enclave.tools.conftest import Machine

ROOT = Path(__file__).parents[3]


def entries(name: str) -> list[Entry]:
    return [entry for entry in diagnose().entries if entry.name == name]


def verdicts(name: str) -> list[Verdict]:
    return [entry.verdict for entry in entries(name)]


def test_a_tool_on_path_is_used_and_go_not_needed(machine: Machine) -> None:
    machine.put_pulumi("v3.259.0")
    machine.put_go()

    assert verdicts("pulumi") == [Verdict.USED]
    assert verdicts("go") == [Verdict.SPARE]
    assert diagnose().fixes == ()


def test_a_refused_tool_tells_why_and_what_would_be_used_instead(machine: Machine) -> None:
    machine.put_pulumi("v3.1.0")
    machine.put_go()

    refused, built = entries("pulumi")
    assert (refused.verdict, refused.why) == (
        Verdict.REFUSED,
        "is 3.1.0, not tested: >= 3.259.0, < 3.260.0",
    )
    assert (built.verdict, built.place) == (Verdict.BUILDABLE, "tools/pulumi")
    assert verdicts("go") == [Verdict.USED]


def test_a_cached_tool_stands_behind_the_one_on_path(machine: Machine) -> None:
    machine.put_go()
    start(["pulumi"]).wait()
    machine.put_pulumi("v3.259.1")

    assert verdicts("pulumi") == [Verdict.USED, Verdict.SPARE]


def test_looking_builds_nothing(machine: Machine) -> None:
    machine.put_go()
    diagnose()

    assert machine.builds() == []
    assert not machine.tools.exists()


@pytest.mark.usefixtures("machine")
def test_a_tool_that_cannot_be_had_is_a_fix() -> None:
    (fix,) = diagnose().fixes

    assert fix == (
        "pulumi 3.259.0 is not installed, and Go, which would build it, is not on PATH. "
        "Fix: put pulumi >= 3.259.0, < 3.260.0 on PATH, "
        "or install Go 1.26 or newer, with which the kit builds it."
    )
    assert verdicts("pulumi") == verdicts("go") == [Verdict.MISSING]


def test_an_old_go_is_refused(machine: Machine) -> None:
    machine.put_go("go1.19.8")

    assert verdicts("go") == [Verdict.REFUSED]
    assert verdicts("pulumi") == [Verdict.MISSING]


def test_git_and_make_may_be_missing(machine: Machine) -> None:
    machine.put_pulumi("v3.259.0")
    machine.put("git", "echo git version 2.39.5")

    assert [entry.version for entry in entries("git")] == ["2.39.5"]
    assert verdicts("make") == [Verdict.MISSING]
    assert diagnose().fixes == ()


@pytest.mark.usefixtures("machine")
def test_another_python_is_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 15, 0))

    assert (
        "python is 3.15.0. Fix: make the environment with Python >= 3.11.0, < 3.14.0."
        in diagnose().fixes
    )


def test_the_python_range_is_the_one_that_is_published() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    start, stop = PYTHON.start, PYTHON.stop
    assert project["requires-python"] == f">={start.major}.{start.minor},<{stop.major}.{stop.minor}"
