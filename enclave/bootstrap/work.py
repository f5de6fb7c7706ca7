"""Making what is missing through the journal, mending what differs, and taking ours back."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from enclave.bootstrap.bucket import StateBucket
from enclave.bootstrap.item import Item, Look, Standing, look
from enclave.journal.journal import Journal
from enclave.journal.step import Functions, State, Step
from enclave.problems import Problem

MAKE, REMOVE, STANDS = "make", "remove", "stands"
SETTLING = (1.0, 2.0, 4.0, 8.0)  # seconds: AWS shows a change some moments after it took it
AGAIN = "#"  # between an item's id and how often it was made again


class Work:
    """The items of one site and the journal that says which of them are ours.

    A thing that was there before is mended, and never taken away. `told` hears of each change,
    `wait` sleeps for seconds while AWS does not yet show one.
    """

    def __init__(
        self,
        items: Sequence[Item],
        path: Path,
        told: Callable[[str], None],
        *,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._items = {item.id: item for item in items}
        self._path = path
        self._told = told
        self._wait = wait
        self._changed: set[str] = set()  # ids of what this process made or mended

    def looks(self) -> tuple[Look, ...]:
        """How everything stands now; changes nothing. Raises Problem where it could not look."""
        return tuple(look(item) for item in self._items.values())

    def apply(self) -> int:
        """Make and mend until everything stands; gives how many things that took.

        Raises Problem at the first that fails. Called again, it goes on from there.
        """
        with Journal.open(self._path, self._functions()) as journal:
            return sum(self._bring(journal, item) for item in self._items.values())

    def ours(self) -> tuple[Item, ...]:
        """What the journal says that bootstrap made and did not take back, in order."""
        if not self._path.exists():
            return ()
        with Journal.open(self._path, self._functions()) as journal:
            made = {self._item(step.arguments).id for step in _standing_steps(journal)}
        return tuple(item for item in self._items.values() if item.id in made)

    def undo(self) -> None:
        """Take back what is ours, newest first. Raises Problem, changing nothing, while in use."""
        self.require_unused()
        with Journal.open(self._path, self._functions()) as journal:
            journal.undo()

    def require_unused(self) -> None:
        """Raises Problem while the bucket holds anything: keys and role are its way back."""
        for item in self._items.values():
            if isinstance(item, StateBucket) and not item.empty():
                raise Problem(
                    where=item.name,
                    problem="holds state, or old versions of it, so everything stays",
                    fix="pulumi destroy and pulumi stack rm each stack, then delete every version"
                    " in the bucket",
                )

    def _bring(self, journal: Journal, item: Item) -> int:
        found = look(item)
        step = _step(journal, item, found.standing)
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
        return self._settled(self._item(arguments)).standing is Standing.STANDS

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


def _step(journal: Journal, item: Item, standing: Standing) -> Step | None:
    """The step to run: one that was begun, or a new one for what is missing; else none."""
    last = _last(journal, item)
    if last is not None and last[1] in {State.PLANNED, State.DONE, State.FAILED}:
        return last[0]
    if standing is Standing.MISSING or (last is None and standing is Standing.STANDS):
        return _new(item, sum(1 for _ in _named(journal, item)))
    return None


def _new(item: Item, before: int) -> Step:
    return Step(
        id=f"{item.id}{AGAIN}{before + 1}" if before else item.id,
        do=MAKE,
        undo=REMOVE,
        verify=STANDS,
        arguments={"item": item.id, "name": item.name},
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
