"""The legend below the map: grades, transports, and what is declared in numbers."""

from collections.abc import Iterator

from enclave.declaration import Declaration
from enclave.declaration.model.data import Grade
from enclave.derive.flow_map.boxes import Box, Chip
from enclave.derive.flow_map.chips import HEIGHT, chip_width, grade_name
from enclave.derive.flow_map.drawing import TRANSPORTS, chip, person
from enclave.derive.flow_map.svg import number, path, rect, text
from enclave.derive.flow_map.text import fit, width
from enclave.derive.flow_table import counts

GAP, SAMPLE = 14, 44


def legend(declaration: Declaration, digest: str, box: Box) -> Iterator[str]:
    """Samples in one line, then one line of numbers and the declaration's digest."""
    yield rect(box, "card", radius=10)
    x, y = box.x + 18, box.y + 16
    for grade in Grade:
        sample = _grade(grade, x, y)
        yield chip(sample)
        x = sample.box.right + GAP
    yield person(x + 6, y + HEIGHT / 2, "soft")
    yield text("personal data", x + 16, y + 14, "small soft")
    x += 16 + width("personal data", 12) + 2 * GAP
    for over, name in TRANSPORTS.items():
        yield path(f"M{number(x)} {number(y + 10)}h{SAMPLE}", f"flow {over} line-none")
        yield text(name, x + SAMPLE + 8, y + 14, "small soft")
        x += SAMPLE + 8 + width(name, 12) + 2 * GAP
    yield text("a line has the colour of the highest grade on it", x, y + 14, "small soft")
    named = f"declaration {digest[:12]}"
    room = box.width - 36 - width(named, 12) - GAP
    yield text(fit(counts(declaration), 12, room), box.x + 18, box.bottom - 17, "small soft")
    yield text(named, box.right - 18, box.bottom - 17, "small soft", anchor="end")


def _grade(grade: Grade, x: float, y: float) -> Chip:
    name = grade_name(grade)
    wide = chip_width(name, grade=grade, personal=False)
    box = Box(x=x, y=y, width=wide, height=HEIGHT)
    return Chip(
        box=box, data_class=name, shown=name, grade=grade, personal=False, title=f"grade {name}"
    )
