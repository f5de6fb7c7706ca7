"""Making what is missing through the journal, mending what differs, and taking ours back."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from enclave.bootstrap.bucket import StateBucket
from enclave.bootstrap.item import Item, Look, Standing, look
from enclave.bootstrap.origin import Origin
from enclave.journal.journal import Journal
from enclave.journal.step import Functions, State, Step
from enclave.problems import Problem

MAKE, REMOVE, STANDS = "make", "remove", "stands"
SETTLING = (1.0, 2.0, 4.0, 8.0)  # seconds: AWS shows a change some moments after it took it
AGAIN = "#"  # between an item's id and how often it was made again


class Work:
    """The items of one site and the journal that says which of them are ours.

    A thing that was there before is mended, and never taken away; neither is another one that took
    the name of ours. A journal of another `origin` is refused. `told` hears of each change, `wait`
    sleeps for seconds while AWS does not yet show one.
    """

    def __init__(
        self,
        items: Sequence[Item],
        path: Path,
        told: Callable[[str], None],
        *,
        origin: Origin,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._items = {item.id: item for item in items}
        self._path = path
        self._told = told
        self._origin = origin
        self._wait = wait
        self._begun: set[str] = set()  # ids of what a killed process began
        self._changed: set[str] = set()  # ids of what this process made or mended

    def looks(self) -> tuple[Look, ...]:
        """How everything stands now; changes nothing. Raises Problem where it could not look."""
        return tuple(look(item) for item in self._items.values())

    def apply(self) -> int:
        """Make and mend until everything stands; gives how many things that took.

        Raises Problem at the first that fails. Called again, it goes on from there.
        """
        with self._journal() as journal:
            return sum(self._bring(journal, item) for item in self._items.values())

    def ours(self) -> tuple[Item, ...]:
        """What the journal says that bootstrap made and did not take back, in order."""
        if not self._path.exists():
            return ()
        with self._journal() as journal:
            made = {self._item(step.arguments).id for step in _standing_steps(journal)}
        return tuple(item for item in self._items.values() if item.id in made)

    def undo(self) -> None:
        """Take back what is ours, newest first.

        Raises Problem, changing nothing, while in use, or where something else has its name now.
        """
        self.require_undoable()
        with self._journal() as journal:
            journal.undo()

    def require_undoable(self) -> None:
        """Raises Problem while the bucket holds anything, or where ours was replaced.

        Keys and role are the way back to what the bucket holds.
        """
        self._require_unused()
        if self._path.exists():
            with self._journal() as journal:
                for step in _standing_steps(journal):
                    _require_same(self._item(step.arguments), _made(journal, step))

    def _require_unused(self) -> None:
        for item in self._items.values():
            if isinstance(item, StateBucket) and not item.empty():
                raise Problem(
                    where=item.name,
                    problem="holds state, or old versions of it, so everything stays",
                    fix="pulumi destroy and pulumi stack rm each stack, then delete every version"
                    " in the bucket",
                )

    @contextmanager
    def _journal(self) -> Iterator[Journal]:
        with Journal.open(self._path, self._functions()) as journal:
            for record in journal.records:
                self._origin.require(self._path, record)
            yield journal

    def _bring(self, journal: Journal, item: Item) -> int:
        found = look(item)
        if _is_begun(journal, item):
            self._begun.add(item.id)
        step = _step(journal, item, found.standing, self._origin)
        if step is not None:
            journal.run([step])
        elif found.standing is Standing.DIFFERS:
            self._mend(item)
        return 0 if found.standing is Standing.STANDS else 1

    def _mend(self, item: Item) -> None:
        item.make()
        self._changed.add(item.id)
        left = self._settled(item)
        if left.standing is not Standing.STANDS:
            raise Problem(
                where=f"{item.kind} {item.name}",
                problem=f"was mended and still {', '.join(left.differences) or 'is missing'}",
                fix="see what else changes it",
            )
        self._told(f"mended {item.kind} {item.name}")

    def _functions(self) -> Functions:
        return Functions(
            do={MAKE: self._make}, undo={REMOVE: self._remove}, verify={STANDS: self._stands}
        )

    def _make(self, arguments: Mapping[str, str]) -> str:
        item = self._item(arguments)
        detail = item.make()
        self._begun.discard(item.id)
        self._changed.add(item.id)
        self._told(f"made {item.kind} {item.name}")
        return detail

    def _remove(self, arguments: Mapping[str, str]) -> str:
        item = self._item(arguments)
        detail = item.remove()
        self._changed.discard(item.id)
        self._told(f"took away {item.kind} {item.name}: {detail}")
        return detail

    def _stands(self, arguments: Mapping[str, str]) -> bool:
        item = self._item(arguments)
        if item.id in self._begun:
            return False  # made once more, since only making tells the identity to the journal
        return self._settled(item).standing is Standing.STANDS

    def _settled(self, item: Item) -> Look:
        """How it stands; what was just changed gets the time that AWS needs to show it."""
        found = look(item)
        for seconds in SETTLING if item.id in self._changed else ():
            if found.standing is Standing.STANDS:
                break
            self._wait(seconds)
            found = look(item)
        return found

    def _item(self, arguments: Mapping[str, str]) -> Item:
        found = self._items.get(arguments["item"])
        if found is None or found.name != arguments["name"]:
            raise Problem(
                where=str(self._path),
                problem=f"tells of {arguments['name']}, which the declaration does not lead to",
                fix="undo with the declaration that it was made with, or move the journal away",
            )
        return found


def _step(journal: Journal, item: Item, standing: Standing, origin: Origin) -> Step | None:
    """The step to run: one that was begun, or a new one for what is missing; else none."""
    last = _last(journal, item)
    if last is not None and _is_begun(journal, item):
        return last[0]
    if standing is Standing.MISSING or (last is None and standing is Standing.STANDS):
        return _new(item, sum(1 for _ in _named(journal, item)), origin)
    return None


def _is_begun(journal: Journal, item: Item) -> bool:
    last = _last(journal, item)
    return last is not None and last[1] in {State.PLANNED, State.DONE, State.FAILED}


def _require_same(item: Item, made: str | None) -> None:
    stands = item.identity()
    if made is not None and stands is not None and made != stands:
        raise Problem(
            where=f"{item.kind} {item.name}",
            problem=f"is not the one that was made from here: {made} was, {stands} stands",
            fix="see who made it; delete it by hand if it is to go, then run it again",
        )


def _made(journal: Journal, step: Step) -> str | None:
    """Identity of what a step made; None where a kill came before it was written."""
    states = [r for r in journal.records if r.step.id == step.id and r.state is State.DONE]
    return states[-1].detail if states else None


def _new(item: Item, before: int, origin: Origin) -> Step:
    return Step(
        id=f"{item.id}{AGAIN}{before + 1}" if before else item.id,
        do=MAKE,
        undo=REMOVE,
        verify=STANDS,
        arguments={"item": item.id, "name": item.name, **origin.arguments()},
    )


def _named(journal: Journal, item: Item) -> Iterator[str]:
    yield from dict.fromkeys(
        record.step.id for record in journal.records if record.step.arguments["item"] == item.id
    )


def _last(journal: Journal, item: Item) -> tuple[Step, State] | None:
    records = [r for r in journal.records if r.step.arguments["item"] == item.id]
    return (records[-1].step, records[-1].state) if records else None


def _standing_steps(journal: Journal) -> list[Step]:
    planned: dict[str, Step] = {}
    for record in journal.records:
        if record.state is State.PLANNED:
            planned[record.step.id] = record.step
        elif record.state is State.UNDONE:
            planned.pop(record.step.id, None)
    return list(planned.values())
