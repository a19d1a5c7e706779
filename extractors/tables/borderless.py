"""Tables without upright lines: three-line tables, shaded rows, or no lines at all, found by their head's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.tables.edges import as_edge, merged_edges
from extractors.tables.grid import parts_within
from extractors.tables.parting import parted_rows
from extractors.tables.readers import HeadReader
from extractors.tables.segments import (
    GlyphRun,
    HeadStack,
    column_edges,
    cut_at,
    head_columns,
    is_under_one,
    keeps_columns,
    left_of,
    segments,
)
from schemas.layout import TablePart, TextLine
from schemas.page import Page, Rule

HEAD_LINES = 3  # a head's words are wrapped over at most so many lines
LEVEL_WITH = 0.2  # of a line's height

TIGHT = 1.9  # of the glyph size: lines of one cell are at most this far apart


class ColumnEdges(NamedTuple):
    """The columns of a table that may go on over the next page: their edges and what each holds."""

    xs: tuple[float, ...]
    roles: tuple[str | None, ...]


class Zone(NamedTuple):
    """Which of a page's lines make a table: its head's, none where it goes on from the page before, and its body's."""

    head: range
    body: range


class BorderlessTable(NamedTuple):
    """A table found on a page.

    Attributes:
        part: The table.
        lines: The lines it is made of.
        columns: Its columns.
        is_open: It runs to the last line of the page with no closing rule, so the next page may go on with it.
    """

    part: TablePart
    lines: tuple[TextLine, ...]
    columns: ColumnEdges
    is_open: bool


def borderless_tables(
    page: Page, lines: Sequence[TextLine], read_head: HeadReader,
    carried: ColumnEdges | None,
) -> Iterator[BorderlessTable]:  # fmt: skip
    """Every table without upright lines on a page.

    Args:
        page: The page.
        lines: Its lines outside ruled tables, from top to bottom.
        read_head: Gives the role of every column for the words of a head, None where the words are no head.
        carried: Columns of a table that the page before left open.
    """
    rows = [tuple(segments(line)) for line in lines]
    at = 0
    parted = [i for i in range(len(lines)) if any(len(row) > 1 for row in rows[i : i + HEAD_LINES])]
    heads = {i: head for i in parted if (head := _head(lines, rows, i, read_head))}
    if carried and (stop := _body_end(page, lines[: min(heads, default=len(lines))], 0, carried.xs)) > 0:
        yield _found(page, lines, Zone(range(0), range(stop)), carried)
        at = stop
    while at < len(lines):
        if at not in heads:
            at += 1
            continue
        columns, size = heads[at]
        start = at + size
        limit = min((i for i in heads if i >= start), default=len(lines))
        roles = tuple(read_head([column.text for column in columns]) or ())
        telling = [line for line, row in zip(lines, rows, strict=True) if len(row) > 1][:40]
        telling += [lines[i] for i in range(start, limit) if is_under_one(rows[i], columns)]
        guess = column_edges(columns, telling)
        stop = _body_end(page, lines[:limit], start, guess)
        unnamed = left_of(columns, [segment for row in rows[start:stop] for segment in row])
        xs = column_edges([*unnamed, *columns], lines[start:stop])
        if stop > start:
            found = ColumnEdges(xs, ((None,) * len(unnamed)) + roles)
            yield _found(page, lines, Zone(range(at, start), range(start, stop)), found)
        at = max(stop, start)


def _head(
    lines: Sequence[TextLine], rows: Sequence[Sequence[GlyphRun]], at: int,
    read_head: HeadReader,
) -> tuple[list[HeadStack], int] | None:  # fmt: skip
    """The head that starts at a line: its columns and how many lines it takes; the reading that knows most words."""
    readings = {
        (start, size): _known(rows[start : start + size], read_head)
        for start in range(at, min(at + HEAD_LINES, len(lines)))
        for size in range(1, HEAD_LINES + 1)
        if start + size <= len(lines)
        and all(_pitch(lines[i], lines[i + 1]) <= TIGHT for i in range(at, start + size - 1))
    }
    (start, size), known = max(readings.items(), key=lambda item: (item[1], -item[0][1]))
    if not known or start != at:
        return None
    while at + size < len(lines) and _is_beside(lines[at + size], lines[at : at + size]):
        size += 1
    return head_columns(rows[at : at + size]), size


def _pitch(above: TextLine, below: TextLine) -> float:
    """Distance of two lines' baselines in glyph sizes."""
    return (below.glyphs[0].baseline - above.glyphs[0].baseline) / max(below.glyphs[0].size, 1.0)


def _is_beside(line: TextLine, above: Sequence[TextLine]) -> bool:
    """Whether a line is level with part of the lines above it: the last line of a taller cell of the same row."""
    return line.box.top + LEVEL_WITH * (line.box.bottom - line.box.top) < max(other.box.bottom for other in above)


def _known(rows: Sequence[Sequence[GlyphRun]], read_head: HeadReader) -> int:
    """How many words of a would-be head are known."""
    roles = read_head([column.text for column in head_columns(rows)])
    return sum(role is not None for role in roles) if roles else 0


def _body_end(page: Page, lines: Sequence[TextLine], start: int, xs: Sequence[float]) -> int:
    """The line after the table's last: at the closing rule, or where a line runs across the columns."""
    last_rule = _closing_rule(page, lines[start].box.top if start < len(lines) else page.height, xs)
    stop, filled = start, 0
    for index in range(start, len(lines)):
        if last_rule is not None and lines[index].box.top > last_rule:
            break
        if not keeps_columns(lines[index], xs):
            break
        filled += len(cut_at(lines[index], xs)) > 1
        stop = index + 1
    return stop if filled else start


def _closing_rule(page: Page, top: float, xs: Sequence[float]) -> float | None:
    """The lowest of the level rules below a head that run over most of the table's width, unbroken by other text."""
    width = xs[-1] - xs[0]
    levels = [
        edge["top"]
        for edge in merged_edges(page.rules)
        if edge["orientation"] == "h" and min(edge["x1"], xs[-1]) - max(edge["x0"], xs[0]) > 0.7 * width
    ]
    below = sorted(y for y in levels if y > top)
    return below[-1] if below else None


def _found(page: Page, lines: Sequence[TextLine], zone: Zone, columns: ColumnEdges) -> BorderlessTable:
    head, body = ([lines[index] for index in part] for part in zone)
    rows = parted_rows(body, columns.xs)
    xs, ends = columns.xs, (_top(head or body) - 1, max(line.box.bottom for line in (*head, *body)) + 1)
    cuts = [*([(max(line.box.bottom for line in head) + _top(body)) / 2] if head else []), *ends]
    rules = [Rule(xs[0], y, xs[-1], y) for y in cuts] + [Rule(x, ends[0], x, ends[1]) for x in xs]
    rules += rows.rules(xs)
    part = replace(parts_within(page, [as_edge(rule) for rule in rules])[0], is_ruled=False)
    return BorderlessTable(
        part, (*head, *body), columns, zone.body.stop == len(lines) and _closing_rule(page, _top(body), xs) is None
    )


def _top(lines: Sequence[TextLine]) -> float:
    return min(line.box.top for line in lines)
