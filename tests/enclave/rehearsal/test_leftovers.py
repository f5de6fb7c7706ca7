import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.leftovers import MARK, end_leftovers
from enclave.rehearsal.workspace import Workspace

Start = Callable[..., subprocess.Popen[bytes]]
WAIT = "import sys; print(flush=True); sys.stdin.read()"
MOTO = "enclave.rehearsal.aws.serve"


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str, mark: Path | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", WAIT, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={MARK: str(mark)} if mark else {},
        )
        started.append(process)
        assert process.stdout is not None
        process.stdout.readline()
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def moto_of(workspace: Workspace) -> tuple[str, ...]:
    return ("-m", MOTO, "--folder", str(workspace.moto.resolve()), "--port", "0")


def test_a_marked_engine_is_ended(start: Start, workspace: Workspace) -> None:
    engine = start(mark=workspace.folder)
    assert end_leftovers(workspace, server=None) == 1
    assert engine.wait() != 0


def test_an_engine_of_another_rehearsal_is_left_alone(
    start: Start, workspace: Workspace, tmp_path: Path
) -> None:
    other = start(mark=tmp_path / "other")
    assert end_leftovers(workspace, server=None) == 0
    assert other.poll() is None


def test_a_moto_that_nobody_recorded_is_ended_and_the_known_one_kept(
    start: Start, workspace: Workspace, server: Server
) -> None:
    known, orphan = start(*moto_of(workspace)), start(*moto_of(workspace))
    assert end_leftovers(workspace, server=replace(server, pid=known.pid)) == 1
    assert orphan.wait() != 0
    assert known.poll() is None
