"""What can be wrong before, between and under rehearsals: one plain line, its fix, no traceback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enclave.rehearsal.note import Note, read_note, write_note
from tests.enclave.rehearsal.factories import Rehearsal

pytestmark = pytest.mark.integration

STACK = "frankfurt-cloud"
ABOVE = "organization"  # the first of all stacks


@pytest.fixture
def up(rehearsal: Rehearsal) -> Rehearsal:
    """A rehearsal that stands, for a test that takes it down."""
    done = rehearsal.run("up")
    assert done.returncode == 0, done.stderr
    return rehearsal


def note_of(rehearsal: Rehearsal) -> Note:
    note = read_note(rehearsal.workspace)
    assert note is not None
    return note


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.splitlines()[-1]


@pytest.fixture
def used_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_a_port_in_use_is_named_with_its_owner_and_nothing_is_left(
    rehearsal: Rehearsal, used_port: int
) -> None:
    done = rehearsal.run("up", "--port", str(used_port))
    assert done.returncode == 2
    assert last_line(done) == (
        f"127.0.0.1:{used_port} is in use (pid {os.getpid()})."
        " Fix: stop that process or choose another port."
    )
    assert not rehearsal.workspace.folder.exists()
    assert rehearsal.processes() == []


def test_a_cache_that_cannot_be_written_is_named(rehearsal: Rehearsal, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    elsewhere = replace(
        rehearsal, environment={**rehearsal.environment, "XDG_CACHE_HOME": str(blocked)}
    )
    done = elsewhere.run("up")
    assert done.returncode == 2
    assert last_line(done).startswith(f"{blocked}/sovereign-enclave/rehearsals/enclave-")
    assert last_line(done).endswith(
        " cannot be used: Not a directory."
        " Fix: make it writable, or set XDG_CACHE_HOME to a folder that is."
    )


def test_a_missing_tool_stops_it_with_nothing_running(rehearsal: Rehearsal) -> None:
    bare = replace(rehearsal, environment={**rehearsal.environment, "PATH": "/nowhere"})
    done = bare.run("up")
    assert done.returncode == 2
    assert "pulumi" in last_line(done)
    assert ". Fix: " in last_line(done)
    assert rehearsal.processes() == []
    assert not rehearsal.workspace.folder.exists()


def test_the_second_of_two_is_told_who_works_here(standing: Rehearsal) -> None:
    first = standing.start("up")
    assert first.stderr is not None
    assert first.stderr.readline() == "moto ...\n"
    second = standing.run("up")
    first.communicate()
    assert second.returncode == 2
    assert f" enclave rehearse up (pid {first.pid}) has worked here since 2" in last_line(second)
    assert last_line(second).endswith(f" Fix: wait for it, or end it: kill {first.pid}.")
    assert first.returncode == 0


def test_a_changed_passphrase_is_named(standing: Rehearsal) -> None:
    passphrase = standing.workspace.passphrase
    former = passphrase.read_text()
    passphrase.write_text("another")
    done = standing.run("up")
    passphrase.write_text(former)
    assert done.returncode == 2
    assert last_line(done) == (
        f"{passphrase} does not open the state of {ABOVE}."
        " Fix: put the former file back, or enclave rehearse down, then up."
    )


@pytest.mark.slow  # stands up a rehearsal only to lose it
def test_down_works_with_a_changed_passphrase(up: Rehearsal) -> None:
    up.workspace.passphrase.write_text("another")
    assert up.run("down").returncode == 1  # not destroyed, and said
    assert up.processes() == []
    assert not up.workspace.folder.exists()


def test_after_a_restart_of_the_machine_it_begins_anew_and_says_so(standing: Rehearsal) -> None:
    note = note_of(standing)
    os.kill(note.server.pid, signal.SIGKILL)
    write_note(standing.workspace, replace(note, server=replace(note.server, boot_id="before")))
    done = standing.run("up")
    assert done.returncode == 0
    assert (
        "this machine has restarted since, and moto forgot what it was told: its state is"
        " discarded, and the rehearsal begins anew.\n"
    ) in done.stderr
    assert "\nUp in " in done.stdout


@pytest.mark.slow  # stands up a rehearsal only to lose it
def test_after_moto_has_ended_down_says_that_nothing_was_destroyed(up: Rehearsal) -> None:
    pid = note_of(up).server.pid
    os.kill(pid, signal.SIGKILL)
    assert up.run("status").stdout == "nothing is up here\n"
    done = up.run("down")
    assert done.returncode == 0
    assert (
        f"Nothing was destroyed by the engine: moto (pid {pid}) has ended, and forgot what it was"
        " told.\n"
    ) in done.stdout
    assert not up.workspace.folder.exists()


@pytest.mark.slow  # begins anew as after a restart, which is not slow
def test_a_damaged_state_is_discarded_together_with_moto(up: Rehearsal) -> None:
    state = up.workspace.state_file("enclave", STACK)
    state.write_bytes(state.read_bytes()[:1000])
    former = note_of(up).server.pid
    done = up.run("up")
    assert done.returncode == 0
    assert f"the state of {STACK} is damaged: its state is discarded" in done.stderr
    assert note_of(up).server.pid != former


@pytest.mark.slow  # stands up a rehearsal only to lose it
def test_down_works_on_a_damaged_state(up: Rehearsal) -> None:
    up.workspace.state_file("enclave", STACK).write_text("{")
    done = up.run("down")
    assert done.returncode == 0
    assert up.processes() == []


def test_a_pulumi_by_hand_at_work_is_named_and_left_alone(standing: Rehearsal) -> None:
    lock = standing.workspace.state / f".pulumi/locks/organization/enclave/{STACK}/by-hand.json"
    fake = standing.project.parent / "pulumi"
    shutil.copy("/bin/sleep", fake)
    with subprocess.Popen([fake, "600"]) as engine:
        lock.write_text(
            f'{{"pid": {engine.pid}, "hostname": "{socket.gethostname()}", "timestamp": "now"}}'
        )
        done = standing.run("up")
        refused = standing.run("down")
        engine.kill()
    assert (done.returncode, refused.returncode) == (2, 2)
    assert last_line(done) == (
        f"{STACK} has been worked on by pulumi {engine.pid} ({socket.gethostname()}) since now."
        " Fix: wait until it ends, or press Ctrl-C there."
    )
    assert ": 0 changed.\n" in standing.run("up").stdout  # its lock is stale now


SMALL_DISK = """
import subprocess, sys, os
cache, size, fill = os.environ["XDG_CACHE_HOME"], sys.argv[1], sys.argv[2]
if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", cache]).returncode:
    sys.exit(99)
up = subprocess.Popen(
    [sys.executable, "-m", "enclave", "rehearse", "up"], stderr=subprocess.PIPE, text=True
)
for line in up.stderr:
    sys.stderr.write(line)
    if fill and line.startswith("frankfurt-cloud ..."):
        with open(f"{cache}/filler", "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(1_000_000)):
                    pass
            except OSError:
                pass
code = up.wait()
if fill:
    os.unlink(f"{cache}/filler")
    again = subprocess.run([sys.executable, "-m", "enclave", "rehearse", "up"]).returncode
    code = code if again == 0 else 98
    subprocess.run([sys.executable, "-m", "enclave", "rehearse", "down"])
sys.exit(code)
"""


def on_small_disk(
    rehearsal: Rehearsal, size: str, *, fill: bool
) -> subprocess.CompletedProcess[str]:
    """Run `up` in a mount namespace where the cache is a disk of its own."""
    if os.geteuid() != 0 or not Path("/usr/bin/unshare").exists():
        pytest.skip("needs root and unshare to mount a small disk")
    done = subprocess.run(
        ["/usr/bin/unshare", "-m", sys.executable, "-c", SMALL_DISK, size, "fill" * fill],
        cwd=rehearsal.project,
        env=dict(rehearsal.environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99:
        pytest.skip("this machine does not let root mount a tmpfs")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_disk_without_room_is_named_before_anything_starts(rehearsal: Rehearsal) -> None:
    done = on_small_disk(rehearsal, "2m", fill=False)
    assert done.returncode == 2
    assert last_line(done).endswith(
        " has 2 MB free, and a rehearsal needs 64 MB."
        " Fix: make room, or set XDG_CACHE_HOME to a folder that has it."
    )


@pytest.mark.slow  # three runs, and a disk of its own
def test_a_disk_that_fills_up_meanwhile_is_named_and_room_makes_it_go_on(
    rehearsal: Rehearsal,
) -> None:
    done = on_small_disk(rehearsal, "90m", fill=True)
    assert done.returncode == 2
    assert (
        " has no room left on its disk."
        " Fix: make room, then enclave rehearse up goes on from here.\n"
    ) in done.stderr
