"""Tables without upright lines: three-line tables, shaded rows, or no lines at all, found by their head's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.tables.bodyrows import (
    TIGHT,
    Body,
    Columns,
    Merged,
    body_rows,
    column_of,
    merged_levels,
    pitch,
    row_edges,
)
from extractors.tables.edges import merged_edges
from extractors.tables.segments import (
    Column,
    Segment,
    column_edges,
    cut_at,
    head_columns,
    is_under_one,
    keeps_columns,
    left_of,
    segments,
)
from schemas.layout import Cell, CellPart, TablePart, TextLine
from schemas.page import Box, Page

HEAD_LINES = 3  # a head's words are wrapped over at most so many lines
LEVEL_WITH = 0.2  # of a line's height

Roles = Callable[[str], str | None]


class Zone(NamedTuple):
    """Which of a page's lines make a table: its head's, none where it goes on from the page before, and its body's."""

    head: range
    body: range


class Found(NamedTuple):
    """A table found on a page.

    Attributes:
        part: The table.
        lines: The lines it is made of.
        columns: Its columns.
        is_open: It runs to the last line of the page with no closing rule, so the next page may go on with it.
    """

    part: TablePart
    lines: tuple[TextLine, ...]
    columns: Columns
    is_open: bool


def borderless_tables(
    page: Page, lines: Sequence[TextLine], read_head: Callable[[Sequence[str]], Sequence[str | None] | None],
    carried: Columns | None,
) -> Iterator[Found]:  # fmt: skip
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
            found = Columns(xs, ((None,) * len(unnamed)) + roles)
            yield _found(page, lines, Zone(range(at, start), range(start, stop)), found)
        at = max(stop, start)


def _head(
    lines: Sequence[TextLine], rows: Sequence[Sequence[Segment]], at: int,
    read_head: Callable[[Sequence[str]], Sequence[str | None] | None],
) -> tuple[list[Column], int] | None:  # fmt: skip
    """The head that starts at a line: its columns and how many lines it takes; the reading that knows most words."""
    readings = {
        (start, size): _known(rows[start : start + size], read_head)
        for start in range(at, min(at + HEAD_LINES, len(lines)))
        for size in range(1, HEAD_LINES + 1)
        if start + size <= len(lines)
        and all(pitch(lines[i], lines[i + 1]) <= TIGHT for i in range(at, start + size - 1))
    }
    (start, size), known = max(readings.items(), key=lambda item: (item[1], -item[0][1]))
    if not known or start != at:
        return None
    while at + size < len(lines) and _is_beside(lines[at + size], lines[at : at + size]):
        size += 1
    return head_columns(rows[at : at + size]), size


def _is_beside(line: TextLine, above: Sequence[TextLine]) -> bool:
    """Whether a line is level with part of the lines above it: the last line of a taller cell of the same row."""
    return line.box.top + LEVEL_WITH * (line.box.bottom - line.box.top) < max(other.box.bottom for other in above)


def _known(rows: Sequence[Sequence[Segment]], read_head: Callable[[Sequence[str]], Sequence[str | None] | None]) -> int:
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


def _found(page: Page, lines: Sequence[TextLine], zone: Zone, columns: Columns) -> Found:
    head, body = zone
    own = [segment for index in body for segment in cut_at(lines[index], columns.xs)]
    content = Body(own, columns, _drawn(page))
    rows = body_rows(content)
    heads = [[segment for index in head for segment in cut_at(lines[index], columns.xs)]] if head else []
    ys = row_edges(heads + rows, columns)
    merged = [Merged(m.column, *(at + len(heads) for at in m[1:])) for m in merged_levels(content, ys[len(heads) :])]
    part = TablePart(page, columns.xs, ys, tuple(_cells(page, heads + rows, columns, merged)), is_ruled=False)
    is_open = body.stop == len(lines) and (_closing_rule(page, lines[body.start].box.top, columns.xs) is None or merged)
    return Found(part, tuple(lines[index] for index in (*head, *body)), columns, bool(is_open))


def _drawn(page: Page) -> list[Box]:
    """Level lines of a page, and the upper and lower edges of its shaded areas."""
    rules = [Box(e["x0"], e["top"], e["x1"], e["top"]) for e in merged_edges(page.rules) if e["orientation"] == "h"]
    return rules + [Box(s.x0, y, s.x1, y) for s in page.shades for y in (s.top, s.bottom)]


def _cells(page: Page, rows: Sequence[Sequence[Segment]], columns: Columns, merged: Sequence[Merged]) -> Iterator[Cell]:
    ys = row_edges(rows, columns)
    inner = {(m.column, row) for m in merged for row in range(m.start + 1, m.stop)}
    stops = {(m.column, m.start): m.stop for m in merged}
    for start in range(len(rows)):
        for column, (left, right) in enumerate(pairwise(columns.xs)):
            if (column, start) not in inner:
                stop = stops.get((column, start), start + 1)
                own = _lines_in([segment for row in rows[start:stop] for segment in row], column, columns)
                yield Cell(
                    start, column, stop - start, 1, (CellPart(page, Box(left, ys[start], right, ys[stop]), own),)
                )


def _lines_in(row: Sequence[Segment], column: int, columns: Columns) -> tuple[TextLine, ...]:
    own = (segment for segment in row if column_of(segment, columns) == column)
    return tuple(segment.line for segment in sorted(own, key=lambda s: s.box.top))
