import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from enclave.rehearsal import processes

WAIT = "import sys; print(flush=True); sys.stdin.read()"
DEAF = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
    " print(flush=True); sys.stdin.read()"
)


@pytest.fixture
def child(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[bytes]]:
    program = getattr(request, "param", WAIT)
    with subprocess.Popen(
        [sys.executable, "-c", program, "--mark", "here"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"ENCLAVE_TEST_MARK": "here"},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_process_is_found_by_its_environment(child: subprocess.Popen[bytes]) -> None:
    assert processes.with_variable("ENCLAVE_TEST_MARK", "here") == [child.pid]
    assert processes.with_variable("ENCLAVE_TEST_MARK", "her") == []


def test_a_process_is_found_by_whole_words_of_its_command_line(
    child: subprocess.Popen[bytes],
) -> None:
    assert processes.with_arguments(("--mark", "here")) == [child.pid]
    assert processes.with_arguments(("--mark", "her")) == []


def test_an_interrupted_process_ends(child: subprocess.Popen[bytes]) -> None:
    assert processes.end([child.pid]) == 1
    assert child.wait() == -signal.SIGINT or child.returncode == 1


@pytest.mark.parametrize("child", [DEAF], indirect=True)
def test_a_process_that_ignores_the_interrupt_is_killed(
    child: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.2)
    processes.end([child.pid])
    assert child.wait() == -signal.SIGKILL


def test_a_process_that_is_gone_counts_for_nothing() -> None:
    assert processes.end([999_999_999]) == 0


def test_a_zombie_is_not_running(child: subprocess.Popen[bytes]) -> None:
    name = Path(sys.executable).name
    assert processes.is_running(child.pid, name)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, not yet reaped
    assert not processes.is_running(child.pid, name)
