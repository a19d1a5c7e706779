"""Names set to the middle of their rows without a border round them: which rows each surely stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

ON_ROW = 0.15  # of a row's height: names this near the middles of rows are set into rows, not between them


class Height(NamedTuple):
    """Top and bottom of a row, or of a name's lines, in points."""

    top: float
    bottom: float


def rows_named(rows: Sequence[Height], names: Sequence[Height]) -> list[int | None]:
    """For every row the name that stands for it, None where more than one may.

    Args:
        rows: The rows from top to bottom, without a gap between them.
        names: The lines of each name, from top to bottom.

    Every name stands for rows that follow each other, is at their middle, and no row is without a name. Where all names
    are level with a row, a name may stand in either of the two middle rows of an even number; else it is at the very
    middle. A row has a name only if every way to share out the rows gives it the same.

    Example:
        ``rows_named([Height(0, 10), Height(10, 20), Height(20, 30)], [Height(7, 13), Height(22, 28)]) == [0, 0, 1]``
    """
    slack = 0.5 if all(_is_level(name, rows) for name in names) else 0.24
    groups = [
        [(start, stop) for start in range(len(rows)) for stop in _stops(rows, start, name, slack)] for name in names
    ]
    above, below = _reached(groups, 0), _reached([[(b, a) for a, b in own] for own in groups[::-1]], len(rows))[::-1]
    found: list[set[int]] = [set() for _ in rows]
    for at, own in enumerate(groups):
        for start, stop in own:
            if start in above[at] and stop in below[at + 1]:
                for row in range(start, stop):
                    found[row].add(at)
    return (
        [next(iter(own)) if len(own) == 1 else None for own in found] if len(rows) in above[-1] else [None] * len(rows)
    )


def _is_level(name: Height, rows: Sequence[Height]) -> bool:
    return any(abs(_middle(name) - _middle(row)) < ON_ROW * (row.bottom - row.top) for row in rows)


def _stops(rows: Sequence[Height], start: int, name: Height, slack: float) -> list[int]:
    """The rows after the last of a name's rows that may be, for its first."""
    return [
        stop
        for stop in range(start + 1, len(rows) + 1)
        if abs((rows[start].top + rows[stop - 1].bottom) / 2 - _middle(name))
        <= slack * min(row.bottom - row.top for row in (rows[start], rows[stop - 1])) + 0.5
    ]


def _reached(groups: Sequence[Sequence[tuple[int, int]]], start: int) -> list[set[int]]:
    """The rows that may follow the first names: before the first name, after it, and so on."""
    reached = [{start}]
    for own in groups:
        reached.append({stop for first, stop in own if first in reached[-1]})
    return reached


def _middle(span: Height) -> float:
    return (span.top + span.bottom) / 2
