"""Rows between level lines, over page breaks: a table's lines are as long on the next page as on this."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.edges import CROSS, as_edge
from extractors.tables.lines import text_lines
from extractors.tables.stacks import SHADE, Stack, drawn_edges, stacks
from extractors.tables.white import Run, columns, runs
from schemas.layout import TextLine
from schemas.page import Box, Glyph, Page, Rule

CLOSE = 2.2  # of the glyph size: lines of a row, and its border, are at most this far apart
ALIKE = 0.1  # of the glyph size: text of one table differs by less
NEAR = 4  # rows beside a page break whose columns tell whether text beyond the last line is another row


@dataclass(frozen=True, eq=False)
class Band:
    """What stands between two level lines. Places across the page are counted from the left of the table.

    Attributes:
        page: The page.
        stack: The level lines it is of.
        top: The line above, in upright points.
        bottom: The line below.
        lines: Its text.
        runs: The same cut where white is.
        hints: Where something drawn tells of edges between columns.
        ends: Where the line above stops short.
        is_linked: A cell is merged over it and the row above.
        is_shaded: Nothing but shading tells of the edge above.
    """

    page: Page
    stack: Stack
    top: float
    bottom: float
    lines: tuple[TextLine, ...]
    runs: list[Run]
    hints: list[float]
    ends: list[float]
    is_linked: bool
    is_shaded: bool


def chains(pages: Sequence[Page]) -> Iterator[list[Band]]:
    """The rows of every stack of level lines; those of one that goes on over the next page are one chain."""
    chain: list[Band] = []
    per_page = [stacks(page) for page in pages]
    for at, (page, found) in enumerate(zip(pages, per_page, strict=True)):
        after = per_page[at + 1][:1] if at + 1 < len(pages) else []
        for stack in found:
            comes = stack is found[0] and bool(chain) and _is_alike(stack, chain[-1].stack)
            if chain and not comes:
                yield chain
                chain = []
            goes = stack is found[-1] and any(_is_alike(stack, other) for other in after)
            chain += _rows(page, stack, chain[-NEAR:], goes)
        if chain and not (found and any(_is_alike(chain[-1].stack, other) for other in after)):
            yield chain
            chain = []


def _is_alike(stack: Stack, other: Stack) -> bool:
    """Whether lines on two pages are of one length; the second page may be shifted."""
    return abs((stack.right - stack.left) - (other.right - other.left)) <= CROSS


def _rows(page: Page, stack: Stack, before: Sequence[Band], goes: bool) -> list[Band]:
    """The rows of a stack, with those that the page's upper or lower end left without a line."""
    lines = [line for line in text_lines(page.glyphs) if stack.holds(line.box)]
    edges = list(stack.edges)
    above = _above(stack, lines, before)
    is_open = goes or not stack.is_whole(edges[-1]) or edges[-1]["object_type"] == SHADE
    below = _below(stack, lines) if is_open else []
    if above:
        edges.insert(0, as_edge(_level(stack, min(line.box.top for line in above) - 1)))
    if below:
        edges.append(as_edge(_level(stack, max(line.box.bottom for line in below) + 1)))
    whole = stack._replace(edges=edges)
    bands = _bands(page, whole)
    rows: list[Band] = []
    for at, (first, second) in enumerate(pairwise(edges)):
        ends = [float(x) - stack.left for x in (first["x0"], first["x1"])]
        ends = [x for x in ends if CROSS < x < stack.right - stack.left - CROSS]
        hints = drawn_edges(whole, page, first["top"], second["top"])
        linked = bool(ends) or (at == 0 and bool(above))
        own = runs(bands[at], stack.left)
        rows.append(
            Band(
                page,
                whole,
                first["top"],
                second["top"],
                bands[at],
                own,
                hints,
                ends,
                linked,
                first["object_type"] == SHADE,
            )
        )
    return rows


def _bands(page: Page, stack: Stack) -> list[tuple[TextLine, ...]]:
    heights = [float(edge["top"]) for edge in stack.edges]
    found: list[list[Glyph]] = [[] for _ in heights[1:]]
    for glyph in page.glyphs:
        at = bisect_right(heights, (glyph.top + glyph.bottom) / 2) - 1
        if 0 <= at < len(found) and stack.holds(Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom)):
            found[at].append(glyph)
    return [text_lines(glyphs) for glyphs in found]


def _level(stack: Stack, y: float) -> Rule:
    return Rule(stack.left, y, stack.right, y)


def _above(stack: Stack, lines: Sequence[TextLine], before: Sequence[Band]) -> list[TextLine]:
    """The lines right above the first border that keep the columns of the rows before the page break.

    Above a shaded row they may be the table's first row, which fills several of the columns below.
    """
    first = float(stack.edges[0]["top"])
    found = _following([line for line in reversed(lines) if line.box.bottom <= first + 1], first)
    near = [run for row in before for run in row.runs]
    if not near and stack.edges[0]["object_type"] == SHADE:
        stop = float(stack.edges[min(NEAR, len(stack.edges) - 1)]["top"])
        near = runs([line for line in lines if first <= (line.box.top + line.box.bottom) / 2 <= stop], stack.left)
        return _kept(found, near, stack, 2)
    return _kept(found, near, stack, 1) if len(_kept(found, near, stack, 1)) == len(found) else []


def _below(stack: Stack, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines right below the last border that keep the columns of the rows above it, and fill some of them."""
    last = float(stack.edges[-1]["top"])
    found = _following([line for line in lines if line.box.top >= last - 1], last)
    start = float(stack.edges[-min(NEAR, len(stack.edges))]["top"])
    near = runs([line for line in lines if start <= (line.box.top + line.box.bottom) / 2 <= last], stack.left)
    return _kept(found, near, stack, 2)


def _kept(found: Sequence[TextLine], near: Sequence[Run], stack: Stack, fewest: int) -> list[TextLine]:
    """The lines, as many as keep the columns of rows nearby and fill at least so many."""
    for count in range(len(found), 0, -1):
        own = runs(found[:count], stack.left)
        if _keeps(near, own) and len(columns(own)) >= fewest:
            return list(found[:count])
    return []


def _following(lines: Sequence[TextLine], start: float) -> list[TextLine]:
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


def _keeps(near: Sequence[Run], own: Sequence[Run]) -> bool:
    """Whether text is as large as that of some rows, and no columns of theirs run into one where it is added."""
    if not near or any(abs(run.size - near[-1].size) > ALIKE * run.size for run in own):
        return False
    return len(columns([*near, *own])) >= len(columns(near))
