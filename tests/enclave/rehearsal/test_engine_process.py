import signal
import threading
from pathlib import Path

import pytest
from pulumi.automation.errors import CommandError, ConcurrentUpdateError

from enclave.rehearsal.engine_process import EngineCommand


@pytest.fixture
def engine(tmp_path: Path) -> EngineCommand:
    """An engine that is a shell: its arguments after `-c` are what it does."""
    program = tmp_path / "pulumi"
    program.write_text('#!/bin/sh\nshift\nexec /bin/sh -c "$*"\n')
    program.chmod(0o700)
    return EngineCommand(pulumi=program, version="v3.259.0")


def test_what_it_says_is_given_line_by_line(engine: EngineCommand, tmp_path: Path) -> None:
    lines: list[str] = []
    done = engine.run(["echo one; echo two; echo three >&2"], str(tmp_path), {}, lines.append)
    assert lines == ["one", "two"]
    assert (done.stdout, done.stderr, done.code) == ("one\ntwo", "three", 0)


def test_the_users_cloud_settings_do_not_reach_it(
    engine: EngineCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "prod")
    monkeypatch.setenv("PULUMI_STACK", "real")
    done = engine.run(['echo "$AWS_PROFILE,$PULUMI_STACK"'], str(tmp_path), {"PULUMI_STACK": "a"})
    assert done.stdout == ",a"


def test_a_failure_carries_what_was_said(engine: EngineCommand, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such stack"):
        engine.run(["echo no such stack >&2; exit 255"], str(tmp_path), {})


def test_another_at_work_is_told_apart(engine: EngineCommand, tmp_path: Path) -> None:
    said = "the stack is currently locked by 1 lock(s)"
    with pytest.raises(ConcurrentUpdateError):
        engine.run([f"echo '{said}' >&2; exit 255"], str(tmp_path), {})


def test_an_interruption_reaches_it_once_and_it_may_finish(
    engine: EngineCommand, tmp_path: Path
) -> None:
    script = "trap 'echo asked >>asked' INT; echo ready; while :; do [ -e asked ] && exit; done"

    def interrupt(_line: str) -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        engine.run([script], str(tmp_path), {}, interrupt)
    assert (tmp_path / "asked").read_text() == "asked\n"


def test_the_version_is_the_tools_own(engine: EngineCommand) -> None:
    assert str(engine.version) == "3.259.0"
