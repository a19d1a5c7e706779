"""Rows of a table of level lines that a page break left without a line above or below."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tables.edges import as_edge
from extractors.tables.lines import text_lines
from extractors.tables.stacks import Stack
from extractors.tables.white import Run, columns, runs
from schemas.layout import TextLine
from schemas.page import Box, Page, Rule

CLOSE = 2.2  # of the glyph size: lines of a row, and its border, are at most this far apart


def run_on(page: Page, stack: Stack, carried: Sequence[float] | None, goes_on: bool) -> Stack:
    """The stack with an edge above rows that come from the page before, and one below rows that go on over the next.

    Args:
        page: The page.
        stack: A stack of level lines.
        carried: Edges of the columns of a table of the same width at the end of the page before.
        goes_on: The next page has level lines of the same width.
    """
    lines = [line for line in text_lines(page.glyphs) if stack.holds(line.box)]
    edges = list(stack.edges)
    first, last = float(edges[0]["top"]), float(edges[-1]["top"])
    if carried:
        above = _chain([line for line in reversed(lines) if line.box.bottom <= first + 1], first)
        if above and all(fits(run, carried) for run in runs(above)):
            edges.insert(0, as_edge(_level(stack, min(line.box.top for line in above) - 1)))
    if goes_on or not stack.is_whole(edges[-1]):
        below = _chain([line for line in lines if line.box.top >= last - 1], last)
        if below and _is_row(below, lines, stack, page):
            edges.append(as_edge(_level(stack, max(line.box.bottom for line in below) + 1)))
    return stack._replace(edges=edges)


def _level(stack: Stack, y: float) -> Rule:
    return Rule(stack.left, y, stack.right, y)


def _chain(lines: Sequence[TextLine], start: float) -> list[TextLine]:
    """The lines that follow a border closely, one after the other."""
    found: list[TextLine] = []
    at = start
    for line in lines:
        middle = (line.box.top + line.box.bottom) / 2
        if abs(middle - at) > CLOSE * line.glyphs[0].size:
            break
        found.append(line)
        at = middle
    return found


def fits(run: Run, xs: Sequence[float]) -> bool:
    """Whether a run lies between two edges."""
    return not any(run.x0 + 1 < x < run.x1 - 1 for x in xs)


def _is_row(below: Sequence[TextLine], lines: Sequence[TextLine], stack: Stack, page: Page) -> bool:
    """Whether lines below the last border keep apart what the rows right above it keep apart."""
    tops = [float(edge["top"]) for edge in stack.edges[-4:]]
    above = runs(line for line in lines if tops[0] <= (line.box.top + line.box.bottom) / 2 <= tops[-1])
    own = runs(below)
    if not above or any(abs(run.size - above[-1].size) > 0.1 * run.size for run in own):
        return False
    return len(columns(above)) <= len(columns([*above, *own])) and len(columns(own)) > 1
