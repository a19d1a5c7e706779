"""Lines of a column given to the rows of a table whose rows are known only by one line each, their anchors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

LONGEST_CELL = 12  # lines
EMPTY = 1.0  # points: an empty cell is less likely than a line this far off its anchor


def rows_of(columns: Sequence[Sequence[float]], anchors: Sequence[float]) -> tuple[list[list[int]], bool]:
    """The row of every line, column by column.

    Args:
        columns: For each column the middles of its lines from top to bottom, in points.
        anchors: The middle of each row's anchor, from top to bottom.

    Returns:
        For each column one row for each line, and whether cells are set to the middle of their rows; else they are
        set to the top. The one is taken that fits the whole table better: the middle of a cell's lines, or its first
        line, then stands beside the anchor.

    Example:
        ``rows_of([[10, 20, 30]], [20]) == ([[0, 0, 0]], True)``
    """
    fits = [[fit(lines, anchors) for lines in columns] for fit in (set_to_top, set_to_middle)]
    costs = [sum(cost for cost, _ in fit) for fit in fits]
    is_middle = costs[1] < costs[0]
    return [rows for _, rows in fits[is_middle]], is_middle


def set_to_top(lines: Sequence[float], anchors: Sequence[float]) -> tuple[float, list[int]]:
    """Cost and rows where every cell's first line stands beside its anchor."""
    slack = min((second - first for first, second in pairwise(anchors)), default=inf) / 2
    rows = [max((row for row, anchor in enumerate(anchors) if anchor <= line + slack), default=0) for line in lines]
    first = dict(reversed(list(zip(rows, lines, strict=True))))
    return sum(abs(first[row] - anchors[row]) for row in rows), rows


def set_to_middle(lines: Sequence[float], anchors: Sequence[float], empty: float = EMPTY) -> tuple[float, list[int]]:
    """Cost and rows of the best way to give runs of lines to rows in order; a row may have none, at a cost."""
    costs = [[inf] * (len(lines) + 1) for _ in range(len(anchors) + 1)]
    taken = [[0] * (len(lines) + 1) for _ in range(len(anchors) + 1)]
    costs[0][0] = 0.0
    for row, anchor in enumerate(anchors, 1):
        for used in range(len(lines) + 1):
            for count in range(min(used, LONGEST_CELL) + 1):
                run = lines[used - count : used]
                cost = abs(sum(run) / count - anchor) * count if count else empty
                if costs[row - 1][used - count] + cost < costs[row][used]:
                    costs[row][used], taken[row][used] = costs[row - 1][used - count] + cost, count
    if costs[-1][-1] == inf:  # more lines than cells can hold: no cell of a table is this long
        return inf, [min(range(len(anchors)), key=lambda row: abs(anchors[row] - line)) for line in lines]
    rows: list[int] = []
    used = len(lines)
    for row in range(len(anchors), 0, -1):
        rows = [row - 1] * taken[row][used] + rows
        used -= taken[row][used]
    return costs[-1][-1], rows
