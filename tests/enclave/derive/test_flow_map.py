"""The flow map."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.declaration.model import Declaration
from enclave.derive import flow_map as maps
from enclave.derive.flow_map import layout
from enclave.derive.flow_map.boxes import Box, FlowMapLayout
from enclave.derive.flow_map.text import ELLIPSIS, fit, width, wrap
from tests.enclave.derive.declared import declared, document, flow, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration

DIGEST = "0" * 64
NASTY = '<script>&"]]>\u202e\x07'


def drawn(declaration: Declaration) -> str:
    """The map, for a made-up digest."""
    return maps.flow_map(declaration, digest=DIGEST)


def siblings(placed: FlowMapLayout) -> Iterator[list[Box]]:
    """Sets of boxes of which no two may overlap."""
    yield [placed.legend, *(c.box for c in placed.far_ends), *(s.box for s in placed.sites)]
    for site in placed.sites:
        functions = [f for m in site.models for f in m.functions]
        yield [
            *(part.box for part in site.parts),
            *(model.box for model in site.models),
            *(function.box for function in functions),
        ]
        for part in site.parts:
            yield [slot.box for slot in part.slots]
        for function in functions:
            yield [function.turn, *(chip.box for chip in function.chips)]
    for card in placed.far_ends:
        yield [row.box for row in card.rows]


def nested(placed: FlowMapLayout) -> Iterator[tuple[Box, Box]]:
    """Boxes with the box that holds them."""
    paper = Box(x=0, y=0, width=placed.width, height=placed.height)
    for top in (placed.legend, *(c.box for c in placed.far_ends), *(s.box for s in placed.sites)):
        yield top, paper
    for site in placed.sites:
        for model in site.models:
            yield model.box, site.box
            for function in model.functions:
                yield function.box, site.box
                yield from ((chip.box, function.box) for chip in function.chips)
    for card in placed.far_ends:
        yield from ((row.box, card.box) for row in card.rows)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


def holds(outer: Box, inner: Box) -> bool:
    """Whether one box lies in another."""
    return (
        inner.x >= outer.x - 0.01
        and inner.y >= outer.y - 0.01
        and inner.right <= outer.right + 0.01
        and inner.bottom <= outer.bottom + 0.01
    )


@for_any_declaration
def test_nothing_overlaps(declaration: Declaration) -> None:
    for boxes in siblings(layout(declaration)):
        assert not [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)]


@for_any_declaration
def test_everything_lies_in_what_holds_it(declaration: Declaration) -> None:
    pairs = list(nested(layout(declaration)))
    assert pairs
    assert not [(inner, outer) for inner, outer in pairs if not holds(outer, inner)]


@for_any_declaration
def test_every_flow_is_one_arrow_and_no_arrow_is_more(declaration: Declaration) -> None:
    assert [arrow.flow for arrow in layout(declaration).arrows] == list(declaration.flows)


@for_any_declaration
def test_it_is_well_formed_and_the_same_every_time(declaration: Declaration) -> None:
    text = drawn(declaration)
    assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314  made here, a moment ago
    assert text == drawn(declaration)
    assert f"declaration_digest {DIGEST}" in text


def test_an_arrow_points_from_who_connects_to_who_listens() -> None:
    arrows = {arrow.flow: arrow for arrow in layout(declared()).arrows}
    assert arrows["ask"].start[0] < arrows["ask"].end[0]
    assert arrows["pull"].start[0] > arrows["pull"].end[0]
    assert arrows["logs"].start[0] < arrows["logs"].end[0]


def test_a_flow_between_sites_joins_their_walls() -> None:
    across = flow("frankfurt.connector", "venlo.door", port=8443)
    arrows = layout(with_data_centre(flows={"across": across})).arrows
    assert [(a.start[0], a.end[0]) for a in arrows] == [(364, 364)]


def test_the_highest_grade_on_a_flow_is_its_colour() -> None:
    grades = {arrow.flow: arrow.grade for arrow in layout(declared()).arrows}
    assert grades == {"ask": "crown_jewel", "pull": "crown_jewel", "shop": None, "logs": None}


def test_words_of_the_declaration_cannot_become_markup() -> None:
    functions = document()["functions"]
    functions["reply"]["purpose"] = NASTY
    text = drawn(declared(functions=functions, organization={"name": NASTY}))
    ET.fromstring(text)  # noqa: S314  made here, a moment ago
    assert "<script" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_it_asks_nothing_of_other_hosts() -> None:
    text = drawn(declared())
    assert re.findall(r"(?:href|src|url\(|@import)", text) == []
    assert re.findall(r"https?://[^\"\s]+", text) == ["http://www.w3.org/2000/svg"]


def test_a_reader_is_told_what_it_shows() -> None:
    root = ET.fromstring(drawn(declared()))  # noqa: S314  made here, a moment ago
    names = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:title", namespaces=names) == "Loom: every declared flow"
    told = [each.text for each in root.iterfind(".//s:text", names)]
    assert maps.SUBTITLE in told
    described = root.findtext("s:desc", namespaces=names) or ""
    assert "shop: from webshop to frankfurt.door, port 8443, leased line" in described


@settings(deadline=None)
@given(st.text(), st.floats(8, 30), st.floats(10, 400))
def test_fitted_text_fits(text: str, size: float, room: float) -> None:
    assert width(fit(text, size, room), size) <= room


@settings(deadline=None)
@given(st.text(), st.integers(1, 4))
def test_wrapped_text_keeps_its_words_or_says_that_some_are_missing(text: str, lines: int) -> None:
    wrapped = wrap(text, 13, 120, lines=lines)
    assert len(wrapped) <= lines
    assert (
        wrapped == () or ELLIPSIS in "".join(wrapped) or " ".join(wrapped) == " ".join(text.split())
    )


@pytest.mark.parametrize("text", ["", "short"])
def test_text_that_fits_is_left_alone(text: str) -> None:
    assert fit(text, 12, 200) == text
