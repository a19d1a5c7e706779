"""Text longer than its cell that a printer let run on over the border into the cell beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.page import Glyph

TOUCHING = 0.15  # of the glyph size: glyphs printed in one run are at most this far apart, or over each other
DEEP = 0.2  # of the glyph size: a glyph this far over a border on both sides stands across it


def runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs printed one after the other on one baseline without a gap."""
    run: list[Glyph] = []
    end = baseline = 0.0
    for glyph in glyphs:
        if run and (abs(glyph.x0 - end) >= TOUCHING * glyph.size or abs(glyph.baseline - baseline) >= 1):
            yield run
            run = []
        run.append(glyph)
        end, baseline = glyph.x1, glyph.baseline
    if run:
        yield run


def home(run: Sequence[Glyph], borders: Sequence[float]) -> int | None:
    """The place of the cell that a run begins in and overflows from, None where it may be text of several cells.

    Args:
        run: Glyphs of one run.
        borders: Upright borders of the run's row, from left to right; place 0 is right of the first.

    It fills its cell from the left, stands across every border it passes, and ends before the middle of the last cell:
    words of that cell's own would reach farther.
    """
    middles = [(glyph.x0 + glyph.x1) / 2 for glyph in (run[0], run[-1])]
    first, last = (sum(x <= middle for x in borders) - 1 for middle in middles)
    if first == last or first < 0 or last + 1 >= len(borders):
        return None
    is_left = run[0].x0 - borders[first] < run[0].size
    is_short = run[-1].x1 < (borders[last] + borders[last + 1]) / 2
    crossed = all(any(_stands_across(glyph, x) for glyph in run) for x in borders[first + 1 : last + 1])
    return first if is_left and is_short and crossed else None


def _stands_across(glyph: Glyph, border: float) -> bool:
    return glyph.x0 + DEEP * glyph.size < border < glyph.x1 - DEEP * glyph.size
