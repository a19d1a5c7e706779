"""Ruling lines into grids of cells, by pdfplumber's table finder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfplumber import table as finder

from extractors.tables.lines import text_lines
from schemas.layout import Cell, CellPart, TablePart
from schemas.page import Box, Glyph, Page, Rule

SNAP = 3.0  # points: lines nearer than this are one line (double borders, borders drawn cell by cell)
JOIN = 3.0  # points: pieces of a line with a gap up to this are one line
CROSS = 3.0  # points: lines that end this short of each other still meet
CLOSING_MARKS = frozenset("，。；：、！？）》”’〉」』】〕%％‰,.;:!?)")
HANGING = 0.35  # of the glyph size: farther from the character before it, a mark stands alone
TOO_LOW = 0.7  # of the glyph size: a row lower than this holds no line of text
SHORT = 4.0  # points: a line shorter than this borders nothing

Edge = dict[str, Any]


class Lattice(NamedTuple):
    """Merged edges of a page: what the finder works on."""

    level: list[Edge]
    upright: list[Edge]


def ruled_tables(page: Page) -> list[TablePart]:
    """Every ruled table of a page, from top to bottom; one cell alone (a frame around text) is no table."""
    edges = merged_edges(page.rules)
    edges = edges + side_edges(edges)
    edges = edges + closing_edges(edges)
    crossings = finder.edges_to_intersections(edges, CROSS, CROSS)
    cells = finder.intersections_to_cells(crossings)
    groups = [group for group in finder.cells_to_tables(cells) if len(group) > 1]
    parts = [_table_part(page, [Box(*cell) for cell in group]) for group in groups]
    return sorted(parts, key=lambda part: (part.box.top, part.box.x0))


def merged_edges(rules: Iterable[Rule]) -> list[Edge]:
    """Rules as pdfplumber's edges, near ones snapped together and pieces of one line joined."""
    edges = [_edge(rule) for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) > 0]
    merged: list[Edge] = finder.merge_edges(edges, SNAP, SNAP, JOIN, JOIN)
    return [edge for edge in merged if max(edge["width"], edge["height"]) >= SHORT]


def _edge(rule: Rule) -> Edge:
    return {
        "object_type": "line",
        "orientation": "h" if rule.x1 - rule.x0 >= rule.bottom - rule.top else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def closing_edges(edges: Sequence[Edge]) -> list[Edge]:
    """Edges that a table leaves out where its lines end open: at a page break, or left and right of an open form.

    Two neighbours that end together are closed across their ends where nothing closes them yet and they belong together: some
    line joins them elsewhere, or they are the two sides of one long cell.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    rules = [Rule(start, at, stop, at) for end in ("top", "bottom") for start, stop, at in _open(upright, level, end)]
    rules += [Rule(at, start, at, stop) for end in ("x0", "x1") for start, stop, at in _open(level, upright, end)]
    return [_edge(rule) for rule in rules]


def _open(edges: Sequence[Edge], across: Sequence[Edge], end: str) -> Iterator[tuple[float, float, float]]:
    """Gaps between neighbours that end together: from one, to the next, at the place where they end."""
    place = "x0" if end in ("top", "bottom") else "top"
    for group in _ending_together(edges, end):
        at = group[0][end]
        for first, second in pairwise(sorted(group, key=lambda edge: edge[place])):
            start, stop = first[place], second[place]
            closed = any(abs(_at(edge) - at) <= CROSS for edge in across if _reaches(edge, start, stop))
            if not closed and stop - start > SNAP and _belong_together(first, second, across):
                yield start, stop, at


def _ending_together(edges: Sequence[Edge], end: str) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e[end]):
        if groups and edge[end] - groups[-1][-1][end] <= CROSS:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _belong_together(first: Edge, second: Edge, across: Sequence[Edge]) -> bool:
    """Whether some line joins two neighbours, or they are the sides of a cell as long as the page: nothing meets one of them."""
    low, high = ("top", "bottom") if first["orientation"] == "v" else ("x0", "x1")
    start, stop = max(first[low], second[low]) - CROSS, min(first[high], second[high]) + CROSS
    if any(start <= _at(edge) <= stop and _reaches(edge, _at(first), _at(second)) for edge in across):
        return True
    same = abs(first[low] - second[low]) <= CROSS and abs(first[high] - second[high]) <= CROSS
    crossing = [edge for edge in across if start <= _at(edge) <= stop]
    met = all(any(_reaches(edge, at, at) for edge in crossing) for at in (_at(first), _at(second)))
    return same and first["orientation"] == "v" and not met


def side_edges(edges: Sequence[Edge]) -> list[Edge]:
    """The outer sides that a form leaves open: a group of crossing lines is closed where nothing is drawn along a side."""
    sides: list[Edge] = []
    for group in _crossing_groups(edges):
        upright = [edge for edge in group if edge["orientation"] == "v"]
        level = [edge for edge in group if edge["orientation"] == "h"]
        left, right = min(e["x0"] for e in group), max(e["x1"] for e in group)
        top, bottom = min(e["top"] for e in group), max(e["bottom"] for e in group)
        for x in (left, right):
            if len(level) > 1 and not any(abs(edge["x0"] - x) <= CROSS for edge in upright):
                sides.append(_edge(Rule(x, top, x, bottom)))
        for y in (top, bottom):
            if len(upright) > 1 and not any(abs(edge["top"] - y) <= CROSS for edge in level):
                sides.append(_edge(Rule(left, y, right, y)))
    return sides


def _crossing_groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that hang together by crossings, both ways present."""
    groups: list[list[Edge]] = []
    for edge in edges:
        touched = [group for group in groups if any(_cross(edge, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in touched)]
        groups.append([edge, *(other for group in touched for other in group)])
    return [group for group in groups if len({edge["orientation"] for edge in group}) > 1]


def _cross(first: Edge, second: Edge) -> bool:
    if first["orientation"] == second["orientation"]:
        return False
    return _reaches(first, _at(second), _at(second)) and _reaches(second, _at(first), _at(first))


def _at(edge: Edge) -> float:
    return float(edge["top"] if edge["orientation"] == "h" else edge["x0"])


def _reaches(edge: Edge, start: float, stop: float) -> bool:
    low, high = ("x0", "x1") if edge["orientation"] == "h" else ("top", "bottom")
    return bool(edge[low] - CROSS <= start and stop <= edge[high] + CROSS)


def _table_part(page: Page, boxes: Sequence[Box]) -> TablePart:
    xs = positions(value for box in boxes for value in (box.x0, box.x1))
    ys = positions(value for box in boxes for value in (box.top, box.bottom))
    return fill(page, xs, ys, [_span(box, xs, ys) for box in boxes])


class Span(NamedTuple):
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


def _span(box: Box, xs: Sequence[float], ys: Sequence[float]) -> Span:
    row, column = _nearest(ys, box.top), _nearest(xs, box.x0)
    return Span(row, column, _nearest(ys, box.bottom) - row, _nearest(xs, box.x1) - column)


def fill(page: Page, xs: tuple[float, ...], ys: tuple[float, ...], spans: Sequence[Span]) -> TablePart:
    """The table part with each glyph of the page in the cell that holds its middle."""
    owner = {
        (row, column): span
        for span in spans
        for row in range(span.row, span.row + span.row_span)
        for column in range(span.column, span.column + span.column_span)
    }
    held: dict[Span, list[Glyph]] = {span: [] for span in spans}
    before: Glyph | None = None
    span: Span | None = None
    for glyph in page.glyphs:
        if before is None or not _hangs(before, glyph):
            x, y = (glyph.x0 + glyph.x1) / 2, _height(glyph, ys)
            is_inside = xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]
            span = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1)) if is_inside else None
        if span:
            held[span].append(glyph)
        before = glyph
    cells = [
        Cell(*span, parts=(CellPart(page, _cell_box(span, xs, ys), text_lines(glyphs)),))
        for span, glyphs in held.items()
        if span.row_span and span.column_span
    ]
    return TablePart(page, xs, ys, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


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


def _cell_box(span: Span, xs: Sequence[float], ys: Sequence[float]) -> Box:
    return Box(xs[span.column], ys[span.row], xs[span.column + span.column_span], ys[span.row + span.row_span])
