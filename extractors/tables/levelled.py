"""Tables of level lines without upright ones: the upright edges that white, or how the lines were drawn, tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pdfplumber import table as finder

from extractors.tables.chains import Row, chains
from extractors.tables.edges import CROSS, Edge, as_edge
from extractors.tables.grid import parts_within
from extractors.tables.layouts import Layout, layouts
from extractors.tables.white import Run, Span, columns, fits
from schemas.layout import TablePart
from schemas.page import Page, Rule

FEWEST_ROWS = 3  # with less, level lines part a head from rows that nothing parts
LARGER = 1.12  # times the size of a table's text: a line between two tables is set so much larger


def levelled_tables(pages: Sequence[Page]) -> dict[int, list[TablePart]]:
    """Every table of level lines whose rows they part, by the number of its page; one that goes on has a part on each.

    Args:
        pages: In page order. Rows share their columns over page breaks too.
    """
    found: dict[int, list[TablePart]] = {page.number: [] for page in pages}
    for chain in chains(pages):
        for table in _tables(chain):
            edges = list(_upright_edges(table))
            for page in {row.page.number: row.page for row in table}.values():
                own = [row for row in table if row.page is page]
                upright = [as_edge(Rule(x, row.top, x, row.bottom)) for row, x in edges if row.page is page]
                found[page.number] += _parts(page, own, upright)
    return found


def _tables(chain: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The tables of a chain of rows: lines of a larger size between two rows are none of a table's."""
    usual = median([run.size for row in chain for run in row.runs] or [0.0])
    start = 0
    for at in (*(i for i, row in enumerate(chain) if _is_foreign(row.runs, usual)), len(chain)):
        if at - start >= FEWEST_ROWS:
            yield chain[start:at]
        start = at + 1


def _is_foreign(runs: Sequence[Run], usual: float) -> bool:
    return bool(runs) and min(run.size for run in runs) > LARGER * usual and len(columns(runs)) == 1


def _parts(page: Page, rows: Sequence[Row], upright: Sequence[Edge]) -> list[TablePart]:
    if not upright:
        return []
    stack = rows[0].stack
    ys = {row.top for row in rows} | {row.bottom for row in rows}
    level = [as_edge(stack.stretched(edge)) for edge in stack.edges if edge["top"] in ys]
    sides = [as_edge(Rule(x, min(ys), x, max(ys))) for x in (stack.left, stack.right)]
    return parts_within(page, finder.merge_edges([*level, *sides, *upright], 1, 1, 1, 1))


def _upright_edges(table: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Every row with each upright edge in it."""
    linked = [at > 0 and row.is_linked for at, row in enumerate(table)]
    for layout in layouts([row.runs for row in table], linked, [row.hints for row in table]):
        if len(layout.columns) > 1:
            for group in _groups(layout.rows, linked):
                shared = _shared(table, layout, group)
                for at in group:
                    row = table[at]
                    xs = _own(row, shared) if at in layout.alone and row.runs else shared
                    yield from ((row, row.stack.left + x) for x in xs)


def _groups(rows: range, linked: Sequence[bool]) -> Iterator[range]:
    """Rows parted where no cell is merged over both."""
    start = rows.start
    for at in (*(row for row in rows[1:] if not linked[row]), rows.stop):
        yield range(start, at)
        start = at


def _shared(table: Sequence[Row], layout: Layout, group: range) -> list[float]:
    """The column edges of rows that share their columns; where a line stops short in a group, one is sure."""
    ends = sorted({x for at in group[1:] for x in table[at].ends})
    others = [x for at in layout.rows[1:] for x in table[at].ends]
    xs = list(_between(layout.columns, (ends, others, [x for at in layout.rows for x in table[at].hints])))
    return sorted({*xs, *(x for x in ends if all(abs(x - other) > CROSS for other in xs))})


def _own(row: Row, shared: Sequence[float]) -> list[float]:
    """The column edges of a row laid out by itself."""
    return list(_between(columns(row.runs, row.hints), (row.hints, shared)))


def _between(spans: Sequence[Span], told: Sequence[Sequence[float]]) -> Iterator[float]:
    """An edge between each two columns: the first place told within their white, else its middle."""
    for left, right in pairwise(spans):
        white = Span(left.x1, right.x0)
        middle = (white.x0 + white.x1) / 2
        inside = ([x for x in xs if fits(white, x)] for xs in told)
        yield next((min(xs, key=lambda x, m=middle: abs(x - m)) for xs in inside if xs), middle)  # type: ignore[misc]
