"""The card of a site: its parts in the walls, its functions, the models beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.data import Grade
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model
from enclave.declaration.model.sites import Site
from enclave.derive.flow_map.boxes import (
    Box,
    Chip,
    FunctionBox,
    ModelBox,
    PartBox,
    Side,
    SiteBox,
    Slot,
)
from enclave.derive.flow_map.far_ends import PARTS, FarEnds, Meeting
from enclave.derive.flow_map.text import fit, width, wrap
from enclave.derive.stored_classes import field_classes, functions_at

SITE_WIDTH = 736
HEAD = 76  # name and place of a site, above its parts
FOOT = 20
WALL = 12  # how far a part stands out of the wall
PART_WIDTH, SLOT_HEIGHT, PART_HEAD, PART_GAP = 116, 22, 34, 16
FUNCTIONS_X, FUNCTION_WIDTH, FUNCTION_GAP = 140, 334, 10
FUNCTION_HEAD, PADDING, PURPOSE_LINE, PURPOSE_LINES = 36, 14, 16, 2
MODEL_X, MODEL_WIDTH, MODEL_HEIGHT, GROUP_GAP = 496, 126, 84, 18
CHIP_HEIGHT, CHIP_SIZE, CHIP_GAP, CHIP_LINE = 20, 11.5, 6, 26
CHIP_PAD, PIP, PERSON = 9, 6, 12
ROUNDING = 0.01  # widths are sums of fractions
TURN = 18  # the arrow between what is received and what is returned
GRADES = tuple(Grade)


@dataclass(frozen=True, kw_only=True)
class Colours:
    """Grade of each class, for chips and lines."""

    declaration: Declaration

    def highest(self, classes: Iterable[str]) -> Grade | None:
        """The highest grade among classes, None among none."""
        grades = [self.declaration.classes[c].grade for c in classes]
        return max(grades, key=GRADES.index, default=None)


def site_box(declaration: Declaration, name: str, ends: FarEnds, *, x: float, y: float) -> SiteBox:
    """The card of one site with its upper left corner at a point."""
    top = y + HEAD
    models = _models(declaration, name, x=x, y=top)
    parts = tuple(_parts(name, ends, x=x, y=top))
    low = max([top + MODEL_HEIGHT, *(b.box.bottom for b in parts), *(m.box.bottom for m in models)])
    site = declaration.sites[name]
    return SiteBox(
        box=Box(x=x, y=y, width=SITE_WIDTH, height=low + FOOT - y),
        name=name,
        place=_place(site),
        use=site.use,
        parts=parts,
        models=models,
    )


def chip_width(name: str, *, grade: Grade, personal: bool) -> float:
    """Room that a chip needs: pips of its grade, its name, the sign of personal data."""
    pips = PIP * GRADES.index(grade)
    return 2 * CHIP_PAD + pips + width(name, CHIP_SIZE) + (PERSON if personal else 0)


def _place(site: Site) -> str:
    if site.aws is not None:
        zones = ", ".join(site.aws.zones)
        return f"AWS {site.aws.region}, zones {zones}, {site.aws.network}"
    if site.datacenter is not None:
        hosts = len(site.hosts)
        word = "host" if hosts == 1 else "hosts"
        return (
            f"Data centre in {site.datacenter.country}, {hosts} {word}, {site.datacenter.network}"
        )
    return ""


def _parts(site: str, ends: FarEnds, *, x: float, y: float) -> Iterable[PartBox]:
    rank = {far: i for i, far in enumerate((*ends.left, *ends.right))}
    for side in Side:
        below = y
        here = [m for m in ends.meetings if ends.side(m) is side]
        for part in dict.fromkeys(_part_names(here, site)):
            mine = [m for m in here if _meets(m, site, part)]
            mine.sort(key=lambda m: rank.get(m.far or "", len(rank)))
            box = _part(part, side, mine, x=x, y=below)
            below = box.box.bottom + PART_GAP
            yield box


def _part_names(meetings: Iterable[Meeting], site: str) -> list[str]:
    found = {own.role for m in meetings for own in m.own if own.site == site}
    return [role for role in PARTS if role in found]


def _meets(meeting: Meeting, site: str, part: str) -> bool:
    return any(own.site == site and own.role == part for own in meeting.own)


def _part(part: str, side: Side, meetings: Sequence[Meeting], *, x: float, y: float) -> PartBox:
    left = x - WALL if side is Side.LEFT else x + SITE_WIDTH + WALL - PART_WIDTH
    height = PART_HEAD + SLOT_HEIGHT * len(meetings) + 8
    slots = tuple(
        Slot(
            flow=meeting.name,
            box=Box(
                x=left,
                y=y + PART_HEAD + SLOT_HEIGHT * i,
                width=PART_WIDTH,
                height=SLOT_HEIGHT,
            ),
        )
        for i, meeting in enumerate(meetings)
    )
    return PartBox(
        box=Box(x=left, y=y, width=PART_WIDTH, height=height), part=part, side=side, slots=slots
    )


def _models(declaration: Declaration, site: str, *, x: float, y: float) -> tuple[ModelBox, ...]:
    here = functions_at(declaration, site)
    boxes = []
    for name in dict.fromkeys(function.model for function in here.values()):
        users = {key: f for key, f in here.items() if f.model == name}
        box = _model(declaration, name, users, x=x, y=y)
        y = max(box.box.bottom, box.functions[-1].box.bottom) + GROUP_GAP
        boxes.append(box)
    return tuple(boxes)


def _model(
    declaration: Declaration, name: str, users: dict[str, Function], *, x: float, y: float
) -> ModelBox:
    rows: list[FunctionBox] = []
    below = y
    for key, function in users.items():
        row = _function(declaration, key, function, x=x + FUNCTIONS_X, y=below)
        below = row.box.bottom + FUNCTION_GAP
        rows.append(row)
    height = max(MODEL_HEIGHT, rows[-1].box.bottom - y)
    return ModelBox(
        box=Box(x=x + MODEL_X, y=y, width=MODEL_WIDTH, height=height),
        name=name,
        lines=_model_lines(declaration.models[name]),
        functions=tuple(rows),
    )


def _model_lines(model: Model) -> tuple[str, ...]:
    if model.gpu is None:
        return (model.backend, "no GPU")
    memory = model.gpu.memory / 1024
    return (model.backend, f"{model.gpu.count} GPU, {memory:g} GiB")


def _function(
    declaration: Declaration, name: str, function: Function, *, x: float, y: float
) -> FunctionBox:
    room = FUNCTION_WIDTH - 2 * PADDING
    purpose = wrap(function.purpose, 13, room, lines=PURPOSE_LINES)
    head = FUNCTION_HEAD + PURPOSE_LINE * len(purpose)
    chips, turn = _chips(declaration, function, x=x + PADDING, y=y + head)
    low = max(box.bottom for box in (turn, *(chip.box for chip in chips)))
    return FunctionBox(
        box=Box(x=x, y=y, width=FUNCTION_WIDTH, height=low + 12 - y),
        name=name,
        purpose=purpose,
        chips=chips,
        turn=turn,
        grade=Colours(declaration=declaration).highest(chip.data_class for chip in chips),
    )


def _chips(
    declaration: Declaration, function: Function, *, x: float, y: float
) -> tuple[tuple[Chip, ...], Box]:
    room = FUNCTION_WIDTH - 2 * PADDING
    received = _received(declaration, function)
    returned = dict.fromkeys(function.returns, "returned")
    wide = [_fitted(declaration, name, room - TURN - CHIP_GAP) for name in (*received, *returned)]
    ins, outs = wide[: len(received)], wide[len(received) :]
    # The arrow stays with the chip after it: they wrap together.
    groups = [[w] for w in ins] + [[TURN, *outs[:1]]] + [[w] for w in outs[1:]]
    boxes = _flowing(groups, room, x=x, y=y)
    turn = boxes.pop(len(received))
    titles = (*received.items(), *returned.items())
    chips = (
        _chip(declaration, name, title, box)
        for (name, title), box in zip(titles, boxes, strict=True)
    )
    return tuple(chips), turn


def _flowing(groups: Sequence[Sequence[float]], room: float, *, x: float, y: float) -> list[Box]:
    boxes: list[Box] = []
    across, line = 0.0, 0
    for group in groups:
        whole = sum(group) + CHIP_GAP * (len(group) - 1)
        if across and across + whole > room:
            across, line = 0.0, line + 1
        for wide in group:
            box = Box(x=x + across, y=y + line * CHIP_LINE, width=wide, height=CHIP_HEIGHT)
            boxes.append(box)
            across += wide + CHIP_GAP
    return boxes


def _received(declaration: Declaration, function: Function) -> dict[str, str]:
    fields = field_classes(declaration)
    found: dict[str, list[str]] = {}
    for path, transform in function.receives.items():
        found.setdefault(fields[path], []).append(f"{path} {transform}")
    if function.free_text is not None:
        found.setdefault(function.free_text.data_class, []).append("free text")
    return {name: ", ".join(found[name]) for name in declaration.classes if name in found}


def _fitted(declaration: Declaration, name: str, room: float) -> float:
    known = declaration.classes[name]
    return min(chip_width(name, grade=known.grade, personal=known.personal), room)


def _chip(declaration: Declaration, name: str, title: str, box: Box) -> Chip:
    known = declaration.classes[name]
    spent = chip_width("", grade=known.grade, personal=known.personal)
    return Chip(
        box=box,
        data_class=name,
        shown=fit(name, CHIP_SIZE, box.width - spent + ROUNDING),
        grade=known.grade,
        personal=known.personal,
        title=f"{name}, {known.grade.replace('_', ' ')}: {title}",
    )
