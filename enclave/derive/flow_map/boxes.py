"""What the map is made of: boxes with a place, filled in by the layout, drawn by the drawing."""

from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model.data import Grade
from enclave.declaration.model.flows import Flow
from enclave.derive.ends import Role


class Side(StrEnum):
    """The edge of a site on which a part stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A class of data, small."""

    box: Box
    data_class: str
    shown: str
    grade: Grade
    personal: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class FunctionBox:
    """A function: its purpose in lines, what it receives, an arrow at `turn`, what it returns."""

    box: Box
    name: str
    purpose: tuple[str, ...]
    chips: tuple[Chip, ...]
    turn: Box
    grade: Grade | None


@dataclass(frozen=True, kw_only=True)
class ModelBox:
    """A model beside the functions that use it."""

    box: Box
    name: str
    lines: tuple[str, ...]
    functions: tuple[FunctionBox, ...]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Where one flow meets a part of a site."""

    flow: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class PartBox:
    """Door, connector or audit, standing in the wall of a site."""

    box: Box
    part: Role
    side: Side
    slots: tuple[Slot, ...]


@dataclass(frozen=True, kw_only=True)
class SiteBox:
    """A site and everything in it."""

    box: Box
    name: str
    place: str
    use: str
    parts: tuple[PartBox, ...]
    models: tuple[ModelBox, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One flow, on the card of its far end."""

    name: str
    flow: Flow
    box: Box


@dataclass(frozen=True, kw_only=True)
class FarBox:
    """The card of a far end."""

    box: Box
    name: str
    place: str
    side: Side
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A flow as a line from where it starts to where it ends; `grade` is the highest on it."""

    flow: str
    start: tuple[float, float]
    end: tuple[float, float]
    over: str
    grade: Grade | None
    title: str


@dataclass(frozen=True, kw_only=True)
class FlowMapLayout:
    """The whole map with every place decided."""

    width: float
    height: float
    far_ends: tuple[FarBox, ...]
    sites: tuple[SiteBox, ...]
    arrows: tuple[Arrow, ...]
    legend: Box
