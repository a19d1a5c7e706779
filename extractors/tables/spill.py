"""Words of a merged cell set just outside the table, where a page break left the cell too short for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.edges import CROSS
from extractors.tables.furniture import PAGE_NUMBER
from extractors.tables.segments import segments
from extractors.text.folding import unspaced
from schemas.layout import Cell, CellPart, TablePart, TextLine
from schemas.page import Box, Page

LONGEST = 6  # characters: a level's name wrapped in a narrow column
NEAR = 2.2  # line heights between the table's edge and the line
MARGIN = 1.0  # points a line may stand over its column's edges
EDGE_SHARE = 0.2  # of the page's height: a table that ends farther from the page's edge is not cut by it


def absorbed(part: TablePart, lines: Sequence[TextLine]) -> tuple[TablePart, list[TextLine]]:
    """The part with spilled lines put back into their cells, and the lines that are none of its own.

    Args:
        part: A table part.
        lines: Lines outside every table, from top to bottom.
    """
    cells = list(part.cells)
    left: list[TextLine] = []
    last = max((line.box.top for line in lines if not PAGE_NUMBER.match(line.text.strip())), default=0.0)
    for line in lines:
        is_inside = part.box.bottom < line.box.top < last  # other text follows: the page did not end here
        pieces = [segment.line for segment in segments(line)]  # words of cells side by side may stand in one line
        homes = [] if is_inside else [_home(piece, cells, part) for piece in pieces]
        if not homes or None in homes:
            left.append(line)
            continue
        for piece, at in zip(pieces, homes, strict=True):
            cells[at] = _with_line(cells[at], piece)  # type: ignore[index]  # found above
    return replace(part, cells=tuple(cells)), left


def _home(line: TextLine, cells: Sequence[Cell], part: TablePart) -> int | None:
    """The cell that a line spilled from."""
    return next((at for at, cell in enumerate(cells) if _spills(line, cell, part)), None)


def _spills(line: TextLine, cell: Cell, part: TablePart) -> bool:
    words, box, piece = unspaced(line.text), line.box, cell.parts[0]
    if len(words) > LONGEST or PAGE_NUMBER.match(words):
        return False
    if box.x0 < piece.box.x0 - MARGIN or box.x1 > piece.box.x1 + MARGIN:
        return False
    reach = NEAR * (box.bottom - box.top)
    if piece.box.bottom == part.box.bottom and box.top >= part.box.bottom - reach / NEAR:
        is_low = part.box.bottom > (1 - EDGE_SHARE) * part.page.height
        return (
            (is_low or _is_open_below(piece, part.page))
            and bool(piece.lines)
            and box.top - _last(piece.lines).bottom < reach
        )
    is_high = part.box.top < EDGE_SHARE * part.page.height
    is_above = is_high and piece.box.top == part.box.top and box.bottom <= part.box.top + reach / NEAR
    near = part.box.top - box.bottom < reach
    return is_above and near and not cell.text and (cell.row_span > 1 or box.bottom > part.box.top)


def _is_open_below(piece: CellPart, page: Page) -> bool:
    """Whether no line closes a cell below, as where a page break cut it above a row too tall for the page."""
    middle = (piece.box.x0 + piece.box.x1) / 2
    level = (rule for rule in page.rules if rule.top == rule.bottom and rule.x0 <= middle <= rule.x1)
    return not any(abs(rule.top - piece.box.bottom) <= CROSS for rule in level)


def _last(lines: Sequence[TextLine]) -> Box:
    return lines[-1].box


def _with_line(cell: Cell, line: TextLine) -> Cell:
    piece = cell.parts[0]
    lines = sorted((*piece.lines, line), key=lambda item: item.box.top)
    return replace(cell, parts=(replace(piece, lines=tuple(lines)),))
