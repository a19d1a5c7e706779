"""The head of an indicator block: found by its words or by what stands under it, its columns told together."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.bands import band_of
from extractors.forms.columns.contents import kind_of_cell
from extractors.forms.columns.evidence import Reading, read_columns
from extractors.forms.columns.leaves import (
    LEVELS,
    body_cells,
    head_rows,
    is_laid_over,
    is_of_body,
    leaves_of,
    parted_leaves,
    told_by_words,
)
from extractors.forms.columns.words import holds_two_heads, is_known_head
from extractors.forms.header import Header, RoleColumns, without_side
from extractors.forms.labels import NAMES, VALUES, role, squeezed
from schemas.columns import ColumnRole as Role
from schemas.layout import Cell, Table

UNKNOWN = "unknown"  # heads whose words are not known, so that their columns are not lost in silence
LEAST_COLUMNS = 3
LEAST_WORDS = 2  # a label and its value
NO_SUBJECTS = ("other", "fiscal_year")  # labels that a column's head may be as well
INDICATOR = "指标"
AIMED = (Role.TARGET, Role.WEIGHT, Role.TARGET_NATURE)  # 得分 alone stands over tasks, staff and lists of projects too
LOOKED_AT = 3  # rows below a head that show whether it stands over them
TIE = 0.7  # log odds: a role that another column might have as likely is neither's
LEVEL_KINDS = tuple(f"kind_{level}" for level in LEVELS)
HALF = 0.5
SINGLE = (
    Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET, Role.ACTUAL, Role.WEIGHT, Role.SCORE, Role.DEVIATION_REASON,
)  # fmt: skip
PARTS = (Role.TARGET_NATURE, Role.TARGET_UNIT, Role.ACTUAL_UNIT)  # printed with a value: 900 家
PAIRED = (Role.WEIGHT_AND_SCORE, Role.TARGET_AND_ACTUAL)  # 年初目标→年末实际 may be all the figures of a form
FIELDS = (*SINGLE, *PAIRED)
FIGURES = VALUES.union(PAIRED)


def indicator_header(table: Table, row: int, starting: Sequence[Cell]) -> Header | None:
    """The indicator header that starts in a row, if one does.

    Args:
        table: The table.
        row: The row.
        starting: The cells that start in it.
    """
    cells = without_side(starting)
    if len(cells) < LEAST_COLUMNS or any(is_of_body(cell.text) for cell in cells):
        return None
    said = {told_by_words(cell.text) for cell in cells if cell.text} - {None}
    may_be = said & NAMES or (said & FIGURES and Role.AMOUNT not in said)  # 预算数 beside 分值 is a head of funds
    is_over_band = _is_over_band(table, row, cells)
    if _is_label_row(cells) or not (may_be or is_over_band or _is_over_levels(table, row)):
        return None
    rows = head_rows(table, row, cells)
    leaves = parted_leaves(table, rows.stop, leaves_of(table, rows, cells))
    columns = [leaf.cell.columns for leaf in leaves]
    if len(rows) == 1 and is_laid_over(starting, table.rows[rows.stop : rows.stop + LOOKED_AT]):
        leaves, columns = leaves[1:], columns[:-1]
    readings = read_columns(leaves, body_cells(table, rows.stop, columns))
    if not _is_head(readings, is_over_band):
        return None
    return Header("indicators", rows, _columns(readings), tuple(readings))


def _is_over_levels(table: Table, row: int) -> bool:
    """Whether names of level 1 and of level 2 stand side by side below a row, so that it may be a head of any words."""
    below = table.rows[row + 1] if row + 1 < table.row_count else ()
    return {kind_of_cell(squeezed(cell.text)) for cell in below} >= set(LEVELS)


def _is_label_row(cells: Sequence[Cell]) -> bool:
    """Whether cells are labels with their values, and no heads: the first says whom a form is about.

    项目名称 is a head too, beside others that are; a value beside it is none, and no other cell is a known one.
    """
    words = [cell.text for cell in cells if cell.text]
    if len(words) < LEAST_WORDS or role(words[0], "party") in (None, *NO_SUBJECTS):
        return False
    return told_by_words(words[1]) is None and not any(_is_known_field(word) for word in words[1:])


def _is_known_field(word: str) -> bool:
    return is_known_head(word) and told_by_words(word) in FIELDS


def _is_over_band(table: Table, row: int, cells: Sequence[Cell]) -> bool:
    """Whether a level's name, numbered or with points, stands across all columns below a row of words, and rows below.

    So may a head of any words.
    """
    if row + 2 >= table.row_count or not all(cell.text for cell in cells):
        return False
    below = [cell for cell in table.rows[row + 1] if cell.text and cell.row == row + 1]
    band = band_of(below, RoleColumns({})) if below else None
    is_across = bool(below) and below[-1].columns.stop >= cells[-1].columns.stop and below[-1].column_span > 1
    return band is not None and band.is_told and is_across


def _is_head(readings: Sequence[Reading], is_over_band: bool) -> bool:
    """Whether columns with these roles make a head of indicators, told by words, or by levels' names under it."""
    roles = {reading.choice.role for reading in readings}
    if not roles & NAMES or not roles & FIGURES:
        return False
    if is_over_band and Role.TARGET in roles and Role.ACTUAL in roles:
        return True
    told = {r.choice.role for r in readings if not r.is_inferred and r.choice.margin > TIE}
    is_told = bool(told & NAMES and told & FIGURES)
    if is_told and (_names_indicators(readings) or _says_what_is_aimed_at(readings)):
        return True
    return sum(sum(r.features.get(kind, 0.0) for kind in LEVEL_KINDS) > HALF for r in readings) > 1


def _names_indicators(readings: Sequence[Reading]) -> bool:
    """Whether a head of names says of what: 三级指标, not 资产名称 or 类别."""
    return any(INDICATOR in squeezed(r.leaf.cell.text) for r in readings if r.choice.role in NAMES)


def _says_what_is_aimed_at(readings: Sequence[Reading]) -> bool:
    """Whether a known wording is over a target or points to earn; words only alike stand over accounts too: 年初数."""
    return any(r.choice.role in AIMED and is_known_head(r.leaf.cell.text) for r in readings)


def _columns(readings: Sequence[Reading]) -> dict[str, tuple[Cell, ...]]:
    """The head cells of each role; a role that two columns might have is neither's."""
    found: dict[str, tuple[Cell, ...]] = {}
    for reading in readings:
        name = UNKNOWN if is_tied(reading) else reading.choice.role
        found[name] = (*found.get(name, ()), reading.leaf.cell)
    of_the_year = {reading.choice.role for reading in readings} & {Role.TARGET, Role.ACTUAL, Role.TARGET_AND_ACTUAL}
    if not of_the_year and len(found.get(Role.OTHER_TARGET, ())) == 1:  # a declaration of the whole term's targets
        found[Role.TARGET] = found.pop(Role.OTHER_TARGET)
    return found


def is_tied(reading: Reading) -> bool:
    """Whether a field's role might as well be another column's, this column another's, or two columns are in one.

    Scores above their weights are tied too: they are of another scale, and nothing says which.
    Points such as 25/24 under a head that does not name both are tied too: it does not say which are those to earn.
    """
    if reading.rival or reading.exceeded or (reading.choice.role is Role.WEIGHT_AND_SCORE and reading.is_inferred):
        return True
    doubtful = reading.choice.margin < TIE or holds_two_heads(reading.leaf.cell.text)
    return reading.choice.role in (*SINGLE, *PARTS) and doubtful and reading.choice.runner_up is not Role.DIRECTION
