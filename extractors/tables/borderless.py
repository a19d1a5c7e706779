"""Tables without upright lines: three-line tables, shaded rows, or no lines at all, found by their head's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.tables.anchors import rows_of, set_to_middle
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
TIGHT = 1.9  # of the glyph size: lines of one cell are at most this far apart
JUMP = 1.4  # white between rows is larger by this much than that between lines of a cell
SINGLE_LINE = ("index", "weight", "score", "measure")  # columns whose cells have one line each
SAME_HEIGHT = 3.0  # points
NAMING = frozenset({"level3", "name", "index", "expected", ""})
VALUING = frozenset({"target", "actual", "measure", "status", "score"})
LEVELS = frozenset({"level1", "level2"})
LEVEL = "指标"  # the name of a level says it once

Roles = Callable[[str], str | None]


class Columns(NamedTuple):
    """The columns of a table that may go on over the next page: their edges and what each holds."""

    xs: tuple[float, ...]
    roles: tuple[str | None, ...]


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
        and all(_pitch(lines[i], lines[i + 1]) <= TIGHT for i in range(at, start + size - 1))
    }
    (start, size), known = max(readings.items(), key=lambda item: (item[1], -item[0][1]))
    return (head_columns(rows[at : at + size]), size) if known and start == at else None


def _known(rows: Sequence[Sequence[Segment]], read_head: Callable[[Sequence[str]], Sequence[str | None] | None]) -> int:
    """How many words of a would-be head are known."""
    roles = read_head([column.text for column in head_columns(rows)])
    return sum(role is not None for role in roles) if roles else 0


def _pitch(above: TextLine, below: TextLine) -> float:
    """Distance of two lines' baselines in glyph sizes."""
    return (below.glyphs[0].baseline - above.glyphs[0].baseline) / max(below.glyphs[0].size, 1.0)


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
    drawn = sorted({y for shade in page.shades for y in (shade.top, shade.bottom)} | {rule.top for rule in page.rules})
    rows = _rows(own, columns, drawn)
    heads = [segment for index in head for segment in cut_at(lines[index], columns.xs)]
    grid = ([heads] if heads else []) + rows
    ys = (*(min(s.box.top for s in row) - 1 for row in grid), max(s.box.bottom for row in grid for s in row) + 1)
    cells = tuple(
        Cell(at, column, 1, 1, (CellPart(page, Box(left, ys[at], right, ys[at + 1]), _lines_in(row, column, columns)),))
        for at, row in enumerate(grid)
        for column, (left, right) in enumerate(pairwise(columns.xs))
    )
    part = TablePart(page, columns.xs, ys, cells, is_ruled=False)
    is_open = body.stop == len(lines) and _closing_rule(page, lines[body.start].box.top, columns.xs) is None
    return Found(part, tuple(lines[index] for index in (*head, *body)), columns, is_open)


def _lines_in(row: Sequence[Segment], column: int, columns: Columns) -> tuple[TextLine, ...]:
    own = (segment for segment in row if _column_of(segment, columns) == column)
    return tuple(segment.line for segment in sorted(own, key=lambda s: s.box.top))


def _rows(body: Sequence[Segment], columns: Columns, drawn: Sequence[float]) -> list[list[Segment]]:
    """The body's segments by row: between drawn edges, beside the anchors, or between the white that parts rows."""
    levels = [segment for segment in body if _role_at(segment, columns) in LEVELS]
    own = [segment for segment in body if _role_at(segment, columns) not in LEVELS]
    single = max(SINGLE_LINE, key=lambda name: sum(_role_at(s, columns) == name for s in own))
    anchors = _apart(sorted(_middle(s) for s in own if _role_at(s, columns) == single))
    if len(anchors) < 2:
        rows = _between(own, _white_cuts(own, columns))
        _give_levels(rows, levels, columns, drawn)
        return rows
    rows, is_middle = _beside(own, anchors, columns)
    if is_middle:
        for column in _by_column(levels, columns).values():
            for segment, row in zip(column, set_to_middle([_middle(s) for s in column], anchors)[1], strict=True):
                rows[row].append(segment)
    else:
        _give_levels(rows, levels, columns, drawn)
    return [row for row in rows if row]


def _apart(middles: Sequence[float]) -> list[float]:
    """Middles of lines without those beside another, as several columns of sums have them."""
    return [
        middle
        for before, middle in zip((-SAME_HEIGHT, *middles), middles, strict=False)
        if middle - before > SAME_HEIGHT
    ]


def _give_levels(
    rows: Sequence[list[Segment]], levels: Sequence[Segment], columns: Columns, drawn: Sequence[float]
) -> None:
    """Put the levels' names into the rows where they start; the lines of one name stay together."""
    starts = [min((s.box.top for s in row), default=0.0) for row in rows]
    for column in _by_column(levels, columns).values():
        row, name = 0, list[Segment]()
        for segment in column:
            is_named = LEVEL in segment.line.text and LEVEL in "".join(above.line.text for above in name)
            if not name or is_named or not _is_wrapped(name[-1], segment, drawn):
                row, name = max((i for i, top in enumerate(starts) if top <= _middle(segment)), default=0), []
            rows[row].append(segment)
            name.append(segment)


def _by_column(found: Sequence[Segment], columns: Columns) -> dict[int, list[Segment]]:
    by_column: dict[int, list[Segment]] = {}
    for segment in sorted(found, key=_middle):
        by_column.setdefault(_column_of(segment, columns), []).append(segment)
    return by_column


def _middle(segment: Segment) -> float:
    return (segment.box.top + segment.box.bottom) / 2


def _beside(own: Sequence[Segment], anchors: Sequence[float], columns: Columns) -> tuple[list[list[Segment]], bool]:
    by_column = _by_column(own, columns)
    places, is_middle = rows_of([[_middle(segment) for segment in column] for column in by_column.values()], anchors)
    rows: list[list[Segment]] = [[] for _ in anchors]
    for column, own_rows in zip(by_column.values(), places, strict=True):
        for segment, row in zip(column, own_rows, strict=True):
            rows[row].append(segment)
    return rows, is_middle


def _between(own: Sequence[Segment], cuts: Sequence[float]) -> list[list[Segment]]:
    rows: list[list[Segment]] = [[] for _ in range(len(cuts) + 1)]
    for segment in own:
        rows[sum(cut <= _middle(segment) for cut in cuts)].append(segment)
    return [row for row in rows if row]


def _white_cuts(own: Sequence[Segment], columns: Columns) -> list[float]:
    """Where white runs through all columns: between rows, unless what lies below is no row of its own.

    White inside a cell is that between its lines; where white comes in two sizes, the smaller is that.
    """
    gaps: list[tuple[float, float]] = []
    spans = sorted((s.box.top, s.box.bottom) for s in own)
    reached = spans[0][1]
    for top, bottom in spans[1:]:
        if top > reached:
            gaps.append((top - reached, (top + reached) / 2))
        reached = max(reached, bottom)
    least = _jump(sorted(size for size, _ in gaps), own[0])
    kept: list[float] = []
    for cut in [place for size, place in gaps if size > least]:
        below = [s for s in own if s.box.top > cut and not any(cut < other < s.box.top for _, other in gaps)]
        roles = {_role_at(segment, columns) for segment in below}
        if roles & NAMING and roles & VALUING:
            kept.append(cut)
    return kept


def _jump(sizes: Sequence[float], sample: Segment) -> float:
    """The size up to which white only parts lines of a cell, where it comes in two kinds; 0 where it does not."""
    inside = TIGHT * sample.line.glyphs[0].size - (sample.box.bottom - sample.box.top)
    kinds = [(large / max(small, 0.1), small) for small, large in pairwise(sizes) if small <= inside]
    ratio, small = max(kinds, default=(0.0, 0.0))
    return small if ratio > JUMP else 0.0


def _role_at(segment: Segment, columns: Columns) -> str:
    at = _column_of(segment, columns)
    return (columns.roles[at] if at < len(columns.roles) else None) or ""


def _column_of(segment: Segment, columns: Columns) -> int:
    middle = (segment.box.x0 + segment.box.x1) / 2
    return sum(x <= middle for x in columns.xs[1:-1])


def _is_wrapped(above: Segment, below: Segment, drawn: Sequence[float]) -> bool:
    if any(above.box.top < y < below.box.bottom for y in drawn):
        return False
    return _pitch(above.line, below.line) < TIGHT
