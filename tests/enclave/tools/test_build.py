"""Building a tool from its pinned Go modules into the cache."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from enclave.problems import Problem
from enclave.tools import Origin, Tool, start
from enclave.tools.store import Slot
from enclave.tools.table import RECIPES
from tests.enclave.tools.conftest import EXEC, Gate, Machine

BUILD = "from enclave.tools import start; start(['pulumi']).wait()"


def get() -> Tool:
    return start(["pulumi"]).wait()["pulumi"]


def test_what_is_nowhere_is_built_into_the_cache(machine: Machine) -> None:
    machine.put_go()

    tool = get()

    assert (tool.origin, tool.version) == (Origin.BUILT, "3.259.0")
    assert tool.path.parent.parent == machine.tools
    assert os.access(tool.path.with_name(EXEC), os.X_OK)


def test_the_next_run_takes_it_from_the_cache(machine: Machine) -> None:
    machine.put_go()
    built = get()

    again = get()

    assert (again.origin, again.path) == (Origin.CACHE, built.path)
    assert len(machine.builds()) == 1


def test_the_build_is_pinned_stamped_and_free_of_machine_paths(machine: Machine) -> None:
    machine.put_go()
    get()

    (arguments,) = machine.builds()
    assert arguments.startswith(
        "build -v -trimpath -buildvcs=false -tags=osusergo,grpcnotrace -ldflags=-s -w "
        "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0 -o "
    )


def test_a_damaged_program_is_built_again_and_said(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_go()
    get().path.write_bytes(b"#!/bin/sh\necho v3.2")

    tool = get()

    assert tool.origin is Origin.BUILT
    assert (
        "pulumi 3.259.0 in the cache is damaged: pulumi does not match its SHA-256; "
        "building it again\n"
    ) in capsys.readouterr().err


def test_the_build_says_when_it_begins_and_ends(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_go()
    get()

    first, last = capsys.readouterr().err.splitlines()
    assert first == "building pulumi 3.259.0 ..."
    assert last.startswith("building pulumi 3.259.0: ")


def test_a_failed_build_keeps_what_go_said_and_nothing_else(machine: Machine) -> None:
    machine.put_go(output=["example/x", "x.go:3:1: undefined: y"], code=1)

    with pytest.raises(Problem, match=r"was not built: x\.go:3:1: undefined: y\. Fix: read "):
        get()
    assert (machine.tools / "build.log").read_text() == "x.go:3:1: undefined: y\n"
    assert {path.name for path in machine.tools.iterdir()} == {"build.log", ".lock"}


def test_a_program_with_another_stamp_is_not_installed(machine: Machine) -> None:
    machine.put_go(stamp="v3.0.0")

    with pytest.raises(Problem) as caught:
        get()
    assert str(caught.value) == (
        "pulumi 3.259.0 was built, but names itself 3.0.0; it was not installed. "
        "Fix: correct the link flags of pulumi in enclave/tools/table.py."
    )
    assert not Slot.of(RECIPES["pulumi"]).exists()


@pytest.mark.usefixtures("machine")
def test_without_go_both_ways_are_named() -> None:
    with pytest.raises(Problem) as caught:
        get()
    assert str(caught.value) == (
        "pulumi 3.259.0 is not installed, and Go, which would build it, is not on PATH. "
        "Fix: put pulumi >= 3.259.0, < 3.260.0 on PATH, "
        "or install Go 1.26 or newer, with which the kit builds it."
    )


def test_an_old_go_is_not_asked_to_build(machine: Machine) -> None:
    machine.put_go("go1.25.9")

    with pytest.raises(Problem, match=r"is 1\.25\.9, older than 1\.26\.0\. "):
        get()
    assert machine.builds() == []


def test_a_cache_that_cannot_be_written_is_named(machine: Machine) -> None:
    machine.put_go()
    (machine.root / "cache").write_text("a file where the folder should be")

    with pytest.raises(Problem) as caught:
        get()
    assert str(caught.value) == (
        f"{machine.tools} cannot be written, so pulumi 3.259.0 was not built: Not a directory. "
        "Fix: set XDG_CACHE_HOME to a folder that you may write."
    )


def test_two_at_once_build_once(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)
    first = start(["pulumi"])
    gate.wait()
    second = start(["pulumi"])
    gate.open()

    origins = [pending.wait()["pulumi"].origin for pending in (first, second)]
    assert origins == [Origin.BUILT, Origin.CACHE]
    assert len(machine.builds()) == 1


@pytest.mark.integration
def test_a_killed_run_leaves_nothing_and_the_next_one_builds(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)
    killed = subprocess.Popen([sys.executable, "-c", BUILD], stderr=subprocess.DEVNULL)
    gate.wait()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not Slot.of(RECIPES["pulumi"]).exists()
    assert len(machine.leftovers()) == 1
    gate.open()
    machine.put_go()

    assert get().origin is Origin.BUILT
    assert machine.leftovers() == []


@pytest.mark.integration
def test_the_go_of_a_killed_run_holds_the_lock_until_it_ends(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)
    killed = subprocess.Popen([sys.executable, "-c", BUILD], stderr=subprocess.DEVNULL)
    gate.wait()
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    def held(attempt: Callable[[], bool]) -> None:
        assert not attempt()
        gate.open()
        raise BlockingIOError

    with pytest.raises(BlockingIOError), Slot.of(RECIPES["pulumi"]).locked(held):
        pytest.fail("two would build at once")


@pytest.mark.integration
def test_the_real_tool_is_found_or_built_and_tells_its_version() -> None:
    tool = get()

    answer = subprocess.check_output([tool.path, "version"], text=True)
    assert answer == f"v{tool.version}\n"
    assert os.access(tool.path.with_name(EXEC), os.X_OK)
