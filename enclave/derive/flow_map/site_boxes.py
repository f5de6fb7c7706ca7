"""The card of a site: its parts in the walls, its functions and models between them."""

from collections.abc import Iterator, Sequence

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Site
from enclave.derive.ends import Role
from enclave.derive.flow_map.boxes import Box, PartBox, Side, SiteBox, Slot
from enclave.derive.flow_map.chips import Classes
from enclave.derive.flow_map.far_ends import PARTS, FarEnds, Meeting
from enclave.derive.flow_map.function_boxes import MODEL_HEIGHT, model_boxes

SITES_X, SITE_WIDTH = 376, 736
HEAD = 76  # name and place of a site, above its parts
FOOT = 20
WALL = 12  # how far a part stands out of the wall
PART_WIDTH, PART_HEAD, PART_FOOT, PART_GAP, SLOT_HEIGHT = 116, 34, 8, 16, 22
FUNCTIONS_X = 140


def site_box(
    declaration: Declaration, name: str, classes: Classes, ends: FarEnds, *, y: float
) -> SiteBox:
    """The card of one site from a height down."""
    x, top = SITES_X, y + HEAD
    models = model_boxes(declaration, name, classes, x=x + FUNCTIONS_X, y=top)
    parts = tuple(_parts(name, ends, x=x, y=top))
    low = max([top + MODEL_HEIGHT, *(p.box.bottom for p in parts), *(m.box.bottom for m in models)])
    site = declaration.sites[name]
    return SiteBox(
        box=Box(x=x, y=y, width=SITE_WIDTH, height=low + FOOT - y),
        name=name,
        place=_place(site),
        use=site.use,
        parts=parts,
        models=models,
    )


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


def _parts(site: str, ends: FarEnds, *, x: float, y: float) -> Iterator[PartBox]:
    rank = {far: i for i, far in enumerate((*ends.left, *ends.right))}
    for side in Side:
        left = x - WALL if side is Side.LEFT else x + SITE_WIDTH + WALL - PART_WIDTH
        below = y
        for part in PARTS:
            mine = [m for m in ends.meetings if ends.side(m) is side and _meets(m, site, part)]
            if mine:
                mine.sort(key=lambda m: rank.get(m.far or "", len(rank)))
                box = _part(part, side, mine, x=left, y=below)
                below = box.box.bottom + PART_GAP
                yield box


def _meets(meeting: Meeting, site: str, part: Role) -> bool:
    return any(own.site == site and own.role is part for own in meeting.own)


def _part(part: Role, side: Side, meetings: Sequence[Meeting], *, x: float, y: float) -> PartBox:
    slots = tuple(
        Slot(
            flow=meeting.name,
            box=Box(x=x, y=y + PART_HEAD + SLOT_HEIGHT * i, width=PART_WIDTH, height=SLOT_HEIGHT),
        )
        for i, meeting in enumerate(meetings)
    )
    height = PART_HEAD + SLOT_HEIGHT * len(meetings) + PART_FOOT
    box = Box(x=x, y=y, width=PART_WIDTH, height=height)
    return PartBox(box=box, part=part, side=side, slots=slots)
