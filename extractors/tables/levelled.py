"""Tables of level lines without upright ones: the upright edges that white, or how the lines were drawn, tells of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pdfplumber import table as finder

from extractors.tables.edges import CROSS, Edge, as_edge
from extractors.tables.grid import parts_within
from extractors.tables.layouts import Layout, layouts
from extractors.tables.lines import text_lines
from extractors.tables.openends import fits, run_on
from extractors.tables.stacks import Stack, drawn_edges, stacks
from extractors.tables.white import Run, Span, columns, runs
from schemas.layout import TablePart
from schemas.page import Box, Glyph, Page, Rule

FEWEST_ROWS = 3  # with less, level lines part a head from rows that nothing parts
LARGER = 1.12  # times the size of a table's text: a line between two tables is set so much larger


class Carried(NamedTuple):
    """A table that may go on over the next page: its sides and the column edges of its last rows."""

    left: float
    right: float
    xs: tuple[float, ...]


@dataclass(frozen=True)
class _Rows:
    """What stands between the level lines of one table.

    Attributes:
        stack: Its level lines.
        bands: The runs of text between each two of them.
        linked: For each band, whether a cell is merged over it and the one above.
        hints: For each band, where something drawn tells of edges between columns.
        carried: Edges of columns of the page before.
    """

    stack: Stack
    bands: Sequence[Sequence[Run]]
    linked: Sequence[bool]
    hints: Sequence[Sequence[float]]
    carried: Sequence[float]

    @property
    def heights(self) -> list[float]:
        return [float(edge["top"]) for edge in self.stack.edges]


def levelled_tables(page: Page, carried: Carried | None, following: Page | None) -> tuple[list[TablePart], Carried | None]:
    """Every table of level lines on a page whose rows they part.

    Args:
        page: The page.
        carried: What may go on from the page before.
        following: The next page, whose level lines tell whether the last table goes on there.

    Returns:
        The tables, and what may go on over the next page.
    """
    parts: list[TablePart] = []
    found = stacks(page)
    after = stacks(following)[:1] if following and found else []
    going: Carried | None = None
    for at, stack in enumerate(found):
        before = carried if at == 0 and carried and _is_alike(stack, carried) else None
        goes_on = at == len(found) - 1 and any(_is_alike(stack, other) for other in after)
        for rows in _tables(page, run_on(page, stack, before.xs if before else None, goes_on), before):
            upright = list(_upright_edges(rows))
            parts += _parts(page, rows.stack, upright)
            last = [edge["x0"] for edge in upright if edge["bottom"] >= rows.heights[-1] - 1]
            going = Carried(stack.left, stack.right, tuple(sorted(last))) if goes_on else None
    return parts, going


def _is_alike(stack: Stack, other: Stack | Carried) -> bool:
    return abs(stack.left - other.left) <= CROSS and abs(stack.right - other.right) <= CROSS


def _tables(page: Page, stack: Stack, before: Carried | None) -> Iterator[_Rows]:
    """The tables of a stack: lines of a larger size between two rows are none of a table's."""
    heights = [float(edge["top"]) for edge in stack.edges]
    bands = [runs(text_lines(glyphs)) for glyphs in _between_lines(page, stack, heights)]
    usual = median([run.size for band in bands for run in band] or [0.0])
    start = 0
    for at in (*(i for i, band in enumerate(bands) if _is_foreign(band, usual)), len(bands)):
        if at - start >= FEWEST_ROWS:
            own = stack._replace(edges=stack.edges[start : at + 1])
            linked = [False, *(not stack.is_whole(edge) for edge in own.edges[1:-1])]
            hints = [drawn_edges(own, page, top, bottom) for top, bottom in pairwise(heights[start : at + 1])]
            yield _Rows(own, bands[start:at], linked, hints, before.xs if before and not start else ())
        start = at + 1


def _is_foreign(band: Sequence[Run], usual: float) -> bool:
    return bool(band) and min(run.size for run in band) > LARGER * usual and len(columns(band)) == 1


def _between_lines(page: Page, stack: Stack, heights: Sequence[float]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = [[] for _ in heights[1:]]
    for glyph in page.glyphs:
        at = bisect_right(heights, (glyph.top + glyph.bottom) / 2) - 1
        if 0 <= at < len(found) and stack.holds(Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom)):
            found[at].append(glyph)
    return found


def _parts(page: Page, stack: Stack, upright: Sequence[Edge]) -> list[TablePart]:
    if not upright:
        return []
    top, bottom = (float(stack.edges[end]["top"]) for end in (0, -1))
    level = [as_edge(_stretched(edge, stack)) for edge in stack.edges]
    sides = [as_edge(Rule(x, top, x, bottom)) for x in (stack.left, stack.right)]
    return parts_within(page, finder.merge_edges([*level, *sides, *upright], 1, 1, 1, 1))


def _upright_edges(rows: _Rows) -> Iterator[Edge]:
    """The upright edges of every row."""
    for layout in layouts(rows.bands, rows.linked, rows.hints):
        if len(layout.columns) < 2:
            continue
        for group in _groups(layout.rows, rows.linked):
            ends = sorted({x for at in group[1:] for x in _ends(rows)[at]})
            shared = _shared(rows, layout, ends)
            for at in group:
                xs = _own(rows, layout, at, shared) if at in layout.alone and rows.bands[at] else shared
                yield from (as_edge(Rule(x, rows.heights[at], x, rows.heights[at + 1])) for x in xs)


def _ends(rows: _Rows) -> list[list[float]]:
    """For each row, where the line above it stops short of the table's sides."""
    left, right = rows.stack.left + CROSS, rows.stack.right - CROSS
    return [[float(x) for x in (edge["x0"], edge["x1"]) if left < x < right] for edge in rows.stack.edges[:-1]]


def _groups(rows: range, linked: Sequence[bool]) -> Iterator[range]:
    """Rows parted where no cell is merged over both."""
    start = rows.start
    for at in (*(row for row in rows[1:] if not linked[row]), rows.stop):
        yield range(start, at)
        start = at


def _shared(rows: _Rows, layout: Layout, ends: Sequence[float]) -> list[float]:
    """The column edges of rows that share their columns."""
    runs_of = [run for at in layout.rows if at not in layout.alone for run in rows.bands[at]]
    if rows.carried and 0 in layout.rows and all(fits(run, rows.carried) for run in runs_of):
        return list(rows.carried)
    hints = [x for at in layout.rows for x in rows.hints[at]]
    xs = list(_between(layout.columns, (ends, rows.carried, hints)))
    return sorted({*xs, *(x for x in ends if all(abs(x - other) > CROSS for other in xs))})


def _own(rows: _Rows, layout: Layout, at: int, shared: Sequence[float]) -> list[float]:
    """The column edges of a row laid out by itself."""
    return list(_between(columns(rows.bands[at], rows.hints[at]), (rows.hints[at], shared, rows.carried)))


def _between(spans: Sequence[Span], told: Sequence[Sequence[float]]) -> Iterator[float]:
    """An edge between each two columns: the first place told within their white, else its middle."""
    for left, right in pairwise(spans):
        middle = (left.x1 + right.x0) / 2
        inside = ([x for x in xs if left.x1 - 1 <= x <= right.x0 + 1] for xs in told)
        yield next((min(xs, key=lambda x, m=middle: abs(x - m)) for xs in inside if xs), middle)  # type: ignore[misc]


def _stretched(edge: Edge, stack: Stack) -> Rule:
    """The line of an edge, to the very sides where it reaches them."""
    left = stack.left if abs(edge["x0"] - stack.left) <= CROSS else edge["x0"]
    right = stack.right if abs(edge["x1"] - stack.right) <= CROSS else edge["x1"]
    return Rule(left, edge["top"], right, edge["top"])
