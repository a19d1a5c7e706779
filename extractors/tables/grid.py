"""Ruling lines into grids of cells, by pdfplumber's table finder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pdfplumber import table as finder

from extractors.tables.closing import end_edges, side_edges
from extractors.tables.edges import CROSS, SNAP, Edge, merged_edges
from extractors.tables.lines import text_lines
from extractors.tables.overflow import home, runs
from schemas.layout import Cell, CellPart, TablePart
from schemas.page import Box, Glyph, Page

CLOSING_MARKS = frozenset("，。；：、！？）》”’〉」』】〕%％‰,.;:!?)")
HANGING = 0.35  # of the glyph size: farther from the character before it, a mark stands alone
SLIVER = 5.0  # points: no printed text is this small
TOO_LOW = 0.7  # of the glyph size: a row lower than this holds no line of text


def ruled_tables(page: Page) -> list[TablePart]:
    """Every ruled table of a page, from top to bottom; one cell alone (a frame around text) is no table."""
    edges = merged_edges(page.rules)
    edges = edges + side_edges(edges)
    return parts_within(page, edges + end_edges(edges))


def parts_within(page: Page, edges: Sequence[Edge]) -> list[TablePart]:
    """Every table that some edges draw on a page."""
    crossings = finder.edges_to_intersections(list(edges), CROSS, CROSS)
    cells = finder.intersections_to_cells(crossings)
    groups = [group for group in finder.cells_to_tables(cells) if len(group) > 1]
    parts = [_table_part(page, [Box(*cell) for cell in group]) for group in groups]
    return sorted(parts, key=lambda part: (part.box.top, part.box.x0))


def _table_part(page: Page, boxes: Sequence[Box]) -> TablePart:
    xs = positions(value for box in boxes for value in (box.x0, box.x1))
    ys = _without_slivers(page, positions(value for box in boxes for value in (box.top, box.bottom)))
    return fill(page, xs, ys, [_span(box, xs, ys) for box in boxes])


def _without_slivers(page: Page, ys: tuple[float, ...]) -> tuple[float, ...]:
    """Row edges without a first or last row too low for text, as a page break leaves it, where no text stands in it."""
    kept = list(ys)
    for edge, inner in ((0, 1), (-1, -2)):
        low, high = sorted((kept[edge], kept[inner]))
        if len(kept) > 2 and high - low < SLIVER and not any(low - 1 <= g.top < high < g.bottom for g in page.glyphs):
            del kept[inner]
    return tuple(kept)


class CellSpan(NamedTuple):
    """Which rows and columns a cell covers, counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int


def positions(values: Iterable[float]) -> tuple[float, ...]:
    """Distinct edge positions, those within the snapping distance taken as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SNAP:
            kept.append(value)
    return tuple(kept)


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda index: abs(values[index] - value))


def _span(box: Box, xs: Sequence[float], ys: Sequence[float]) -> CellSpan:
    row, column = _nearest(ys, box.top), _nearest(xs, box.x0)
    return CellSpan(row, column, _nearest(ys, box.bottom) - row, _nearest(xs, box.x1) - column)


def fill(page: Page, xs: tuple[float, ...], ys: tuple[float, ...], spans: Sequence[CellSpan]) -> TablePart:
    """The table part with each glyph of the page in the cell that holds its middle."""
    owner = {
        (row, column): span
        for span in spans
        for row in range(span.row, span.row + span.row_span)
        for column in range(span.column, span.column + span.column_span)
    }
    held: dict[CellSpan, list[Glyph]] = {span: [] for span in spans}
    stray: list[Glyph] = []
    is_inside = False
    before: Glyph | None = None
    span: CellSpan | None = None
    for run in runs(page.glyphs):
        own = _overflowing(run, xs, ys, owner)
        for glyph in run:
            if own:
                span = own
            elif before is None or not _hangs(before, glyph):
                x, y = (glyph.x0 + glyph.x1) / 2, _height(glyph, ys)
                is_inside = xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]
                span = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1)) if is_inside else None
            if span:
                held[span].append(glyph)
            elif is_inside:
                stray.append(glyph)
            before = glyph
    cells = [
        Cell(*span, parts=(CellPart(page, _cell_box(span, xs, ys), text_lines(glyphs)),))
        for span, glyphs in held.items()
        if span.row_span and span.column_span
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return TablePart(page, xs, ys, ordered, stray=text_lines(stray))


def _overflowing(
    run: Sequence[Glyph], xs: Sequence[float], ys: Sequence[float], owner: Mapping[tuple[int, int], CellSpan]
) -> CellSpan | None:
    """The cell of a run that stands across borders of its row, None for any other run."""
    y = _height(run[0], ys)
    if not (ys[0] <= y <= ys[-1] and run[0].x1 <= xs[-1] and run[-1].x0 >= xs[0]):
        return None
    row = bisect_right(ys, y) - 1
    first, last = (owner.get((row, bisect_right(xs, (g.x0 + g.x1) / 2) - 1)) for g in (run[0], run[-1]))
    if first == last:
        return None
    spans = sorted({span for (at, _), span in owner.items() if at == row}, key=lambda span: span.column)
    borders = sorted({xs[at] for span in spans for at in (span.column, span.column + span.column_span)})
    place = home(run, borders)
    return None if place is None or place < 0 else owner.get((row, xs.index(borders[place])))


def _height(glyph: Glyph, ys: Sequence[float]) -> float:
    """Where a glyph counts as standing: its middle, or its top where a page break left the first row too low for it."""
    if ys[1] - ys[0] < TOO_LOW * glyph.size and ys[0] - 1 <= glyph.top < ys[1]:
        return max(glyph.top, ys[0])
    return (glyph.top + glyph.bottom) / 2


def _hangs(before: Glyph, glyph: Glyph) -> bool:
    """Whether a closing mark goes with the character before it: printers let such marks hang over a cell's border."""
    return (
        glyph.text in CLOSING_MARKS
        and abs(glyph.baseline - before.baseline) < 1
        and abs(glyph.x0 - before.x1) < HANGING * glyph.size
    )


def _cell_box(span: CellSpan, xs: Sequence[float], ys: Sequence[float]) -> Box:
    return Box(xs[span.column], ys[span.row], xs[span.column + span.column_span], ys[span.row + span.row_span])
