"""Columns told by white: text cut into runs, and the white between them that goes down through all rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.layout import TextLine
from schemas.page import Glyph

TOUCHING = 0.08  # of the glyph size: glyphs nearer than this are of one run
SPACE = 1.0  # of the glyph size: a printed space narrower than this belongs to its words, not between two columns
ASCENT = 0.85  # of the glyph size: ink above the baseline
SLACK = 1.0  # points that a glyph's box may reach over an edge
UNDRAWN = 2.0  # of the glyph size: as much where edges are drawn elsewhere and not here
APART = 0.6  # of the glyph size: wider white than a printer leaves between words of one cell (0.25 at figures)


class Run(NamedTuple):
    """Glyphs one after the other without white between them: where they lie, and the size of their glyphs."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float


class Stretch(NamedTuple):
    """From where to where something runs across the page."""

    x0: float
    x1: float


def runs(lines: Iterable[TextLine], left: float = 0.0) -> list[Run]:
    """The runs of lines of text, from left to right in each line, counted from a place across the page."""
    return [_run(glyphs, left) for line in lines for glyphs in _cut(line.glyphs)]


def fits(white: Stretch, x: float) -> bool:
    """Whether a place lies in some white, or touches it."""
    return white.x0 - SLACK <= x <= white.x1 + SLACK


def _cut(glyphs: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() and glyph.x1 - glyph.x0 >= SPACE * glyph.size:
            continue
        if run and glyph.x0 - run[-1].x1 > TOUCHING * glyph.size:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _run(glyphs: Sequence[Glyph], left: float) -> Run:
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()] or list(glyphs)
    size = inked[0].size
    baseline = inked[0].baseline
    return Run(inked[0].x0 - left, inked[-1].x1 - left, baseline - ASCENT * size, baseline + (1 - ASCENT) * size, size)


def joined(spans: Iterable[Run | Stretch]) -> list[Stretch]:
    """Spans put together where they overlap, from left to right."""
    found: list[Stretch] = []
    for span in sorted(spans, key=lambda span: span[0]):
        if found and span[0] <= found[-1].x1:
            found[-1] = Stretch(found[-1].x0, max(found[-1].x1, span[1]))
        else:
            found.append(Stretch(span[0], span[1]))
    return found


def columns(found: Sequence[Run], hints: Sequence[float] = ()) -> list[Stretch]:
    """Where the columns of some rows have their text, from left to right.

    Args:
        found: The runs of the rows.
        hints: Where something drawn tells of an edge between columns.

    White that goes down through all rows parts two columns if some row shows more of it there than words of one cell
    have between them: ``指标 1`` set flush left in every row has the same narrow white in all of them.
    """
    spans = joined(found)
    while len(spans) > 1:
        whites = [_white(found, first, second, hints) for first, second in pairwise(spans)]
        least = min(range(len(whites)), key=lambda at: whites[at])
        if whites[least] >= APART:
            break
        spans[least : least + 2] = [Stretch(spans[least].x0, spans[least + 1].x1)]
    return spans


def _white(found: Sequence[Run], left: Stretch, right: Stretch, hints: Sequence[float]) -> float:
    """The widest white between two columns that some row shows, in glyph sizes."""
    if any(fits(Stretch(left.x1, right.x0), hint) for hint in hints):
        return max(APART, (right.x0 - left.x1) / found[0].size)
    before = [run for run in found if left.x0 <= run.x0 and run.x1 <= left.x1]
    behind = [run for run in found if right.x0 <= run.x0 and run.x1 <= right.x1]
    whites = []
    for first in before:
        if beside := [run for run in behind if _are_beside(first, run)]:
            second = min(beside)
            whites.append((second.x0 - max(run.x1 for run in before if _are_beside(run, second))) / second.size)
    widest = max(whites, default=APART if _is_side(before, behind) else 0.0)
    return widest * APART / UNDRAWN if hints else widest


def _is_side(before: Sequence[Run], behind: Sequence[Run]) -> bool:
    """Whether words that no run is beside stand between others' heights, as a name beside a whole block does.

    Else what no row has both of is one column: a dash flush left under a centred head.
    """
    top, bottom = min(run.top for run in before), max(run.bottom for run in before)
    return min(run.bottom for run in behind) <= top and bottom <= max(run.top for run in behind)


def _are_beside(first: Run, second: Run) -> bool:
    return first.top < second.bottom and second.top < first.bottom
