"""Rows under each other that share their columns, in a table whose columns only white parts.

A form prints several blocks of columns under each other: labels with values, sums under measures, indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.tables.white import Run, Stretch, columns, joined

BLOCK = 1.0  # cost of one more block of rows; the other costs are in its measure
LOST = 2.0  # of two columns of a row run into one
ALONE = 0.5  # of a row laid out by itself among rows that share their columns, as one that fills at most half of them
EACH = 0.2  # of each column of such a row
TORN = 1.5  # of blocks parted where a cell is merged over the rows on both sides
MOST_ROWS = 60  # of one block

Band = Sequence[Run]


class RowLayout(NamedTuple):
    """Rows that share their columns: which, where their text lies, and those among them laid out by themselves."""

    rows: range
    columns: list[Stretch]
    alone: frozenset[int]


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
    own = [columns(band, hint) if band else [] for band, hint in zip(bands, hints, strict=True)]
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
    bands: Sequence[Band], own: Sequence[Sequence[Stretch]], linked: Sequence[bool], start: int
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
        sparse = {
            row for row in members if own[row] and 2 * len(own[row]) <= len(spans) and not _is_linked(row, linked)
        }
        alone = set(range(start, at + 1)) - set(members) | (sparse if len(sparse) < len(members) else set())
        cost = BLOCK + sum(ALONE + EACH * len(own[row]) for row in alone) + LOST * lost
        yield _Trial(cost, frozenset(alone)), at + 1


def _is_linked(row: int, linked: Sequence[bool]) -> bool:
    return linked[row] or (row + 1 < len(linked) and linked[row + 1])


def _lost(own: Sequence[Sequence[Stretch]], members: Sequence[int], spans: Sequence[Stretch]) -> int:
    """How many columns of rows run into another of the same row."""
    return sum(len(own[row]) - len({_at(span, spans) for span in own[row]}) for row in members)


def _at(span: Stretch, spans: Sequence[Stretch]) -> int:
    return next((at for at, other in enumerate(spans) if span.x0 < other.x1 and other.x0 < span.x1), -1)
