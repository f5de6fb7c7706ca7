"""Aligned plain-text columns for what is printed to stdout."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len

_GAP = "  "


def columns(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Rows as lines of aligned columns, without colour, borders or trailing blanks.

    Columns numbered in `right` (from 0) are aligned to the right. Rows may be of unequal length.
    Width is counted in terminal cells, so that wide characters keep the columns straight.
    """
    count = max((len(row) for row in rows), default=0)
    widths = [max(cell_len(row[i]) for row in rows if i < len(row)) for i in range(count)]
    return "\n".join(_line(row, widths, right) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    cells = []
    for index, cell in enumerate(row):
        padding = " " * (widths[index] - cell_len(cell))
        cells.append(padding + cell if index in right else cell + padding)
    return _GAP.join(cells).rstrip()
