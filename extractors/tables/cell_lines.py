"""Lines of text by the column they stand in, and where white runs between them through all columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from extractors.tables.segments import GlyphRun, cut_at
from extractors.tables.white import ASCENT
from schemas.layout import TextLine

OVERLAP = 0.08  # of the glyph size: ink of two rows may reach so far into each other
WRAPPED = 1.9  # of the glyph size: nor is that distance greater


class CellLine(NamedTuple):
    """A line of text in a column: its ink, its text, and the width of its first word."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    size: float
    first: float


def by_column(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[CellLine]]:
    """The lines of each column, from top to bottom; ``xs`` are the edges of the columns, the table's sides too."""
    columns: list[list[CellLine]] = [[] for _ in xs[1:]]
    for line in lines:
        for segment in cut_at(line, xs):
            at = bisect_right(xs, (segment.box.x0 + segment.box.x1) / 2) - 1
            columns[min(max(at, 0), len(columns) - 1)].append(_cell_line(segment))
    return columns


def _cell_line(segment: GlyphRun) -> CellLine:
    glyph = segment.line.glyphs[0]
    word = [glyph]
    if glyph.text.isascii():
        word = list(takewhile(lambda other: other.text.isascii(), segment.line.glyphs))
    top, bottom = glyph.baseline - ASCENT * glyph.size, glyph.baseline + (1 - ASCENT) * glyph.size
    first = word[-1].x1 - word[0].x0
    return CellLine(segment.box.x0, segment.box.x1, top, bottom, segment.line.text, glyph.size, first)


def ink_rows(lines: Sequence[CellLine]) -> list[tuple[float, float]]:
    """Tops and bottoms of the ink between white that runs through all columns."""
    found: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if found and line.top < found[-1][1] - OVERLAP * line.size:
            found[-1] = found[-1][0], max(found[-1][1], line.bottom)
        else:
            found.append((line.top, line.bottom))
    return found
