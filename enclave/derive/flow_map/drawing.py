"""The parts of the map as SVG."""

from collections.abc import Iterator

from enclave.derive.ends import Role
from enclave.derive.flow_map.boxes import (
    Arrow,
    Box,
    Chip,
    FarBox,
    FunctionBox,
    ModelBox,
    PartBox,
    Side,
    SiteBox,
)
from enclave.derive.flow_map.chips import GRADES, PAD, PIP
from enclave.derive.flow_map.function_boxes import PADDING, PURPOSE_LINE
from enclave.derive.flow_map.site_boxes import FUNCTIONS_X
from enclave.derive.flow_map.svg import group, number, path, rect, text
from enclave.derive.flow_map.text import fit, width

TRANSPORTS = {
    "private_link": "private link",
    "leased_line": "leased line",
    "local_network": "local network",
}
TIP = 7  # length of an arrow's head
BUS = 22  # how far before the functions their common wire runs


def far_end(card: FarBox) -> str:
    """The card of a far end: who, where, and one row a flow."""
    box = card.box
    room = box.width - 28
    parts = [
        rect(box, "card", radius=10),
        text(fit(card.name, 16, room), box.x + 14, box.y + 26, "h3"),
        text(fit(card.place, 13, room), box.x + 14, box.y + 45, "body soft"),
    ]
    for row in card.rows:
        port = str(row.flow.port)
        edge = box.right - 14
        left = room - width(port, 13.5) - 8
        parts += [
            path(f"M{number(box.x + 14)} {number(row.box.y)}H{number(edge)}", "rule"),
            text(fit(row.name, 14.5, left), box.x + 14, row.box.y + 20, "h4"),
            text(port, edge, row.box.y + 20, "body soft", anchor="end"),
            text(
                fit(TRANSPORTS[row.flow.over], 12, room), box.x + 14, row.box.y + 36, "small soft"
            ),
        ]
    return group(parts, title=f"{card.name}, {card.place}")


def site(card: SiteBox) -> str:
    """The card of a site with everything in it."""
    box = card.box
    badge_width = width(card.use, 12) + 20
    badge = Box(x=box.right - badge_width - 18, y=box.y + 18, width=badge_width, height=22)
    named = f"badge badge-{card.use}"
    parts = [
        rect(box, "site", radius=14),
        text(card.name, box.x + 22, box.y + 36, "h2"),
        text(fit(card.place, 13, box.width - 44), box.x + 22, box.y + 57, "body soft"),
        rect(badge, named, radius=11),
        text(
            card.use,
            badge.x + badge.width / 2,
            badge.y + 15,
            f"small on-badge-{card.use}",
            anchor="middle",
        ),
        *_wires(card),
        *(model(each) for each in card.models),
        *(function(each) for group_ in card.models for each in group_.functions),
        *(part(each) for each in card.parts),
    ]
    if not card.models:
        parts.append(text("No function runs here", box.x + FUNCTIONS_X, box.y + 110, "body soft"))
    return group(parts, title=f"{card.name}: {card.place}, {card.use}")


def function(each: FunctionBox) -> str:
    """A function: its name, its purpose, the classes that go in and come out."""
    box = each.box
    room = box.width - 2 * PADDING
    mark = Box(x=box.x, y=box.y + 10, width=4, height=box.height - 20)
    turn = each.turn
    middle = turn.middle
    parts = [
        rect(box, "function"),
        rect(mark, f"tip-{each.grade or 'none'}", radius=2),
        text(fit(each.name, 14.5, room), box.x + PADDING, box.y + 22, "h4"),
        *(
            text(line, box.x + PADDING, box.y + 41 + PURPOSE_LINE * i, "body soft")
            for i, line in enumerate(each.purpose)
        ),
        *(chip(one) for one in each.chips),
        _line((turn.x + 2, middle), (turn.right - 2 - TIP, middle), "wire"),
        _tip((turn.right - 2, middle), "tip"),
    ]
    return group(parts, title=f"{each.name}: {' '.join(each.purpose)}")


def chip(one: Chip) -> str:
    """A class: pips for its grade, so that colour is not the only sign, and its name."""
    box, pips = one.box, GRADES.index(one.grade)
    ink = f"ink-{one.grade}"
    parts = [rect(box, f"chip-{one.grade}", radius=box.height / 2)]
    parts += [
        f'<circle cx="{number(box.x + PAD + PIP * i + 1)}" cy="{number(box.middle)}" '
        f'r="1.9" class="{ink}"/>'
        for i in range(pips)
    ]
    parts.append(text(one.shown, box.x + PAD + PIP * pips, box.y + 14, f"small {ink}"))
    if one.personal:
        parts.append(person(box.right - PAD - 4, box.middle, ink))
    return group(parts, title=one.title)


def person(x: float, y: float, ink: str) -> str:
    """The sign of personal data: head and shoulders around a point."""
    head = f'<circle cx="{number(x)}" cy="{number(y - 2.6)}" r="2.2" class="{ink}"/>'
    return head + path(f"M{number(x - 4)} {number(y + 4.5)}a4 4 0 0 1 8 0z", ink)


def model(each: ModelBox) -> str:
    """A model beside its functions."""
    box = each.box
    room = box.width - 12
    centre = box.x + box.width / 2
    top = box.middle - 9 * len(each.lines)
    parts = [
        rect(box, "model"),
        text(fit(each.name, 14.5, room), centre, top + 4, "h4", anchor="middle"),
    ]
    parts += [
        text(fit(line, 12, room), centre, top + 23 + 17 * i, "small soft", anchor="middle")
        for i, line in enumerate(each.lines)
    ]
    return group(parts, title=f"{each.name}, {', '.join(each.lines)}")


def part(each: PartBox) -> str:
    """A part in the wall of a site, with the flows that meet it there."""
    box = each.box
    door = each.part is Role.DOOR
    parts = [
        rect(box, "part door" if door else "part", radius=10),
        text(each.part.capitalize(), box.x + 14, box.y + 23, "h3 on-door" if door else "h3"),
    ]
    parts += [
        text(
            fit(slot.flow, 12, box.width - 26),
            slot.box.x + 14,
            slot.box.y + 15,
            "small on-door-soft" if door else "small soft",
        )
        for slot in each.slots
    ]
    return group(parts, title=each.part.capitalize())


def arrow(each: Arrow) -> str:
    """A flow as a curve from where it starts to where it ends."""
    (x, y), (to_x, to_y) = each.start, each.end
    colour = each.grade or "none"
    across = to_x - x
    if abs(across) < TIP:  # between two sites: out of the wall and back in
        bend = f"C{number(x - 64)} {number(y)} {number(to_x - 64)} {number(to_y)}"
        stop, head = to_x - TIP, 1
    else:
        head = 1 if across > 0 else -1
        stop = to_x - head * TIP
        bent = across / 2
        bend = f"C{number(x + bent)} {number(y)} {number(to_x - bent)} {number(to_y)}"
    line = path(
        f"M{number(x)} {number(y)}{bend} {number(stop)} {number(to_y)}",
        f"flow {each.over} line-{colour}",
    )
    return group([line, _tip((to_x, to_y), f"tip-{colour}", head)], title=each.title)


def _wires(card: SiteBox) -> Iterator[str]:
    rows = [row for each in card.models for row in each.functions]
    for beside in card.models:
        for row in beside.functions:
            level = row.box.middle
            yield _line((row.box.right, level), (beside.box.x - TIP, level), "wire")
            yield _tip((beside.box.x, level), "tip")
    feeding = [
        each for each in card.parts if each.part is not Role.AUDIT and each.side is Side.LEFT
    ]
    if not feeding or not rows:
        return
    bus = rows[0].box.x - BUS
    levels = [each.box.middle for each in feeding] + [row.box.middle for row in rows]
    for each in feeding:
        yield _line((each.box.right, each.box.middle), (bus, each.box.middle), "wire")
    yield _line((bus, min(levels)), (bus, max(levels)), "wire")
    for row in rows:
        yield _line((bus, row.box.middle), (row.box.x - TIP, row.box.middle), "wire")
        yield _tip((row.box.x, row.box.middle), "tip")


def _line(start: tuple[float, float], end: tuple[float, float], look: str) -> str:
    return path(f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}", look)


def _tip(point: tuple[float, float], look: str, head: int = 1) -> str:
    x, y = point
    back = number(x - head * (TIP + 1))
    return path(f"M{number(x)} {number(y)}L{back} {number(y - 4.5)}V{number(y + 4.5)}z", look)
