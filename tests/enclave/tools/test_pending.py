"""Getting several tools beside other work."""

import dataclasses

import pytest

from enclave.problems import Problem
from enclave.tools import Unavailable, start
from enclave.tools.store import Slot
from enclave.tools.table import RECIPES
from tests.enclave.tools.conftest import Gate, Machine

PULUMI = RECIPES["pulumi"]


def test_the_work_goes_on_beside_the_caller(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)

    pending = start(["pulumi"])

    gate.wait()  # the build is under way, and we are not held by it
    gate.open()
    assert set(pending.wait()) == {"pulumi"}


def test_a_stopped_build_leaves_nothing(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)
    pending = start(["pulumi"])
    gate.wait()

    pending.stop()

    with pytest.raises(Problem) as caught:
        pending.wait()
    assert str(caught.value) == (
        "pulumi 3.259.0 was not built: the build was stopped. "
        "Fix: run it again: it continues where it stopped."
    )
    assert not Slot.of(PULUMI).exists()
    assert machine.leftovers() == []


def test_waiting_for_another_build_can_be_stopped(machine: Machine, gate: Gate) -> None:
    machine.put_go(meanwhile=gate.script)
    first = start(["pulumi"])
    gate.wait()
    second = start(["pulumi"])

    second.stop()

    with pytest.raises(Problem, match="the build was stopped"):
        second.wait()
    gate.open()
    first.wait()


@pytest.mark.usefixtures("machine")
def test_every_missing_tool_is_told_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    other = dataclasses.replace(PULUMI, name="other")
    monkeypatch.setitem(RECIPES, "other", other)

    with pytest.raises(Unavailable) as caught:
        start(["pulumi", "other"]).wait()

    first, second = str(caught.value).splitlines()
    assert first.startswith("pulumi 3.259.0 is not installed, ")
    assert second.startswith("other 3.259.0 is not installed, ")
