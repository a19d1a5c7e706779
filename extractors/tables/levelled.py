"""Tables of level lines without upright ones: the upright edges that white, or how the lines were drawn, tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from pdfplumber import table as finder

from extractors.tables.chains import Band, chains
from extractors.tables.edges import CROSS, Edge, as_edge
from extractors.tables.grid import parts_within
from extractors.tables.layouts import RowLayout, layouts
from extractors.tables.parting import parted_rows, spanning_cuts
from extractors.tables.rows_apart import has_rows_apart, has_stacked_figures
from extractors.tables.stacks import SHADE
from extractors.tables.white import Run, Stretch, columns, fits
from schemas.layout import TablePart
from schemas.page import Page, Rule

FEWEST_ROWS = 2  # a head and what stands below it
FEW = 2  # rows of a block between level lines on one page: with more, each is a row of the table
LARGER = 1.12  # times the size of a table's text: a line between two tables is set so much larger


def levelled_tables(pages: Sequence[Page]) -> dict[int, list[TablePart]]:
    """Every table of level lines whose rows they part, by the number of its page; one that goes on has a part on each.

    Args:
        pages: In page order. Rows share their columns over page breaks too.
    """
    found: dict[int, list[TablePart]] = {page.number: [] for page in pages}
    for chain in chains(pages):
        for table in _tables(chain):
            edges = list(_edges(table))
            for page in {row.page.number: row.page for row in table}.values():
                own = [row for row in table if row.page is page]
                found[page.number] += _parts(page, own, [as_edge(rule) for row, rule in edges if row.page is page])
    return found


def _tables(chain: Sequence[Band]) -> Iterator[Sequence[Band]]:
    """The tables of a chain of rows: lines of a larger size between two rows are none of a table's."""
    usual = median([run.size for row in chain for run in row.runs] or [0.0])
    start = 0
    for at in (*(i for i, row in enumerate(chain) if _is_foreign(row.runs, usual)), len(chain)):
        if at - start >= FEWEST_ROWS:
            yield chain[start:at]
        start = at + 1


def _is_foreign(runs: Sequence[Run], usual: float) -> bool:
    return bool(runs) and min(run.size for run in runs) > LARGER * usual


def _parts(page: Page, rows: Sequence[Band], inner: Sequence[Edge]) -> list[TablePart]:
    if not inner:
        return []
    stack = rows[0].stack
    ys = {row.top for row in rows} | {row.bottom for row in rows}
    level = [as_edge(stack.stretched(edge)) for edge in stack.edges if edge["top"] in ys and _is_drawn(edge, ys)]
    sides = [as_edge(Rule(x, min(ys), x, max(ys))) for x in (stack.left, stack.right)]
    return parts_within(page, finder.merge_edges([*level, *sides, *inner], 1, 1, 1, 1))


def _is_drawn(edge: Edge, ys: Collection[float]) -> bool:
    """Whether a line was drawn, or the edge is the table's first or last."""
    return edge["object_type"] != SHADE or edge["top"] in (min(ys), max(ys))


def _edges(table: Sequence[Band]) -> Iterator[tuple[Band, Rule]]:
    """Every row with the upright lines in it, and with the level ones that part it."""
    linked = [at > 0 and row.is_linked for at, row in enumerate(table)]
    for layout in layouts([row.runs for row in table], linked, [row.hints for row in table]):
        if len(layout.columns) < 2:
            yield from _shade_edges(table, layout, [])
            continue
        for group in _groups(layout.rows, linked):
            shared = _shared(table, layout, group)
            if group.start == layout.rows.start:
                yield from _shade_edges(table, layout, shared)
            for at in group:
                row = table[at]
                is_alone = at in layout.alone and bool(row.runs)
                xs = [row.stack.left + x for x in (_own(row, shared) if is_alone else shared)]
                yield from ((row, Rule(x, row.top, x, row.bottom)) for x in xs)
                few = not is_alone and sum(table[other].page is row.page for other in layout.rows) <= FEW
                yield from ((row, rule) for rule in _parted(row, [row.stack.left, *xs, row.stack.right], few))


def _shade_edges(table: Sequence[Band], layout: RowLayout, shared: Sequence[float]) -> Iterator[tuple[Band, Rule]]:
    """The edges of rows that only shading tells of: they end where words of a merged cell stand across them."""
    for page in {table[at].page.number: table[at].page for at in layout.rows}.values():
        own = [table[at] for at in layout.rows if table[at].page is page]
        stack = own[0].stack
        xs = [stack.left, *(stack.left + x for x in shared), stack.right]
        edges = [own[0].top, *(row.bottom for row in own)]
        spanning = spanning_cuts([line for row in own for line in row.lines], xs, edges) if shared else []
        inner = {row.top for row in own[1:] if row.is_shaded}
        for row in own:
            for at, cuts in enumerate(spanning):
                if {row.top, row.bottom} & inner - set(cuts):  # a merged cell goes on: its sides part it from the row
                    yield from ((row, Rule(x, row.top, x, row.bottom)) for x in xs[max(at, 1) : at + 2])
            if row.is_shaded:
                is_first = row is own[0]
                yield row, Rule(xs[0 if is_first else len(spanning)], row.top, xs[-1], row.top)
                for at, cuts in enumerate([] if is_first else spanning):
                    if row.top in cuts:
                        yield row, Rule(xs[at], row.top, xs[at + 1], row.top)


def _parted(row: Band, xs: Sequence[float], is_open: bool) -> Iterator[Rule]:
    """Level lines between the rows that stand between two lines."""
    if not (is_open or has_stacked_figures(row.lines, xs) or has_rows_apart(row.lines, xs)):
        return
    yield from parted_rows(row.lines, xs).rules(xs)


def _groups(rows: range, linked: Sequence[bool]) -> Iterator[range]:
    """Rows parted where no cell is merged over both."""
    start = rows.start
    for at in (*(row for row in rows[1:] if not linked[row]), rows.stop):
        yield range(start, at)
        start = at


def _shared(table: Sequence[Band], layout: RowLayout, group: range) -> list[float]:
    """The column edges of rows that share their columns; where a line stops short in a group, one is sure."""
    ends = sorted({x for at in group[1:] for x in table[at].ends})
    others = [x for at in layout.rows[1:] for x in table[at].ends]
    xs = list(_between(layout.columns, (ends, others, [x for at in layout.rows for x in table[at].hints])))
    return sorted({*xs, *(x for x in ends if all(abs(x - other) > CROSS for other in xs))})


def _own(row: Band, shared: Sequence[float]) -> list[float]:
    """The column edges of a row laid out by itself."""
    return list(_between(columns(row.runs, row.hints), (row.hints, shared)))


def _between(spans: Sequence[Stretch], told: Sequence[Sequence[float]]) -> Iterator[float]:
    """An edge between each two columns: the first place told within their white, else its middle."""
    for left, right in pairwise(spans):
        white = Stretch(left.x1, right.x0)
        middle = (white.x0 + white.x1) / 2
        inside = ([x for x in xs if fits(white, x)] for xs in told)
        yield next((min(xs, key=lambda x, m=middle: abs(x - m)) for xs in inside if xs), middle)  # type: ignore[misc]  # a default of a lambda
