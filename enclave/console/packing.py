"""Short items packed into rows that people can read."""

from collections.abc import Sequence

from rich.cells import cell_len


def packed(items: Sequence[str], *, width: int) -> tuple[str, ...]:
    """Items in order, joined by commas, in as few rows of at most `width` cells as hold them.

    A row that goes on ends with its comma. An item is never cut: one that is wider has its own row.
    """
    rows: list[str] = []
    for index, item in enumerate(items):
        end = "," if index < len(items) - 1 else ""
        longer = f"{rows[-1]} {item}{end}" if rows else ""
        if longer and cell_len(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(item + end)
    return tuple(rows)
