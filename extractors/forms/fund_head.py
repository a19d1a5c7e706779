"""The head over sums of money: which columns hold sums, by its words and by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.forms.columns.leaves import told_by_words
from extractors.forms.header import DIGITS, SUM, Header, roles_of, without_side
from extractors.forms.indicator_head import UNKNOWN
from extractors.forms.labels import MEASURES, role, squeezed, unit_stated, without_brackets
from schemas.layout import Cell, Table

NO_MONEY = frozenset({"rate", "weight", "score", "other"})
NO_SUM = frozenset(
    {"weight", "score", "score_rate", "review_score", "deviation_reason", "deduction", "weight_and_score"}
)
YEAR = re.compile(r"(?:19|20)\d{2}年?度?")  # 2024年预算数 is a measure, not a figure
LOOK_AHEAD = 30  # rows
MONEY = re.compile(r"预算|决算|支出|金额|资金|拨款|经费|投入|收入")
SET_AS_MONEY = re.compile(r"\.\d\d|,\d{3}")
LONGEST_COUNT = 12  # characters of a figure with its unit; longer ones are remarks on a sum
RATE = re.compile(r"[-—\d.]+[%％]?")  # or points
TOTAL = re.compile(r"(?:年度|项目|全年|资金|预算)*(?:资金|预算|收入|支出)?(?:总额|总金额|总计|合计|小计|总数)")
NO_MONEY_WORD = re.compile(r"(?:率|比|占比|比例|比重|进度|系数|分|分数|分值|%|％)$")  # ends of heads of rates, points
CODE = re.compile(r"编码|代码|编号")
CAPTION = 2  # lines above a table, one of which may state the unit of all its figures
LEAST_POINTS = 2  # rows: where only the first of so many has a figure, it is points beside the total


def fund_header(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over sums of money that starts in a row, if one does.

    Args:
        table: The table.
        row: The row.
        cells: The cells that start in it.

    Two words for measures make one; so does one over a column of figures, where it, the words beside the block or the
    caption tell a unit of money. Columns of figures under other words are measures too, but for those of points and
    rates; ``unknown`` are words over columns that hold neither sums nor what is known to stand beside sums.
    """
    words = [cell for cell in without_side(cells) if cell.text]
    if not words or any(DIGITS.search(YEAR.sub("", without_brackets(cell.text))) for cell in words):
        return None
    head = roles_of(words, "fund")
    told = [cell for name in MEASURES for cell in head.get(name, ())]
    names = [cell for cell in words[:1] if _is_over_words(table, cell)]  # 支出情况 over the names of sums
    known = [c for c in told if c not in names and not (_holds_texts(table, c) or _holds_names(table, c))]
    figures = [cell for cell in words if _holds_sums(table, row, cell)]
    telling = [cell for cell in figures if cell in known or cell in head.get("heading", ()) or unit_stated(cell.text)]
    is_told = len(known) + len(head.get("rate", ())) > 1 or bool(telling)
    if not is_told and not _is_of_money(table, row, words, figures):
        return None
    first = min(cell.column for cell in (*known, *figures))
    side = [cell for cell in words if cell.column < first]
    if not side and not any(cell.columns[0] < first for cell in table.rows[row]):
        return None
    measures = tuple(cell for cell in words if cell in known or cell in figures)
    parts = _parts(table, row + 1, measures)
    rows = range(row, max(row + 1 + bool(parts), *(cell.rows.stop for cell in measures)))
    others = [cell for cell in words if cell.column > first and cell not in measures]
    further = [cell for cell in others if _names_further_sums(table, cell, side, measures)]
    unknown = tuple(cell for cell in others if cell not in further and not _is_listed(cell))
    named = {"measure": parts or measures, "heading": (*side, *further), UNKNOWN: unknown}
    return Header("funds", rows, {name: group for name, group in named.items() if group})


def _names_further_sums(table: Table, head: Cell, side: Sequence[Cell], measures: Sequence[Cell]) -> bool:
    """Whether a head is that of the names of the sums right of it, as over the right half of 收入 beside 支出."""
    is_before = any(cell.column > head.column for cell in measures)
    is_behind = any(cell.column < head.column for cell in measures)
    is_same = squeezed(head.text) in {squeezed(cell.text) for cell in side}
    return is_before and (is_same or (is_behind and _is_over_words(table, head)))


def _is_over_words(table: Table, head: Cell) -> bool:
    """Whether what stands under a head are words without a figure, as names of sums are."""
    first = _first_below(table, head)
    return bool(re.search(r"[^\W\d_]{2}", first)) and not DIGITS.search(first)


def _is_of_money(table: Table, row: int, words: Sequence[Cell], figures: Sequence[Cell]) -> bool:
    """Whether a unit of money, beside the block or in the caption over it, is that of all figures under a head.

    A unit says so where no other words stand between the figures, and where they are set as money is: counts of people
    stand beside sums under one caption.
    """
    first = min((cell.column for cell in figures), default=0)
    behind = [cell for cell in words if cell.column > first and cell not in figures]
    side = [cell for cell in words if cell.column < first]
    named = [cell for cell in behind if not _names_further_sums(table, cell, side, figures)]
    others = [cell for cell in named if not _is_known(cell) and not _is_beside_sums(table, cell)]
    beside = table.rows[row][0]
    caption = [line.text for line in table.above[-CAPTION:]] if row < CAPTION and len(figures) > 1 else []
    is_aside = beside not in words or _is_over_words(table, beside)
    texts = (*caption, *([beside.text] if is_aside else []))
    is_set = all(MONEY.search(head.text) or _is_set_as_money(table, head) for head in figures)
    return bool(figures) and not others and is_set and any(unit_stated(text) for text in texts)


def _is_beside_sums(table: Table, head: Cell) -> bool:
    """Whether rates or points stand under a head, or nothing under a word for sums."""
    first = _first_below(table, head)
    return bool(RATE.fullmatch(first)) or (not first and bool(MONEY.search(head.text)))


def _is_set_as_money(table: Table, head: Cell) -> bool:
    """Whether a figure under a head has decimals or is parted in thousands."""
    below = table.rows[head.rows.stop : head.rows.stop + LOOK_AHEAD]
    return any(SET_AS_MONEY.search(cell.text) for cells in below for cell in cells if cell.columns == head.columns)


def _is_listed(head: Cell) -> bool:
    """Whether the whole wording of a head is known to stand beside sums; likeness alone leaves it to be named."""
    return role(head.text, "fund") is not None or told_by_words(head.text) == "other"


def _is_known(head: Cell) -> bool:
    """Whether words are known to stand beside sums: rates, points, remarks."""
    return role(head.text, "fund") is not None or told_by_words(head.text) in NO_SUM | {"other"}


def _holds_texts(table: Table, head: Cell) -> bool:
    """Whether the first words under a head are no sum: 完成 over 7956亩 is no measure of money."""
    first = _first_below(table, head)
    return len(first) <= LONGEST_COUNT and not SUM.fullmatch(first) and DIGITS.search(first) is not None


def _holds_names(table: Table, head: Cell) -> bool:
    """Whether a measure's word is over the names of sums: 年度预算数（万元） over 总额, left of the measures."""
    return role(_first_below(table, head), "total") == "total" or bool(TOTAL.fullmatch(_first_below(table, head)))


def _first_below(table: Table, head: Cell) -> str:
    """The first words under a head, squeezed."""
    rows = table.rows[head.rows.stop : head.rows.stop + LOOK_AHEAD]
    return next((squeezed(c.text) for cells in rows for c in cells if c.columns == head.columns and c.text), "")


def _parts(table: Table, row: int, measures: Sequence[Cell]) -> tuple[Cell, ...]:
    """Measures parted in a second row (预算数 into 小计, 中央, 县级), each with its measure's words before its own."""
    below = [cell for cell in table.rows[row] if cell.row == row and cell.text] if row < table.row_count else []
    wide = [cell for cell in measures if cell.column_span > 1 and cell.row_span == 1]
    parted = [(whole, part) for whole in wide for part in below if part.column in whole.columns]
    if not parted or any(DIGITS.search(part.text) for _, part in parted) or len(parted) < 2 * len(wide):
        return ()
    others = tuple(cell for cell in measures if cell not in wide)
    named = tuple(replace(part, parts=whole.parts + part.parts) for whole, part in parted)
    return tuple(sorted((*others, *named), key=lambda cell: cell.column))


def _is_no_money(head: Cell) -> bool:
    """Whether a head's own words, brackets left out, are of codes, rates or points."""
    return bool(CODE.search(head.text) or NO_MONEY_WORD.search(without_brackets(head.text)))


def _holds_sums(table: Table, row: int, head: Cell) -> bool:
    """Whether the cells right below hold sums, dashes and blanks only, and at least one sum; no rates, no points."""
    if role(head.text, "fund") in NO_MONEY or told_by_words(head.text) in NO_SUM or _is_no_money(head):
        return False
    below: list[Cell] = []
    for cells in table.rows[head.rows.stop : head.rows.stop + LOOK_AHEAD]:
        cell = next((c for c in cells if c.columns == head.columns), None)
        if cell is None or not SUM.fullmatch(squeezed(cell.text)):
            break
        below.append(cell)
    filled = [cell for cell in below if DIGITS.search(cell.text)]
    is_known = role(head.text, "fund") in MEASURES or unit_stated(head.text) is not None
    is_points = len(below) >= LEAST_POINTS and filled == below[:1] and not is_known
    return bool(filled) and not is_points
