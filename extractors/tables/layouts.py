"""Rows under each other that share their columns, in a table whose columns only white parts.

A form prints several blocks of columns under each other: labels with values, sums under measures, indicators.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.tables.white import Run, Stretch, columns, joined

BLOCK = 1.0  # cost of one more block of rows; the other costs are in its measure
LOST = 2.0  # of two columns of a row run into one
ALONE = 0.5  # of a row laid out by itself among rows that share their columns, as one that fills at most half of them
EACH = 0.2  # of each column of such a row
TORN = 1.5  # of blocks parted where a cell is merged over the rows on both sides
MOST_ROWS = 60  # of one block
LEAST_FILLED = 3  # columns: a label and its value fill two, whatever stands in the rows around
SET = 1.0  # points: the middles of centred texts of one column are at most so far apart (0.6 measured, a half glyph 4)

Band = Sequence[Run]


class RowLayout(NamedTuple):
    """Rows that share their columns: which, where their text lies, and those among them laid out by themselves."""

    rows: range
    columns: list[Stretch]
    alone: frozenset[int]


class _Own(NamedTuple):
    """The columns of one row, and for each the other rows with text set in the same place."""

    spans: Sequence[Stretch]
    alike: Sequence[set[int]]


@dataclass(frozen=True)
class _Trial:
    cost: float
    alone: frozenset[int]


def layouts(bands: Sequence[Band], linked: Sequence[bool], hints: Sequence[Sequence[float]]) -> list[RowLayout]:
    """The rows of a table parted into blocks that share their columns, the way that costs least.

    Args:
        bands: The runs of each row's text, from top to bottom.
        linked: For each row, whether a cell is merged over it and the row above.
        hints: For each row, where something drawn tells of edges between columns.
    """
    own = _owned([columns(band, hint) if band else [] for band, hint in zip(bands, hints, strict=True)])
    best = [0.0] + [float("inf")] * len(bands)
    taken: list[tuple[int, _Trial]] = [(0, _Trial(0.0, frozenset()))] * (len(bands) + 1)
    for start in range(len(bands)):
        torn = TORN if linked[start] and start else 0.0
        for trial, stop in _trials(bands, own, linked, start):
            cost = best[start] + torn + trial.cost
            if cost < best[stop]:
                best[stop], taken[stop] = cost, (start, trial)
    found: list[RowLayout] = []
    stop = len(bands)
    while stop:
        start, trial = taken[stop]
        members = [at for at in range(start, stop) if at not in trial.alone]
        merged = columns([run for at in members for run in bands[at]], [x for at in members for x in hints[at]])
        found.insert(0, RowLayout(range(start, stop), merged, trial.alone))
        stop = start
    return found


def _trials(
    bands: Sequence[Band], own: Sequence[_Own], linked: Sequence[bool], start: int
) -> Iterator[tuple[_Trial, int]]:
    """Every block that starts at a row, with the row after its last."""
    spans: list[Stretch] = []
    members: list[int] = []
    lost = 0
    for at in range(start, min(len(bands), start + MOST_ROWS)):
        wider = joined([*spans, *bands[at]])
        is_whole = len({_at(span, wider) for span in spans}) == len(spans)
        more = (lost if is_whole else _lost(own, members, wider)) + _lost(own, [at], wider)
        if at == start or linked[at] or more <= lost:
            spans, lost = wider, more
            members.append(at)
        sparse = {row for row in members if _is_sparse(own[row], members, len(spans)) and not _is_linked(row, linked)}
        alone = set(range(start, at + 1)) - set(members) | (sparse if len(sparse) < len(members) else set())
        cost = BLOCK + sum(ALONE + EACH * len(own[row].spans) for row in alone) + LOST * lost
        yield _Trial(cost, frozenset(alone)), at + 1


def _is_sparse(row: _Own, members: Collection[int], count: int) -> bool:
    """Whether a row fills at most half of so many columns, and not as a row of theirs with blank cells does."""
    if not row.spans or 2 * len(row.spans) > count:
        return False
    return len(row.spans) < LEAST_FILLED or not all(rows & set(members) for rows in row.alike)


def _owned(own: Sequence[Sequence[Stretch]]) -> list[_Own]:
    near = [range(max(at - MOST_ROWS, 0), min(at + MOST_ROWS, len(own))) for at in range(len(own))]
    return [
        _Own(spans, [{r for r in near[at] if r != at and any(_is_set_as(span, s) for s in own[r])} for span in spans])
        for at, spans in enumerate(own)
    ]


def _is_set_as(span: Stretch, other: Stretch) -> bool:
    """Whether texts of two rows begin, end or have their middle in one place; a merged cell's has it elsewhere."""
    begins, ends = span.x0 - other.x0, span.x1 - other.x1
    return min(abs(begins), abs(ends), abs(begins + ends) / 2) <= SET


def _is_linked(row: int, linked: Sequence[bool]) -> bool:
    return linked[row] or (row + 1 < len(linked) and linked[row + 1])


def _lost(own: Sequence[_Own], members: Sequence[int], spans: Sequence[Stretch]) -> int:
    """How many columns of rows run into another of the same row."""
    return sum(len(own[row].spans) - len({_at(span, spans) for span in own[row].spans}) for row in members)


def _at(span: Stretch, spans: Sequence[Stretch]) -> int:
    return next((at for at, other in enumerate(spans) if span.x0 < other.x1 and other.x0 < span.x1), -1)
