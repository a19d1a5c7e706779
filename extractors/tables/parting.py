"""Rows that no line parts: between two level lines, or in a table without any, told by how their cells are set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.tables.cell_lines import OVERLAP, WRAPPED, CellLine, by_column, ink_rows
from extractors.tables.centred import Height as Extent
from extractors.tables.centred import rows_named
from extractors.tables.rows_apart import FIGURE
from schemas.layout import TextLine
from schemas.page import Rule

ENDED = re.compile(r"[。；;！!]$")
MOST_LINES = 16  # of one row, counted where one stands beside another as one
FULL = 0.1  # of the glyph size: a line is full if the next word would make it longer than any by more
STACKED = 3.0  # cost of two figures under each other in one cell; the other costs are in its measure
SHORT = 1.2  # of a line that goes on below though it is not full
PARAGRAPH = 0.3  # of the same where the line ends a sentence
ASIDE = 1.0  # of a cell set one line off the middle, or the top, of its row
FARTHEST = 1.5  # of a cell set off at most
OTHERWISE = 0.5  # of a row set otherwise than the others, as one is that a page break cuts
EMPTY = 0.8  # of a cell left empty in a column that most rows fill
ROW = 0.3  # of one more row
SPANNING = 0.3  # of a column on the left whose words may stand between rows
MOST_SPANNING = 3  # columns on the left: the side and two levels
DENSE = 0.6  # of the rows: a column with as many cells is filled in most
LOOSE = 1.25  # times the least distance of two lines: lines of one cell are not farther apart
FAR = 2.5  # cost of lines of one cell farther apart


class Rows(NamedTuple):
    """Heights where a table's rows part, and those of each column on the left whose words stand for several rows."""

    cuts: list[float]
    spanning: list[list[float]]

    def rules(self, xs: Sequence[float]) -> list[Rule]:
        """Level lines where the rows part, for columns with these edges."""
        found = [Rule(xs[len(self.spanning)], y, xs[-1], y) for y in self.cuts]
        return found + [Rule(xs[at], y, xs[at + 1], y) for at, cuts in enumerate(self.spanning) for y in cuts]


Setting = Callable[[Sequence[CellLine]], float]


def parted_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> Rows:
    """Heights between the rows of some lines, none where they are one row.

    Args:
        lines: From top to bottom.
        xs: The edges of their columns, the table's sides too.

    In one row cells are set to its middle, or to its top; a line goes on below only where it is full, and figures do
    not stand under each other. The rows are those that keep to this best.
    """
    columns = by_column(lines, xs)
    leading = _leading(columns)
    trials = [_spanned(columns, spanning, leading) for spanning in range(min(MOST_SPANNING, len(columns) - 2) + 1)]
    return min(enumerate(trials), key=lambda trial: trial[1][0] + SPANNING * trial[0])[1][1]


def _spanned(columns: Sequence[Sequence[CellLine]], spanning: int, leading: float) -> tuple[float, Rows]:
    """The best rows if some columns on the left span rows, and their cost; names of theirs that share a cell cost."""
    own = [line for column in columns[spanning:] for line in column]
    if not own:
        return float("inf"), Rows([], [])
    cost, cuts = _trial(columns[spanning:], leading)
    edges = [min(line.top for line in own), *cuts, max(line.bottom for line in own)]
    names = [_names(column, leading) for column in columns[:spanning]]
    parted = [_cuts_between(column, edges) for column in names]
    shared = sum(
        len(column) - len({bisect_right(inner, (name[0].top + name[-1].bottom) / 2) for name in column})
        for column, inner in zip(names, parted, strict=True)
    )
    return cost + STACKED * shared, Rows(cuts, parted)


def spanning_cuts(lines: Sequence[TextLine], xs: Sequence[float], edges: Sequence[float]) -> list[list[float]]:
    """Which of the edges between some rows part the names of each column on the left that may span rows.

    Args:
        lines: From top to bottom.
        xs: The edges of their columns, the table's sides too.
        edges: Of the rows, the first's top and the last's bottom too.
    """
    columns = by_column(lines, xs)
    leading = _leading(columns)
    return [_cuts_between(_names(column, leading), edges) for column in columns[: min(MOST_SPANNING, len(columns) - 2)]]


def _leading(columns: Sequence[Sequence[CellLine]]) -> float:
    """How far apart lines of one cell are at most: hardly more than the nearest two of a column."""
    found = [below.top - above.top for column in columns for above, below in pairwise(column)]
    sizes = [line.size for column in columns for line in column]
    return min([WRAPPED * min(sizes, default=0.0), *(LOOSE * step for step in found if step > OVERLAP)])


def _names(column: Sequence[CellLine], leading: float) -> list[list[CellLine]]:
    """The lines of a column by cell, as far as their distances tell."""
    names: list[list[CellLine]] = []
    for line in column:
        if names and line.top - names[-1][-1].top <= leading:
            names[-1].append(line)
        else:
            names.append([line])
    return names


def _cuts_between(names: Sequence[Sequence[CellLine]], edges: Sequence[float]) -> list[float]:
    """The cuts that part a column's names, each at the middle of its rows; all that cross none where that is not sure.

    Where no name stands across a cut, or every row has a line, nothing says that a name is at the middle of several.
    """
    free = [cut for cut in edges[1:-1] if not any(name[0].top < cut < name[-1].bottom for name in names)]
    filled = {bisect_right(edges, (line.top + line.bottom) / 2) for name in names for line in name}
    if len(free) == len(edges) - 2 or len(filled) == len(edges) - 1:
        return list(edges[1:-1])
    at = rows_named([Extent(*row) for row in pairwise(edges)], [Extent(name[0].top, name[-1].bottom) for name in names])
    if None in at:
        return free
    return [edge for edge, above, below in zip(edges[1:], at, at[1:], strict=False) if above != below]


def _trial(columns: Sequence[Sequence[CellLine]], leading: float) -> tuple[float, list[float]]:
    """The cost of the best rows for some columns, and the heights between them."""
    clusters = ink_rows([line for column in columns for line in column])
    places = [[_clusters_of(line, clusters) for line in column] for column in columns]
    grid: list[list[list[CellLine]]] = [[[] for _ in clusters] for _ in columns]
    for column, own in enumerate(columns):
        for line, at in zip(own, places[column], strict=True):
            grid[column][at].append(line)
    body = _Body(
        grid,
        [max((line.x1 - line.x0 for line in own), default=0.0) for own in columns],
        _dense(columns, leading),
        leading,
    )
    settings = ((_middle, _top), (_top, _middle))
    cost, starts = min((_best(body, len(clusters), setting) for setting in settings), key=lambda best: best[0])
    cuts = [(clusters[at - 1][1] + clusters[at][0]) / 2 for at in starts if at]
    return cost, cuts


def _clusters_of(line: CellLine, clusters: Sequence[tuple[float, float]]) -> int:
    middle = (line.top + line.bottom) / 2
    return max(bisect_right([top for top, _ in clusters], middle) - 1, 0)


def _dense(columns: Sequence[Sequence[CellLine]], leading: float) -> list[bool]:
    figures = [len(own) for own in columns if own and all(FIGURE.match(line.text) for line in own)]
    cells = [len(_names(own, leading)) for own in columns]
    rows = max(figures, default=0) or median([count for count in cells if count] or [0])
    return [count >= DENSE * rows for count in cells]


class _Body(NamedTuple):
    """Lines by column and cluster; each column's widest line and whether most rows fill it; the lines' distance."""

    grid: Sequence[Sequence[Sequence[CellLine]]]
    widths: Sequence[float]
    dense: Sequence[bool]
    leading: float


def _best(body: _Body, count: int, settings: tuple[Setting, Setting]) -> tuple[float, list[int]]:
    """The cost of the best rows, and the cluster that each starts at."""
    costs = [0.0] + [float("inf")] * count
    taken = [0] * (count + 1)
    for stop in range(1, count + 1):
        for start in range(stop - 1, max(-1, stop - 1 - MOST_LINES), -1):
            cost = costs[start] + _row_cost(body, start, stop, settings)
            if cost < costs[stop]:
                costs[stop], taken[stop] = cost, start
    starts: list[int] = []
    at = count
    while at:
        at = taken[at]
        starts.insert(0, at)
    return costs[-1], starts


def _row_cost(body: _Body, start: int, stop: int, settings: tuple[Setting, Setting]) -> float:
    cells = [[line for cluster in column[start:stop] for line in cluster] for column in body.grid]
    usual, other = (_aside(cells, setting) for setting in settings)
    cost = ROW + min(usual, OTHERWISE + other)
    for cell, width, is_dense in zip(cells, body.widths, body.dense, strict=True):
        cost += sum(
            _wrap_cost(first, second, width) + _far_cost(first, second, body.leading)
            for first, second in pairwise(cell)
        )
        cost += EMPTY if is_dense and not cell else 0.0
    return cost


def _aside(cells: Sequence[Sequence[CellLine]], setting: Setting) -> float:
    """The cost of cells that are not set as the row's tallest is."""
    place = setting([line for cell in cells for line in cell])
    return sum(min(ASIDE * abs(setting(cell) - place) / cell[0].size, FARTHEST) for cell in cells if cell)


def _wrap_cost(first: CellLine, second: CellLine, width: float) -> float:
    if FIGURE.match(first.text) and FIGURE.match(second.text):
        return STACKED
    if first.x1 - first.x0 + second.first > width + FULL * first.size:
        return 0.0
    return PARAGRAPH if ENDED.search(first.text) else SHORT


def _far_cost(first: CellLine, second: CellLine, leading: float) -> float:
    return FAR if second.top - first.top > leading else 0.0


def _middle(lines: Sequence[CellLine]) -> float:
    return (min(line.top for line in lines) + max(line.bottom for line in lines)) / 2


def _top(lines: Sequence[CellLine]) -> float:
    return min(line.top for line in lines)
