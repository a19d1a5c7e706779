"""Heads of goals and of funds, and which kind of head a row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.forms.header import DIGITS, SUM, Header, roles_of, without_side
from extractors.forms.indicator_head import indicator_header
from extractors.labels import MEASURES, role, squeezed, unit_stated, without_brackets
from schemas.layout import Cell, Table

NO_MONEY = frozenset({"rate", "weight", "score", "other"})
GOAL_HEADS = frozenset({"expected", "heading"})
LOOK_AHEAD = 30  # rows


def find_header(table: Table, row: int) -> Header | None:
    """The header that starts in this row, if one does."""
    starting = [cell for cell in table.rows[row] if cell.row == row]
    return indicator_header(table, row, starting) or _goal_header(row, starting) or _fund_header(table, row, starting)


def _goal_header(row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over goals: what was aimed at and, right of it, what was done about it and whether it was met.

    One word may be a head and the words beside the block (年度总体目标完成情况): of two heads of one role the right one
    is the head, since what stands beside is left of all. Two for what was done are 完成情况 and whether it was met.
    """
    words = [cell for cell in without_side(cells) if cell.text]
    expected = [cell for cell in words if role(cell.text, "goal") in GOAL_HEADS][-1:]
    right = [cell for cell in words if expected and cell.column > expected[0].column]
    actual = [cell for cell in right if role(cell.text, "goal") == "actual"]
    status = [cell for cell in right if role(cell.text, "goal") == "status"]
    actual, status = actual[:1], [*status, *actual[1:2]][:1]
    taken = [*expected, *actual, *status]
    others = [cell for cell in words if cell not in taken and not role(cell.text, "goal")]
    if not (actual or status) or any(role(cell.text, "indicator") != "index" for cell in others):
        return None
    columns = {"expected": tuple(expected), "actual": tuple(actual), "status": tuple(status)}
    return Header("goals", range(row, row + 1), {name: group for name, group in columns.items() if group})


def _fund_header(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over sums of money: two words for measures, or one over a column of figures that tells its unit."""
    words = [cell for cell in without_side(cells) if cell.text]
    if len(words) < 2 or any(DIGITS.search(without_brackets(cell.text)) for cell in words):
        return None
    head = roles_of(words, "fund")
    known = [cell for name in MEASURES for cell in head.get(name, ())]
    figures = [cell for cell in words if _is_over_figures(table, row, cell) and role(cell.text, "fund") not in NO_MONEY]
    telling = [cell for cell in figures if cell in known or cell in head.get("heading", ()) or unit_stated(cell.text)]
    if len(known) + len(head.get("rate", ())) < 2 and not telling:
        return None
    first = min(cell.column for cell in (*known, *figures))
    side = [cell for cell in words if cell.column < first]
    if not side and not any(cell.columns[0] < first for cell in table.rows[row]):
        return None
    measures = tuple(cell for cell in words if cell in known or cell in figures)
    parts = _parts(table, row + 1, measures)
    rows = range(row, row + 2) if parts else range(row, row + 1)
    return Header("funds", rows, {"measure": parts or measures} | ({"heading": tuple(side)} if side else {}))


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


def _is_over_figures(table: Table, row: int, head: Cell) -> bool:
    """Whether the cells right below hold sums, dashes and blanks only, and at least one sum."""
    below: list[Cell] = []
    for cells in table.rows[row + 1 : row + 1 + LOOK_AHEAD]:
        cell = next((c for c in cells if c.columns == head.columns), None)
        if cell is None or not SUM.fullmatch(squeezed(cell.text)):
            break
        below.append(cell)
    return any(DIGITS.search(cell.text) for cell in below)
