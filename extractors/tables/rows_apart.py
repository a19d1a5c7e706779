"""Signs that what stands between two level lines is several rows of a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractors.tables.cell_lines import OVERLAP, WRAPPED, CellLine, by_column, ink_rows
from schemas.layout import TextLine

FIGURE = re.compile(r"^[^\w%]{0,2}[-+]?\d[\d,.，]*(?:[%％‰]|\w{0,3})$")
ROOM = 2.0  # of the glyph size: so much of a column its cells may keep free at their sides
CellLines = Sequence[Sequence[CellLine]]


def has_stacked_figures(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether a column holds nothing but figures, one a line: so many rows there are at least."""
    columns = by_column(lines, xs)
    return any(len(column) > 1 and all(FIGURE.match(line.text) for line in column) for column in columns)


def has_rows_apart(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether lines stand under each other farther apart than those of one cell, each beside others, and none goes on.

    A label beside a text of several paragraphs is one cell beside many. Lines of a cell set far apart are as full as
    their column: where one has room for what stands below it, that is of another row.

    Args:
        lines: From top to bottom.
        xs: The edges of their columns, the table's sides too.
    """
    columns = by_column(lines, xs)
    every = [line for column in columns for line in column]
    leading = WRAPPED * min((line.size for line in every), default=0.0)
    tops = [top for top, _ in ink_rows(every)]
    starts = [top for above, top in pairwise([-leading, *tops]) if top - above > leading or top == tops[0]]
    rows = [
        [[line for line in own if bisect_right(starts, line.top + OVERLAP) == at] for own in columns]
        for at in range(1, len(starts) + 1)
    ]
    are_wide = all(sum(bool(cell) for cell in row) > 1 for row in rows)
    widths = [right - left for left, right in pairwise(xs)]
    return len(rows) > 1 and are_wide and all(_is_ended(above, below, widths) for above, below in pairwise(rows))


def _is_ended(above: CellLines, below: CellLines, widths: Sequence[float]) -> bool:
    """Whether the cells of a row end there: one at least has room for the first word of what stands below it."""
    room = [
        width - (upper[-1].x1 - upper[-1].x0) - lower[0].first - ROOM * lower[0].size
        for upper, lower, width in zip(above, below, widths, strict=True)
        if upper and lower
    ]
    return not room or max(room) > 0
