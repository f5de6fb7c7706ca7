import os
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from signal import SIGKILL

import pytest

from enclave.journal.journal import Journal
from enclave.journal.step import Arguments, Functions, State
from enclave.problems import Problem
from tests.enclave.journal.factories import EFFECTS, STEPS, World, make_step


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def states(world: World) -> list[tuple[str, str]]:
    with Journal.open(world.journal, world.functions()) as journal:
        return [(record.step.id, record.state.value) for record in journal.records]


def run(world: World) -> None:
    with Journal.open(world.journal, world.functions()) as journal:
        journal.run(STEPS)


def undo(world: World) -> None:
    with Journal.open(world.journal, world.functions()) as journal:
        journal.undo()


def test_every_step_is_planned_done_and_verified(world: World) -> None:
    run(world)
    assert world.effects() == EFFECTS
    assert states(world)[:3] == [
        ("effect-1", "planned"),
        ("effect-1", "done"),
        ("effect-1", "verified"),
    ]


def test_what_is_verified_is_not_done_again(world: World) -> None:
    run(world)
    before = world.calls(), states(world)
    run(world)
    assert (world.calls(), states(world)) == before


def test_undo_goes_backwards_and_only_once(world: World) -> None:
    run(world)
    undo(world)
    undo(world)
    assert world.effects() == set()
    assert world.calls()[3:] == ["drop effect-3", "drop effect-2", "drop effect-1"]


def test_undo_leaves_what_was_there_before(world: World) -> None:
    (world.folder / "effect-2").touch()
    run(world)
    undo(world)
    assert world.effects() == {"effect-2"}


def test_after_undo_the_steps_can_run_again(world: World) -> None:
    run(world)
    undo(world)
    run(world)
    assert world.effects() == EFFECTS


def die_at(point: int) -> Callable[[], None]:
    moments = count(1)

    def tick() -> None:
        if next(moments) == point:
            os.kill(os.getpid(), SIGKILL)

    return tick


def in_child(work: Callable[[World], None], folder: Path, point: int) -> int | None:
    """Do the work in a process that kills itself at a point: in a step, or around a write."""

    def child() -> None:
        world = World(folder, die_at(point))
        write = os.write

        def torn(descriptor: int, data: bytes) -> int:
            world.tick()
            half = write(descriptor, data[: len(data) // 2])
            world.tick()
            rest = write(descriptor, data[half:])
            world.tick()
            return half + rest

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", torn)
            work(world)

    process = get_context("fork").Process(target=child)
    process.start()
    process.join()
    return process.exitcode


def kills(
    tmp_path: Path, work: Callable[[World], None], ready: Callable[[World], None]
) -> Iterator[World]:
    """Give a world for every point at which the work can die, dead at that point."""
    for point in count(1):
        folder = tmp_path / str(point)
        folder.mkdir()
        ready(World(folder))
        code = in_child(work, folder, point)
        if code == 0:
            return
        assert code == -SIGKILL
        yield World(folder)


def test_killed_anywhere_a_run_goes_on_and_does_each_effect_once(tmp_path: Path) -> None:
    points = 0
    for world in kills(tmp_path, run, lambda _: None):
        run(world)
        assert world.effects() == EFFECTS
        assert len(set(states(world)) & {(step, "verified") for step in EFFECTS}) == 3
        made = [call for call in world.calls() if call.startswith("make")]
        assert made == [f"make {step.id}" for step in STEPS]
        points += 1
    assert points > 3 * (3 * 3 + 2)  # three writes and two moments in `do`, for each of three steps


def test_killed_anywhere_a_run_can_be_undone(tmp_path: Path) -> None:
    for world in kills(tmp_path, run, lambda _: None):
        undo(world)
        assert world.effects() == set()


def test_killed_anywhere_an_undo_goes_on(tmp_path: Path) -> None:
    points = 0
    for world in kills(tmp_path, undo, run):
        undo(world)
        assert world.effects() == set()
        points += 1
    assert points > 3 * (3 + 2)


def broken(world: World, **changes: Callable[[Arguments], object]) -> Functions:
    functions = world.functions()
    return Functions(
        do={"make": changes.get("do", functions.do["make"])},  # type: ignore[dict-item]
        undo={"drop": changes.get("undo", functions.undo["drop"])},  # type: ignore[dict-item]
        verify=functions.verify,
    )


def refuse(_arguments: Arguments) -> str:
    raise Problem(where="vpce-1", problem="was refused", fix="ask for the right")


def test_a_step_that_fails_stops_the_run_and_is_written_down(world: World) -> None:
    with (
        Journal.open(world.journal, broken(world, do=refuse)) as journal,
        pytest.raises(Problem, match="vpce-1 was refused"),
    ):
        journal.run(STEPS)
    last = states(world)[-1]
    assert last == ("effect-1", State.FAILED)
    run(world)
    assert world.effects() == EFFECTS


def test_done_without_effect_is_a_failure(world: World) -> None:
    with (
        Journal.open(world.journal, broken(world, do=lambda _: "")) as journal,
        pytest.raises(Problem) as caught,
    ):
        journal.run(STEPS)
    assert str(caught.value) == (
        "step effect-1 was done but its effect is not there. "
        "Fix: look at what it was to change, then run it again."
    )


def test_undone_with_the_effect_still_there_is_a_failure(world: World) -> None:
    run(world)
    with (
        Journal.open(world.journal, broken(world, undo=lambda _: "")) as journal,
        pytest.raises(Problem, match="step effect-3 was undone but its effect is still there"),
    ):
        journal.undo()
    undo(world)
    assert world.effects() == set()


def test_another_step_under_the_same_id_is_refused(world: World) -> None:
    run(world)
    other = make_step("effect-1", arguments={"name": "effect-9"})
    with (
        Journal.open(world.journal, world.functions()) as journal,
        pytest.raises(Problem) as caught,
    ):
        journal.run([other])
    assert str(caught.value) == (
        "step effect-1 is another one in the journal. "
        "Fix: start another journal, or undo this one first."
    )


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([make_step(), make_step()], "step effect-1 stands twice. Fix: give each its own id."),
        (
            [make_step(do="fly")],
            "step effect-1 names no function: fly. Fix: run the version of enclave that wrote it.",
        ),
    ],
    ids=["twice", "no function"],
)
def test_nothing_is_done_if_a_step_is_wrong(
    world: World, steps: list[object], message: str
) -> None:
    with (
        Journal.open(world.journal, world.functions()) as journal,
        pytest.raises(Problem) as caught,
    ):
        journal.run(steps)  # type: ignore[arg-type]
    assert str(caught.value) == message
    assert (world.calls(), states(world)) == ([], [])
