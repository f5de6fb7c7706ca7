"""Classes of data on the map: chips in lines, with the arrow between received and returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.data import DataClass, Grade
from enclave.declaration.model.functions import Function
from enclave.derive.flow_map.boxes import Box, Chip
from enclave.derive.flow_map.text import fit, width
from enclave.derive.stored_classes import field_classes

HEIGHT, SIZE, GAP, LINE = 20, 11.5, 6, 26
PAD, PIP, PERSON = 9, 6, 12
TURN = 18  # the arrow between what is received and what is returned
ROUNDING = 0.01  # widths are sums of fractions
GRADES = tuple(Grade)


@dataclass(frozen=True, kw_only=True)
class Classes:
    """The declared classes, and the class of each field."""

    known: Mapping[str, DataClass]
    fields: Mapping[str, str]

    def highest(self, names: Iterable[str]) -> Grade | None:
        """The highest grade among classes, None among none."""
        return max((self.known[n].grade for n in names), key=GRADES.index, default=None)

    def received(self, function: Function) -> dict[str, str]:
        """Classes that a function receives, each with its fields and what happens to them."""
        found: dict[str, list[str]] = {}
        for path, transform in function.receives.items():
            found.setdefault(self.fields[path], []).append(f"{path} {transform}")
        if function.free_text is not None:
            found.setdefault(function.free_text.data_class, []).append("free text")
        return {name: ", ".join(found[name]) for name in self.known if name in found}


def classes_of(declaration: Declaration) -> Classes:
    """The classes of a declaration."""
    return Classes(known=declaration.classes, fields=field_classes(declaration))


def grade_name(grade: Grade) -> str:
    """`crown jewel`."""
    return grade.replace("_", " ")


def chip_width(name: str, *, grade: Grade, personal: bool) -> float:
    """Room that a chip needs: pips of its grade, its name, the sign of personal data."""
    pips = PIP * GRADES.index(grade)
    return 2 * PAD + pips + width(name, SIZE) + (PERSON if personal else 0)


def chips(
    classes: Classes, function: Function, room: float, *, x: float, y: float
) -> tuple[tuple[Chip, ...], Box]:
    """Chips of a function from a point on, in lines of `room` pixels, and the arrow's box."""
    received = classes.received(function)
    returned = dict.fromkeys(function.returns, "returned")
    wide = [_fitted(classes, name, room - TURN - GAP) for name in (*received, *returned)]
    ins, outs = wide[: len(received)], wide[len(received) :]
    # The arrow stays with the chip after it: they wrap together.
    groups = [[w] for w in ins] + [[TURN, *outs[:1]]] + [[w] for w in outs[1:]]
    boxes = _flowing(groups, room, x=x, y=y)
    turn = boxes.pop(len(received))
    titles = (*received.items(), *returned.items())
    made = (
        _chip(classes, name, title, box) for (name, title), box in zip(titles, boxes, strict=True)
    )
    return tuple(made), turn


def _flowing(groups: Sequence[Sequence[float]], room: float, *, x: float, y: float) -> list[Box]:
    boxes: list[Box] = []
    across, line = 0.0, 0
    for group in groups:
        whole = sum(group) + GAP * (len(group) - 1)
        if across and across + whole > room:
            across, line = 0.0, line + 1
        for wide in group:
            boxes.append(Box(x=x + across, y=y + line * LINE, width=wide, height=HEIGHT))
            across += wide + GAP
    return boxes


def _fitted(classes: Classes, name: str, room: float) -> float:
    known = classes.known[name]
    return min(chip_width(name, grade=known.grade, personal=known.personal), room)


def _chip(classes: Classes, name: str, title: str, box: Box) -> Chip:
    known = classes.known[name]
    spent = chip_width("", grade=known.grade, personal=known.personal)
    return Chip(
        box=box,
        data_class=name,
        shown=fit(name, SIZE, box.width - spent + ROUNDING),
        grade=known.grade,
        personal=known.personal,
        title=f"{name}, {grade_name(known.grade)}: {title}",
    )
