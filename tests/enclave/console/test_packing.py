"""Short items packed into rows."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from enclave.console import packed

_ITEMS = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
_WIDE = 30  # cells: room for two items at least


def test_a_row_that_is_full_goes_on_in_the_next() -> None:
    assert packed(["1/1 network", "58/58 rules", "6/6 buckets"], width=25) == (
        "1/1 network, 58/58 rules,",
        "6/6 buckets",
    )


def test_an_item_wider_than_a_row_is_never_cut() -> None:
    assert packed(["one", "a long one indeed", "two"], width=8) == (
        "one,",
        "a long one indeed,",
        "two",
    )


def test_no_items_are_no_rows() -> None:
    assert packed([], width=10) == ()


@given(_ITEMS)
def test_nothing_is_lost_and_no_row_is_wide(items: list[str]) -> None:
    rows = packed(items, width=_WIDE)

    assert " ".join(rows) == ", ".join(items)
    assert all(cell_len(row) <= _WIDE for row in rows)
