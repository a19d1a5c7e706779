"""Parts of one table on several pages into one table: by column edges, repeated headers and cut rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.tables.grid import positions
from extractors.tables.rowcut import CutCell, facing, is_cut
from extractors.text.folding import unspaced
from schemas.layout import Cell, Table, TablePart
from schemas.prose import Line

SAME_EDGE = 4.0  # points: column edges this near are the same edge on two pages
DIGIT = re.compile(r"\d")


def continues(above: TablePart, below: TablePart) -> bool:
    """Whether two parts have the same width and an inner column edge in common, if they have any.

    A form's blocks have different columns, and the page may break between any two of their rows.
    """
    if not above.is_ruled and not below.is_ruled:
        return len(above.xs) == len(below.xs)  # edges told by white space differ from page to page
    widths = above.xs[-1] - above.xs[0], below.xs[-1] - below.xs[0]
    if abs(widths[0] - widths[1]) > 2 * SAME_EDGE:
        return False
    first = [x - above.xs[0] for x in above.xs[1:-1]]
    second = [x - below.xs[0] for x in below.xs[1:-1]]
    shared = any(abs(x - other) <= SAME_EDGE for x in first for other in second)
    return shared or not (first or second)


def joined(parts: Sequence[TablePart], above: Sequence[Line], starts_row: Callable[[str], bool]) -> Table:
    """One table from the parts it was printed in.

    Args:
        parts: In page order.
        above: Running text between what comes before and the first part.
        starts_row: Whether a text is one that a row begins with.
    """
    ruled = [part for part in parts if part.is_ruled] or parts[:1]
    xs = positions(x - part.xs[0] for part in ruled for x in part.xs)
    rows: list[list[Cell]] = []
    cells: list[Cell] = []
    breaks: list[int] = []
    for index, part in enumerate(parts):
        own = _on_columns(part, xs)
        if index:
            own = _without_repeated_header(own, rows)
            first_row = [cell for cell in own if cell.row == 0]
            pairs = facing(part, rows[-1], first_row) if rows else None
            if pairs and is_cut(pairs, rows, parts[index - 1], starts_row):
                own = _merge_cut_row(cells, own, pairs, len(rows))
            else:
                breaks.append(len(rows))
                own = [replace(cell, row=cell.row + len(rows)) for cell in own]
        cells.extend(own)
        rows = _rows(cells)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Table(ordered, len(rows), len(xs) - 1, tuple(parts), tuple(above), tuple(breaks))


def _on_columns(part: TablePart, xs: Sequence[float]) -> list[Cell]:
    """The part's cells with columns counted on the edges of the whole table."""
    if not part.is_ruled:
        return list(part.cells)
    index = [min(range(len(xs)), key=lambda i, x=x: abs(xs[i] - (x - part.xs[0]))) for x in part.xs]  # type: ignore[misc]  # a default of a lambda
    return [
        replace(
            cell,
            column=index[cell.column],
            column_span=index[cell.column + cell.column_span] - index[cell.column],
        )
        for cell in part.cells
    ]


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    count = max((cell.row + cell.row_span for cell in cells), default=0)
    rows: list[list[Cell]] = [[] for _ in range(count)]
    for cell in cells:
        for row in cell.rows:
            rows[row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def _without_repeated_header(cells: list[Cell], rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Cells below the rows that repeat rows of the table's head; data is told from heads by its digits."""
    own = _rows(cells)
    count = 0
    for start in range(len(rows)):
        same = 0
        while same < len(own) and start + same < len(rows) and _is_same_head(own[same], rows[start + same]):
            same += 1
        count = max(count, same)
    return [
        replace(cell, row=max(cell.row - count, 0), row_span=cell.row_span - max(count - cell.row, 0))
        for cell in cells
        if cell.row + cell.row_span > count
    ]


def _is_same_head(row: Sequence[Cell], head: Sequence[Cell]) -> bool:
    texts = [unspaced(cell.text) for cell in row if cell.text]
    heads = [unspaced(cell.text) for cell in head if cell.text]
    return (
        len(texts) > 1
        and texts in (heads, heads[1:])  # the merged cell beside the block (绩效指标) may be left blank
        and not any(DIGIT.search(re.sub(r"[（(].*?[）)]", "", text)) for text in texts)
    )


def _merge_cut_row(cells: list[Cell], own: list[Cell], pairs: Sequence[CutCell], row_count: int) -> list[Cell]:
    """Joins the facing cells in place and gives back the cells below them."""
    for above, below in pairs:
        cells[cells.index(above)] = replace(
            above, row_span=above.row_span + below.row_span - 1, parts=above.parts + below.parts
        )
    facing_ids = {id(pair.below) for pair in pairs}
    return [replace(cell, row=cell.row + row_count - 1) for cell in own if id(cell) not in facing_ids]
