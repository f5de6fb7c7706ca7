"""Aligned plain-text columns."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from enclave.console import columns

_CELLS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


def test_aligns_left_and_right() -> None:
    rows = [("layer", "all"), ("organization", "14"), ("cloud", "163")]

    assert columns(rows, right={1}) == "layer         all\norganization   14\ncloud         163"


def test_leaves_no_trailing_blanks() -> None:
    assert columns([("a", "long"), ("b", "")]) == "a  long\nb"


def test_short_rows_do_not_move_long_ones() -> None:
    assert columns([("title",), ("a", "b")]) == "title\na      b"


def test_no_rows_are_an_empty_text() -> None:
    assert columns([]) == ""


def test_wide_characters_count_as_two_cells() -> None:
    assert columns([("\u6771", "x"), ("ab", "y")]) == "\u6771  x\nab  y"


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1))
def test_the_second_column_starts_at_one_place(rows: list[tuple[str, str]]) -> None:
    lines = columns(rows).split("\n")

    starts = {cell_len(line) - cell_len(row[1]) for line, row in zip(lines, rows, strict=True)}
    assert len(starts) == 1
