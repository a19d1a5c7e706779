"""The rows of a table without upright lines: between drawn lines, beside anchors, or between white."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.tables.anchors import rows_of, set_to_middle
from extractors.tables.segments import Segment
from schemas.layout import TextLine
from schemas.page import Box

AFTER_NAME = re.compile(r"^[（(\d等]")  # what may stand below a name that is whole
COVERED = 0.6  # of a column's width: a line over so much of it is a border of its cells
JUMP = 1.4  # white between rows is larger by this much than that between lines of a cell
EVERY = 0.8  # of the rows: names this often are printed in every row
MISSING = 20.0  # points: where every row has its own name, a row without one is less likely than one this far off
LEVEL = "指标"  # the name of a level says it once
LEVELS = frozenset({"level1", "level2"})
NAMING = frozenset({"level3", "name", "index", "expected", ""})
SAME_HEIGHT = 3.0  # points
SINGLE_LINE = ("index", "weight", "score", "measure")  # columns whose cells have one line each
TIGHT = 1.9  # of the glyph size: lines of one cell are at most this far apart
VALUING = frozenset({"target", "actual", "measure", "status", "score"})


class Columns(NamedTuple):
    """The columns of a table that may go on over the next page: their edges and what each holds."""

    xs: tuple[float, ...]
    roles: tuple[str | None, ...]


class Body(NamedTuple):
    """What stands below a head.

    Attributes:
        segments: Its text, cut at the columns' edges.
        columns: Its columns.
        drawn: Level lines on the page, and the upper and lower edges of shaded areas.
    """

    segments: Sequence[Segment]
    columns: Columns
    drawn: Sequence[Box]


class Merged(NamedTuple):
    """A cell merged over rows: its column, its first row and the row after its last."""

    column: int
    start: int
    stop: int


def body_rows(body: Body) -> list[list[Segment]]:
    """The segments by row: between drawn edges, beside the anchors, or between the white that parts rows."""
    columns = body.columns
    levels = [segment for segment in body.segments if role_at(segment, columns) in LEVELS]
    own = [segment for segment in body.segments if role_at(segment, columns) not in LEVELS]
    single = {name: _apart(sorted(_middle(s) for s in own if role_at(s, columns) == name)) for name in SINGLE_LINE}
    name = max(SINGLE_LINE, key=lambda name: len(single[name]))
    anchors = single[name]
    cuts = _drawn_cuts(body, anchors, [i for i, role in enumerate(columns.roles) if role == name])
    if len(anchors) < 2:
        rows = _between(own, _white_cuts(own, columns))
        is_middle = False
    elif cuts:
        rows = _between(own, cuts)
        is_middle = not all(_starts_level(column, rows) for column in by_column(levels, columns).values())
    else:
        rows, is_middle = _beside(own, anchors, columns)
        rows = [row for row in rows if row]
    for column in by_column(levels, columns).values():
        if cuts and _keeps_rows(column, cuts, body):
            for segment in column:
                rows[sum(cut <= _middle(segment) for cut in cuts)].append(segment)
        elif is_middle or _is_repeated(column, rows):
            _give_nearest(rows, column, body)
        else:
            _give_levels(rows, column, body)
    return rows


def _drawn_cuts(body: Body, anchors: Sequence[float], single: Sequence[int]) -> list[float]:
    """Heights of the edges between the anchors, none unless there is just one between each two of them."""
    if len(anchors) < 2:
        return []
    xs = body.columns.xs
    edges = {box.top for box in body.drawn if any(_covers(box, xs[at], xs[at + 1]) for at in single)}
    cuts = _apart(sorted(y for y in edges if anchors[0] < y < anchors[-1]))
    places = [sum(cut < anchor for cut in cuts) for anchor in anchors]
    return cuts if places == list(range(len(cuts) + 1)) else []


def _keeps_rows(column: Sequence[Segment], cuts: Sequence[float], body: Body) -> bool:
    """Whether the edges between rows run over a level's column too, and no name stands across one of them."""
    at = column_of(column[0], body.columns)
    left, right = body.columns.xs[at : at + 2]
    drawn = [box.top for box in body.drawn if _covers(box, left, right)]
    if not all(any(abs(cut - y) < SAME_HEIGHT for y in drawn) for cut in cuts):
        return False
    rows: dict[int, str] = {}
    for segment in column:
        row = sum(cut <= _middle(segment) for cut in cuts)
        rows[row] = rows.get(row, "") + segment.line.text
    return all(text.count(LEVEL) == 1 for text in rows.values())


def _covers(box: Box, left: float, right: float) -> bool:
    return box.x1 - box.x0 > 0 and min(box.x1, right) - max(box.x0, left) > COVERED * (right - left)


def _starts_level(column: Sequence[Segment], rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether the first name of a column stands beside the first line of the first row."""
    return column[0].box.top < max(segment.box.bottom for segment in rows[0][:1]) and _middle(column[0]) <= max(
        _middle(segment) + SAME_HEIGHT for segment in rows[0]
    )


def merged_levels(body: Body, edges: Sequence[float]) -> list[Merged]:
    """Cells of levels merged over rows: a line between rows of one level stops short of the level's column.

    Args:
        body: The body.
        edges: Edges of its rows, one more than there are rows.
    """
    found: list[Merged] = []
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    for at, role in enumerate(body.columns.roles):
        left, right = body.columns.xs[at : at + 2]
        inside = {sum(m < box.top for m in middles) for box in body.drawn if _covers(box, left, right)}
        bounds = sorted({0, len(middles)} | inside)
        names = [s for s in body.segments if column_of(s, body.columns) == at]
        if role in LEVELS and 2 < len(bounds) <= len(middles) and _one_name_each(names, [edges[i] for i in bounds]):
            found += [Merged(at, start, stop) for start, stop in pairwise(bounds)]
    return found


def _one_name_each(names: Sequence[Segment], bounds: Sequence[float]) -> bool:
    texts = [
        "".join(s.line.text for s in sorted(names, key=_middle) if top <= _middle(s) < bottom)
        for top, bottom in pairwise(bounds)
    ]
    return all(text.count(LEVEL) < 2 for text in texts) and any(texts)


def row_edges(rows: Sequence[Sequence[Segment]], columns: Columns) -> tuple[float, ...]:
    """Edges in the middle of the white between rows; above the first and below the last as much white as there."""
    own = [[s for s in row if role_at(s, columns) not in LEVELS] or row for row in rows]
    tops, bottoms = [min(s.box.top for s in row) for row in own], [max(s.box.bottom for s in row) for row in own]
    whites = [(below - above) / 2 for above, below in zip(bottoms, tops[1:], strict=False)] or [1.0]
    inner = [bottom + white for bottom, white in zip(bottoms, whites, strict=False)][: len(own) - 1]
    return (tops[0] - max(whites[0], 1.0), *inner, bottoms[-1] + max(whites[-1], 1.0))


def _is_repeated(column: Sequence[Segment], rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether nearly every row has its own name, or nothing tells where a name ends."""
    count = "".join(segment.line.text for segment in column).count(LEVEL)
    return count == 0 or count >= EVERY * len(rows)


def _give_nearest(rows: Sequence[list[Segment]], column: Sequence[Segment], body: Body) -> None:
    """Put the names of a level into the rows nearest to their middles; the lines of one name stay together."""
    edges = row_edges(rows, body.columns)
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    if _is_repeated(column, rows):
        for segment, row in zip(column, set_to_middle([_middle(s) for s in column], middles, MISSING)[1], strict=True):
            rows[row].append(segment)
        return
    for name in _names(column, body):
        middle = (name[0].box.top + name[-1].box.bottom) / 2
        rows[min(range(len(rows)), key=lambda row: abs(middles[row] - middle))].extend(name)


def _apart(middles: Sequence[float]) -> list[float]:
    """Middles of lines without those beside another, as several columns of sums have them."""
    return [
        middle
        for before, middle in zip((-SAME_HEIGHT, *middles), middles, strict=False)
        if middle - before > SAME_HEIGHT
    ]


def _give_levels(rows: Sequence[list[Segment]], column: Sequence[Segment], body: Body) -> None:
    """Put the names of a level into the rows where they start; the lines of one name stay together."""
    starts = [min((s.box.top for s in row), default=0.0) for row in rows]
    for name in _names(column, body):
        rows[max((i for i, top in enumerate(starts) if top <= _middle(name[0])), default=0)].extend(name)


def _names(column: Sequence[Segment], body: Body) -> list[list[Segment]]:
    """The lines of a level's column by name: lines close to each other are one, up to its 指标."""
    names: list[list[Segment]] = []
    for segment in column:
        if names and _goes_on(names[-1], segment, body.drawn):
            names[-1].append(segment)
        else:
            names.append([segment])
    return names


def _goes_on(name: Sequence[Segment], segment: Segment, drawn: Sequence[Box]) -> bool:
    above, here = "".join(part.line.text for part in name), segment.line.text
    if LEVEL in above and (LEVEL in here or (above.endswith(LEVEL) and not AFTER_NAME.match(here))):
        return False
    return _is_wrapped(name[-1], segment, drawn)


def by_column(found: Sequence[Segment], columns: Columns) -> dict[int, list[Segment]]:
    by_column: dict[int, list[Segment]] = {}
    for segment in sorted(found, key=_middle):
        by_column.setdefault(column_of(segment, columns), []).append(segment)
    return by_column


def _middle(segment: Segment) -> float:
    return (segment.box.top + segment.box.bottom) / 2


def _beside(own: Sequence[Segment], anchors: Sequence[float], columns: Columns) -> tuple[list[list[Segment]], bool]:
    by_place = by_column(own, columns)
    places, is_middle = rows_of([[_middle(segment) for segment in column] for column in by_place.values()], anchors)
    rows: list[list[Segment]] = [[] for _ in anchors]
    for column, own_rows in zip(by_place.values(), places, strict=True):
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
        roles = {role_at(segment, columns) for segment in below}
        if roles & NAMING and roles & VALUING:
            kept.append(cut)
    return kept


def _jump(sizes: Sequence[float], sample: Segment) -> float:
    """The size up to which white only parts lines of a cell, where it comes in two kinds; 0 where it does not."""
    inside = TIGHT * sample.line.glyphs[0].size - (sample.box.bottom - sample.box.top)
    kinds = [(large / max(small, 0.1), small) for small, large in pairwise(sizes) if small <= inside]
    ratio, small = max(kinds, default=(0.0, 0.0))
    return small if ratio > JUMP else 0.0


def role_at(segment: Segment, columns: Columns) -> str:
    at = column_of(segment, columns)
    return (columns.roles[at] if at < len(columns.roles) else None) or ""


def column_of(segment: Segment, columns: Columns) -> int:
    middle = (segment.box.x0 + segment.box.x1) / 2
    return sum(x <= middle for x in columns.xs[1:-1])


def _is_wrapped(above: Segment, below: Segment, drawn: Sequence[Box]) -> bool:
    middle = (above.box.x0 + above.box.x1) / 2
    if any(above.box.top < box.top < below.box.bottom and box.x0 < middle < box.x1 for box in drawn):
        return False
    return pitch(above.line, below.line) < TIGHT


def pitch(above: TextLine, below: TextLine) -> float:
    """Distance of two lines' baselines in glyph sizes."""
    return (below.glyphs[0].baseline - above.glyphs[0].baseline) / max(below.glyphs[0].size, 1.0)
