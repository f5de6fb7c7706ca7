"""`enclave doctor`."""

import argparse
import json

import pytest

from enclave.problems import ExitCode
from enclave.tools.command import register
from tests.enclave.tools.conftest import Machine


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="enclave")
    register(parser.add_subparsers())
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_all_there_is_clean(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.put_pulumi("v3.259.0")

    assert run("doctor") == ExitCode.CLEAN
    assert capsys.readouterr().err == ""


def test_buildable_is_clean(machine: Machine) -> None:
    machine.put_go()

    assert run("doctor") == ExitCode.CLEAN


@pytest.mark.usefixtures("machine")
def test_what_cannot_be_had_is_told_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor") == ExitCode.COULD_NOT_LOOK
    assert capsys.readouterr().err.startswith("pulumi 3.259.0 is not installed, and Go, which ")


@pytest.mark.usefixtures("machine")
def test_a_machine_reads_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor", "--json") == ExitCode.COULD_NOT_LOOK

    read = json.loads(capsys.readouterr().out)
    assert read["healthy"] is False
    assert read["entries"][0]["name"] == "pulumi"
    assert len(read["fixes"]) == 1


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("doctor", "--help")
    assert "enclave doctor --json" in capsys.readouterr().out
