"""Where everything stands on the map; nothing overlaps, whatever is declared."""

from collections.abc import Iterator, Mapping, Sequence

from enclave.declaration.model import Declaration
from enclave.derive.flow_map.boxes import (
    Arrow,
    Box,
    FarBox,
    FlowMapLayout,
    Row,
    Side,
    SiteBox,
)
from enclave.derive.flow_map.chips import Classes, classes_of
from enclave.derive.flow_map.far_ends import FarEnds, Meeting, far_ends
from enclave.derive.flow_map.site_boxes import site_box
from enclave.derive.traffic import traffic

MAP_WIDTH, MARGIN, TOP = 1400, 32, 104
LEFT_WIDTH, RIGHT_WIDTH = 240, 184
CARD_HEAD, ROW_HEIGHT, CARD_FOOT, CARD_GAP = 58, 46, 8, 20
SITE_GAP, LEGEND_GAP, LEGEND_HEIGHT = 28, 30, 84


def layout(declaration: Declaration) -> FlowMapLayout:
    """Decide every place: sites in declared order, far ends level with what they meet."""
    ends, classes = far_ends(declaration), classes_of(declaration)
    sites: list[SiteBox] = []
    below = float(TOP)
    for name in declaration.sites:
        box = site_box(declaration, name, classes, ends, y=below)
        below = box.box.bottom + SITE_GAP
        sites.append(box)
    slots = _slots(sites)
    low = sites[-1].box.bottom
    cards = tuple(card for side in Side for card in _cards(declaration, ends, slots, side, low))
    low = max([low, *(card.box.bottom for card in cards)])
    legend = Box(x=MARGIN, y=low + LEGEND_GAP, width=MAP_WIDTH - 2 * MARGIN, height=LEGEND_HEIGHT)
    return FlowMapLayout(
        width=MAP_WIDTH,
        height=legend.bottom + MARGIN,
        far_ends=cards,
        sites=tuple(sites),
        arrows=tuple(_arrows(declaration, classes, ends, slots, cards)),
        legend=legend,
    )


Slots = Mapping[tuple[str, str], tuple[float, float]]
"""Where a flow meets a site, by flow and site."""


def _slots(sites: Sequence[SiteBox]) -> Slots:
    return {
        (slot.flow, site.name): (
            slot.box.x if part.side is Side.LEFT else slot.box.right,
            slot.box.middle,
        )
        for site in sites
        for part in site.parts
        for slot in part.slots
    }


def _cards(
    declaration: Declaration, ends: FarEnds, slots: Slots, side: Side, low: float
) -> Iterator[FarBox]:
    names = ends.left if side is Side.LEFT else ends.right
    wide = LEFT_WIDTH if side is Side.LEFT else RIGHT_WIDTH
    x = MARGIN if side is Side.LEFT else MAP_WIDTH - MARGIN - RIGHT_WIDTH
    mine = [[m for m in ends.meetings if m.far == name] for name in names]
    heights = [CARD_HEAD + ROW_HEIGHT * len(flows) + CARD_FOOT for flows in mine]
    levels = [_level(slots, flows) for flows in mine]
    tops = _stack(levels, heights, low)
    for name, flows, height, top in zip(names, mine, heights, tops, strict=True):
        box = Box(x=x, y=top, width=wide, height=height)
        flows.sort(key=lambda m: slots[m.name, m.own[0].site][1])
        yield FarBox(
            box=box,
            name=name,
            place=_place(declaration, name),
            side=side,
            rows=tuple(_rows(declaration, flows, box)),
        )


def _stack(levels: Sequence[float], heights: Sequence[float], low: float) -> list[float]:
    """Tops of cards, each as near its level as the cards above and the lower end allow."""
    tops: list[float] = []
    below = float(TOP)
    for level, height in zip(levels, heights, strict=True):
        tops.append(max(below, level - height / 2))
        below = tops[-1] + height + CARD_GAP
    bottom = max(low, TOP + sum(heights) + CARD_GAP * (len(heights) - 1))
    for i in reversed(range(len(tops))):
        tops[i] = min(tops[i], bottom - heights[i])
        bottom = tops[i] - CARD_GAP
    return tops


def _level(slots: Slots, meetings: Sequence[Meeting]) -> float:
    levels = [slots[m.name, m.own[0].site][1] for m in meetings]
    return sum(levels) / len(levels)


def _rows(declaration: Declaration, meetings: Sequence[Meeting], card: Box) -> Iterator[Row]:
    for i, meeting in enumerate(meetings):
        box = Box(
            x=card.x, y=card.y + CARD_HEAD + ROW_HEIGHT * i, width=card.width, height=ROW_HEIGHT
        )
        yield Row(name=meeting.name, flow=declaration.flows[meeting.name], box=box)


def _place(declaration: Declaration, far: str) -> str:
    source = declaration.sources.get(far)
    if source is not None and source.salesforce is not None:
        return f"Salesforce in {source.salesforce.country}"
    neighbour = declaration.neighbours[far]
    return f"{neighbour.network}, {neighbour.country}"


def _arrows(
    declaration: Declaration,
    classes: Classes,
    ends: FarEnds,
    slots: Slots,
    cards: Sequence[FarBox],
) -> Iterator[Arrow]:
    carried = traffic(declaration)
    rows = {
        row.name: (card.box.right if card.side is Side.LEFT else card.box.x, row.box.middle)
        for card in cards
        for row in card.rows
    }
    for meeting in ends.meetings:
        flow = declaration.flows[meeting.name]
        own = [slots[meeting.name, end.site] for end in meeting.own]
        points = own if meeting.far is None else [own[0], rows[meeting.name]]
        start, end = reversed(points) if meeting.inbound else points
        names = carried[meeting.name].classes
        yield Arrow(
            flow=meeting.name,
            start=start,
            end=end,
            over=flow.over,
            grade=classes.highest(names),
            title=f"{meeting.name}: {flow.reason} ({', '.join(names) or 'audit records'})",
        )
