"""Lines of text cut at wide gaps, and the columns such segments stand in, for tables without upright lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.layout import TextLine
from schemas.page import Box, Glyph

WIDE = 0.8  # of the glyph size: a gap this wide parts two cells
INSIDE = 0.15  # of the glyph size: an edge must go this deep into a glyph to cut it
TOUCHING = 0.2  # of the glyph size: glyphs nearer than this are of one run
STEPS = 40  # places tried for the edge between two columns


class GlyphRun(NamedTuple):
    """A run of glyphs without a wide gap, and its bounds in upright points."""

    line: TextLine
    box: Box


def segments(line: TextLine) -> Iterator[GlyphRun]:
    """The line cut where a gap is wide, spaces left out at the cuts."""
    run: list[Glyph] = []
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if run and glyph.x0 - run[-1].x1 > WIDE * glyph.size:
            yield _segment(run)
            run = []
        run.append(glyph)
    if run:
        yield _segment(run)


def _segment(run: Sequence[Glyph]) -> GlyphRun:
    line = TextLine(tuple(run))
    return GlyphRun(line, line.box)


class HeadStack(NamedTuple):
    """Segments under each other in a head: the words of one column."""

    text: str
    x0: float
    x1: float


def head_columns(rows: Iterable[Iterable[GlyphRun]]) -> list[HeadStack]:
    """The columns of a head whose words may be wrapped over several lines, from left to right."""
    columns: list[HeadStack] = []
    for segment in (segment for row in rows for segment in row):
        at = next((i for i, c in enumerate(columns) if min(c.x1, segment.box.x1) > max(c.x0, segment.box.x0)), None)
        if at is None:
            columns.append(HeadStack(segment.line.text, segment.box.x0, segment.box.x1))
        else:
            old = columns[at]
            columns[at] = HeadStack(
                old.text + segment.line.text, min(old.x0, segment.box.x0), max(old.x1, segment.box.x1)
            )
    return sorted(columns, key=lambda column: column.x0)


def left_of(columns: Sequence[HeadStack], body: Sequence[GlyphRun]) -> list[HeadStack]:
    """Columns of labels to the left of the first head, which have no head of their own."""
    left = [segment for segment in body if segment.box.x1 < columns[0].x0]
    return [column._replace(text="") for column in head_columns([left])] if len(left) > 1 else []


def is_under_one(row: Sequence[GlyphRun], columns: Sequence[HeadStack]) -> bool:
    """Whether a line is one segment under one head, as a line of a wrapped cell is; running text stands under many."""
    return len(row) == 1 and sum(c.x0 < row[0].box.x1 and row[0].box.x0 < c.x1 for c in columns) == 1


def column_edges(columns: Sequence[HeadStack], body: Sequence[TextLine]) -> tuple[float, ...]:
    """Edges between the columns where the fewest glyphs are crossed, from the left of the table to its right.

    Args:
        columns: Columns of the head, from left to right.
        body: Lines of the body.
    """
    glyphs = [glyph for line in body for glyph in line.glyphs if not glyph.text.isspace()]
    left = min([columns[0].x0, *(glyph.x0 for glyph in glyphs)]) - 1
    right = max([columns[-1].x1, *(glyph.x1 for glyph in glyphs)]) + 1
    inked = [(glyph.x0, glyph.x1, INSIDE * glyph.size) for glyph in glyphs]
    return (left, *(_edge(first, second, inked) for first, second in pairwise(columns)), right)


def _edge(first: HeadStack, second: HeadStack, inked: Sequence[tuple[float, float, float]]) -> float:
    """The middle of the widest run of places, between two heads' middles, that cross the least ink.

    Where every place crosses some, ink crossed by no more than the glyphs' white does not count.
    """
    start, stop = (first.x0 + first.x1) / 2, (second.x0 + second.x1) / 2
    places = [start + (stop - start) * step / STEPS for step in range(1, STEPS)]
    heads = [(column.x0, column.x1, 0.0) for column in (first, second)]
    near = [span for span in (*inked, *heads) if span[1] > start and span[0] < stop]
    crossed = [sum(x0 < place < x1 for x0, x1, _ in near) for place in places]
    if min(crossed):
        crossed = [sum(x0 + white < place < x1 - white for x0, x1, white in near) for place in places]
    low, high = max(_runs([count == min(crossed) for count in crossed]), key=lambda run: run[1] - run[0])
    return (places[low] + places[high - 1]) / 2


def cut_at(line: TextLine, xs: Sequence[float]) -> list[GlyphRun]:
    """The line cut at column edges, each glyph in the column that holds its middle."""
    columns: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        at = sum(x <= (glyph.x0 + glyph.x1) / 2 for x in xs[1:-1])
        columns.setdefault(at, []).append(glyph)
    runs = ([glyph for glyph in run if not glyph.text.isspace()] and run for run in columns.values())
    return [_segment(run) for run in runs if run]


def keeps_columns(line: TextLine, xs: Sequence[float]) -> bool:
    """Whether a line lies between the table's sides, none of its glyphs on a column's edge, and runs on over none.

    Text may touch that of one neighbour by chance; text that goes on over two edges without a gap is running text.
    """
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    if any(glyph.x0 < xs[0] - 2 or glyph.x1 > xs[-1] + 2 for glyph in inked):
        return False
    touching = [((a.x1 + b.x0) / 2, TOUCHING * b.size) for a, b in pairwise(inked) if b.x0 - a.x1 < TOUCHING * b.size]
    if sum(any(abs(x - between) <= near for between, near in touching) for x in xs[1:-1]) > 1:
        return False
    return not any(g.x0 + INSIDE * g.size < x < g.x1 - INSIDE * g.size for g in inked for x in xs[1:-1])


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            runs.append((start, index))
            start = None
    return runs
