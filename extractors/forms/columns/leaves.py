"""The columns of a head: its lowest cells, the wider heads above each, and the body cells under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.forms.columns.contents import kind_of_cell
from extractors.forms.columns.words import UNKNOWN, word_scores
from extractors.forms.labels import role, squeezed, without_brackets
from schemas.layout import Cell, Table

DEEPEST = 3  # rows of a head
TOLD = 0.5  # a head's words tell a role if they are likelier its than not
MOST_ROWS = 60  # of a body, by which its columns are told
NO_FIGURE = re.compile(
    r"20\d\d年?度?|(?:\d{1,2}[-—~至])?\d{1,2}月(?![底末份]?[之以]?前)[底末份]?|^\d{1,2}[.、]|\d级|^No\.?\d"
)
DIGIT = re.compile(r"\d")
CIRCLED = re.compile("[\u2460-\u2473]")  # ①: the mark of a head's note, or of a column in a formula
LONGEST = 40  # characters of a head
LEVELS = ("level1", "level2")
LONGEST_PART = 12  # characters of a head under a wider one


class Leaf(NamedTuple):
    """A head with no other head under it, and the heads above it, the nearest first.

    Attributes:
        is_part: Its cell is that part of a head over several columns of levels which stands over one of them.
        is_under_band: A band across the columns stands first below its head, so that level 1 has no column.
    """

    cell: Cell
    above: tuple[Cell, ...]
    is_part: bool = False
    is_under_band: bool = False


def told_by_words(text: str) -> str | None:
    """The role a head's words tell, None where they tell none or hold figures.

    Example:
        ``told_by_words("实际完成值") == "actual"``, but ``told_by_words("≥12场")`` is None.
    """
    if _has_figures(text):
        return None
    scores = word_scores(text)
    best = max(scores, key=lambda name: scores[name])
    return best if best != UNKNOWN and scores[best] > TOLD else None


def head_rows(table: Table, row: int, cells: Sequence[Cell]) -> range:
    """The rows of the head that starts in a row with these cells: as its tallest, or one more under wide cells."""
    tallest = max(cell.row_span for cell in cells)
    if tallest > 1:
        return range(row, row + min(tallest, DEEPEST))
    return range(row, row + 1 + _has_parts(table, row, cells))


def _has_parts(table: Table, row: int, cells: Sequence[Cell]) -> bool:
    """Whether the next row parts wide heads, or heads above blanks, into words that are heads too."""
    if row + 1 >= table.row_count:
        return False
    below = [cell for cell in table.rows[row + 1] if cell.row == row + 1 and cell.text]
    if not below or any(is_of_body(cell.text) or _is_under_many(cell, cells) for cell in below):
        return False
    wide = [cell for cell in cells if cell.column_span > 1 and cell.text]
    under = [cell for cell in below if any(cell.column in parent.columns for parent in wide)]
    known = [cell for cell in below if told_by_words(cell.text) or role(cell.text, "part")]
    if len(known) == len(below) and (under or len(below) < len(cells)):
        return True
    return 1 < len(under) == len(below) < len(cells) and all(len(squeezed(c.text)) <= LONGEST_PART for c in below)


def _is_under_many(below: Cell, heads: Sequence[Cell]) -> bool:
    """Whether a cell stands under two heads: it parts neither, but is a band, or a head of a block of its own."""
    return sum(bool(set(below.columns) & set(head.columns)) for head in heads if head.text) > 1


def is_of_body(text: str) -> bool:
    """Whether a cell can't be a head's: it is long, is a level's name, or has digits outside brackets and dates.

    Example:
        ``is_of_body("产出指标（50分）")``, ``is_of_body("≥12场")`` and ``is_of_body("9月底前")``, but
        ``not is_of_body("2023年指标值（A）")`` and
        ``not is_of_body("目标值①")``.
    """
    return _has_figures(text) or len(text) > LONGEST or kind_of_cell(squeezed(text)) in LEVELS


def _has_figures(text: str) -> bool:
    """Whether a text has digits outside brackets, years, months and the circled numbers of notes."""
    return bool(DIGIT.search(NO_FIGURE.sub("", without_brackets(CIRCLED.sub("", text)))))


def leaves_of(table: Table, rows: range, cells: Sequence[Cell]) -> list[Leaf]:
    """The lowest heads of these rows, from left to right.

    Args:
        table: The table.
        rows: The rows of the head.
        cells: The cells its first row starts with, the merged cell beside the block left out.
    """
    first = cells[0].column
    heads = [
        cell
        for row in rows
        if row < table.row_count
        for cell in table.rows[row]
        if cell.row == row and cell.column >= first
    ]
    worded = [cell for cell in heads if cell.text]
    lowest = [cell for cell in heads if not any(_covers(cell, other) for other in worded)]
    kept = [cell for cell in lowest if cell.text or not any(_covers(other, cell) for other in heads)]
    named = [Leaf(cell, tuple(sorted((c for c in worded if _covers(c, cell)), key=lambda c: -c.row))) for cell in kept]
    return sorted(named, key=lambda leaf: leaf.cell.column)


def parted_leaves(table: Table, start: int, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, one merged over several columns of which some hold levels' names parted into one for each column.

    Args:
        table: The table.
        start: The first row below the head.
        leaves: From left to right.

    Example:
        指标层级 over three columns with 产出指标, 数量指标 and 培训场次 below it are three leaves.
    """
    return [part for leaf in leaves for part in _parted(table, start, leaf, leaf is leaves[0])]


def _parted(table: Table, start: int, leaf: Leaf, is_first: bool) -> list[Leaf]:
    """The parts of a leaf; the first of a head is over names, whatever other words it is like (任务)."""
    is_of_names = is_first or told_by_words(leaf.cell.text) in (None, "name", "level3", *LEVELS)
    if leaf.cell.column_span == 1 or not is_of_names:
        return [leaf]
    inside = [cell for row in range(start, min(start + MOST_ROWS, table.row_count)) for cell in table.rows[row]]
    own = [cell for cell in inside if cell.column in leaf.cell.columns and cell.columns.stop <= leaf.cell.columns.stop]
    starts = sorted({cell.column for cell in own})
    stops = (*starts[1:], leaf.cell.columns.stop)
    parts = [range(at, stop) for at, stop in zip(starts, stops, strict=False)]
    under = [[squeezed(cell.text) for cell in own if cell.columns == part and cell.text] for part in parts]
    first = [cell for cell in own if cell.row == start and is_of_body(cell.text)]
    if len(parts) < 2 or not _are_parted(own, first, parts, under):
        return [leaf]
    cells = [replace(leaf.cell, column=part.start, column_span=len(part)) for part in parts]
    is_under_band = any(c.row == start and c.columns.stop > leaf.cell.columns.stop for c in inside if _spans(c, leaf))
    return [Leaf(cell, leaf.above, is_part=True, is_under_band=is_under_band) for cell in cells]


def _spans(cell: Cell, leaf: Leaf) -> bool:
    return bool(cell.text) and cell.column <= leaf.cell.column and leaf.cell.column in cell.columns


def _are_parted(
    own: Sequence[Cell], first: Sequence[Cell], parts: Sequence[range], under: Sequence[Sequence[str]]
) -> bool:
    """Whether the cells under a wide head are of several levels: levels' names, or groups beside distinct names.

    Groups need no known words: each of their cells has a name beside it, and one at least stands beside several.
    """
    if first and any(_are_levels(texts) for texts in under):  # first: no further row of a head
        return True
    once = {(cell.row, cell.column): cell for cell in own if cell.text}.values()  # merged ones are in each row
    groups, names = ([cell for cell in once if cell.columns == part] for part in parts[-2:])
    texts = [squeezed(cell.text) for cell in names]
    beside = [sum(name.row in group.rows for name in names) for group in groups]
    return 1 < len(texts) == len(set(texts)) and sum(beside) == len(texts) and max(beside) > 1 and min(beside) > 0


def _are_levels(texts: Sequence[str]) -> bool:
    """Whether most of these cells are names of one level."""
    counts = Counter(kind_of_cell(text) for text in texts)
    return any(2 * counts[level] > len(texts) for level in LEVELS)


def _covers(above: Cell, below: Cell) -> bool:
    return above.row < below.row and below.column in above.columns


def is_laid_over(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a printer laid a head with a side word (绩效指标) over rows that have no cell under it.

    Every column is then one place to the left of its head, and the last head stands over nothing.

    Args:
        heads: The cells of the head's one row, from left to right.
        rows: The rows of its body, or the first of them.
    """
    reach = max((cell.columns.stop for row in rows for cell in row), default=0)
    first = heads[0]
    is_side = role(first.text, "side") == "indicators" and told_by_words(first.text) in (None, "name")
    return len(heads) > 1 and is_side and first.row_span == 1 and 0 < reach <= heads[-1].column


def _is_name_of_level(cell: Cell) -> bool:
    return cell.row_span == 1 and kind_of_cell(squeezed(cell.text)) in LEVELS


def body_cells(table: Table, start: int, columns: Sequence[range]) -> list[tuple[Cell, ...]]:
    """For each column the cells below the head that stand in it alone, merged ones once.

    Args:
        table: The table.
        start: The first row below the head.
        columns: The columns each head covers.
    """
    found: list[list[Cell]] = [[] for _ in columns]
    for row in range(start, min(start + MOST_ROWS, table.row_count)):
        own = [cell for cell in table.rows[row] if cell.row == row]
        filled = [cell for cell in own if cell.text]
        is_sum = bool(filled) and role(filled[0].text, "total") == "subtotal"
        if is_sum or (len(filled) == 1 < len(columns) - 1 and _is_name_of_level(filled[0])):
            continue  # a sum, or a level's name over the rows below
        if filled and role(filled[0].text, "total"):
            break  # a total, or a note below the rows
        for cell in own:
            at = [
                index
                for index, span in enumerate(columns)
                if cell.column < span.stop and span.start < cell.columns.stop
            ]
            if len(at) == 1:
                found[at[0]].append(cell)
    return [tuple(cells) for cells in found]
