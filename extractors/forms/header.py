"""Header rows: which columns of a table hold what, read from the words above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.labels import MEASURES, NAMES, VALUES, role, squeezed, unit_stated, without_brackets
from schemas.layout import Cell, Table

NO_MONEY = frozenset({"rate", "weight", "score", "other"})
LEVEL2 = re.compile(r"数量|质量|时效|(?:经济|社会|生态环境)?成本|(?:经济|社会|生态|环境)效益|可持续|服务对象")
LOOK_AHEAD = 30  # rows
DIGITS = re.compile(r"\d")
SUM = re.compile(r"[-+()（）]*[\d.,，]*\d(?:亿元|万元|千元|元)?[)）]?|[-/—–一无]*")
TARGET_PARTS = ("target_nature", "target", "target_unit")


class Header(NamedTuple):
    """A header found in a table.

    Attributes:
        kind: ``indicators``, ``goals`` or ``funds``.
        rows: The rows it takes.
        columns: For each role, the header cells that carry it, from left to right.
    """

    kind: str
    rows: range
    columns: Mapping[str, tuple[Cell, ...]]


class Columns(NamedTuple):
    """Where each role's cells stand in the body of a block: for each role the columns its heads cover."""

    by_role: Mapping[str, Sequence[range]]

    def cells(self, row: Sequence[Cell], name: str) -> list[Cell]:
        """The row's cells under a role's heads, from left to right."""
        heads = self.by_role.get(name, ())
        return [cell for cell in row if any(set(cell.columns) & set(columns) for columns in heads)]


class Body(NamedTuple):
    """The rows of a block under its header, and where each role's cells stand in them."""

    table: Table
    rows: range
    columns: Columns

    def cell(self, row: int, name: str) -> Cell | None:
        """The row's first cell under a role's heads."""
        return next(iter(self.columns.cells(self.table.rows[row], name)), None)


def find_header(table: Table, row: int) -> Header | None:
    """The header that starts in this row, if one does."""
    starting = [cell for cell in table.rows[row] if cell.row == row]
    return _indicator_header(table, row, starting) or _goal_header(row, starting) or _fund_header(table, row, starting)


def _roles(cells: Sequence[Cell], context: str) -> dict[str, tuple[Cell, ...]]:
    columns: dict[str, tuple[Cell, ...]] = {}
    for cell in cells:
        name = role(cell.text, context) if cell.text else None
        if name:
            columns[name] = (*columns.get(name, ()), cell)
    return columns


def _indicator_header(table: Table, row: int, starting: Sequence[Cell]) -> Header | None:
    cells = _without_side(starting)
    head = _roles(cells, "indicator")
    named = NAMES & head.keys()
    if not named or len(cells) < 3 or not (VALUES & head.keys()):
        return None
    if not ({"level3", "name"} & named or len(named) > 1) and not {"target", "actual"} <= head.keys():
        return None
    rows, head = _with_second_row(table, row, cells, head)
    columns = _with_unnamed_levels(table, _settled(head), cells)
    if not (VALUES & columns.keys() and {"level3", "level2", "level1"} & columns.keys()):
        return None
    return Header("indicators", rows, columns)


def _without_side(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The head without the merged cell beside the whole block (绩效指标)."""
    if len(cells) > 1 and cells[0].row_span > max(cell.row_span for cell in cells[1:]):
        return cells[1:]
    return cells


def _with_unnamed_levels(
    table: Table, columns: dict[str, tuple[Cell, ...]], cells: Sequence[Cell]
) -> dict[str, tuple[Cell, ...]]:
    """Columns left of the indicator's name that carry no known word are its levels, the nearest one level 2.

    One column alone is level 1, unless it holds words of level 2 (数量, 质量, …).
    """
    if "level3" not in columns:
        return columns
    taken = [cell for group in columns.values() for cell in group]
    name = columns["level3"][0]
    unnamed = [c for c in cells if c.text and c not in taken and c.column < name.column]
    unnamed = [c for c in unnamed if role(c.text, "indicator") in (None, "name", "level1", "level2")]
    missing = [level for level in ("level2", "level1") if level not in columns]
    if len(unnamed) == 1 and len(missing) == 2 and not _holds_level2(table, unnamed[0]):
        missing = ["level1"]
    return columns | {level: (cell,) for level, cell in zip(missing, reversed(unnamed), strict=False)}


def _holds_level2(table: Table, head: Cell) -> bool:
    below = [cell for row in table.rows[head.row + head.row_span :] for cell in row if cell.columns == head.columns]
    return any(LEVEL2.match(squeezed(cell.text)) for cell in below)


def _with_second_row(
    table: Table, row: int, cells: Sequence[Cell], head: dict[str, tuple[Cell, ...]]
) -> tuple[range, dict[str, tuple[Cell, ...]]]:
    """The header with a second row of parts (性质, 值, 单位; 自评, 复核), where the form has one."""
    if row + 1 >= table.row_count:
        return range(row, row + 1), head
    below = [cell for cell in table.rows[row + 1] if cell.row == row + 1 and cell.text]
    parts = _roles(below, "indicator")
    wide = [cell for cell in cells if cell.column_span > 1 and cell.row_span == 1 and cell.text]
    under_wide = [cell for cell in below if any(cell.columns[0] in parent.columns for parent in wide)]
    known = [cell for group in parts.values() for cell in group]
    if not below or len(known) < len(below) or not (under_wide or len(below) < len(cells)):
        return range(row, row + 1), head
    parents = [p for p in wide if any(cell.columns[0] in p.columns for cell in under_wide)]
    merged = {name: tuple(c for c in group if c not in parents) for name, group in head.items()}
    for name, group in parts.items():
        merged[name] = (*merged.get(name, ()), *group)
    return range(row, row + 2), {name: group for name, group in merged.items() if group}


def _settled(head: dict[str, tuple[Cell, ...]]) -> dict[str, tuple[Cell, ...]]:
    """Roles made definite: a form without 三级指标 names its rows in another column."""
    columns = dict(head)
    names = columns.pop("name", ())
    if "level3" not in columns and names:
        columns["level3"] = names[-1:]
    for name in ("level1", "level2", "level3", "actual", "weight", "score", "deviation_reason", "index"):
        if name in columns:
            columns[name] = columns[name][:1]
    if "target" not in columns and "score" not in columns and "actual" not in columns:
        columns.pop("target_nature", None)
    return columns


def _goal_header(row: int, cells: Sequence[Cell]) -> Header | None:
    head = _roles(cells, "goal")
    expected, actual, status = head.get("expected", ()), head.get("actual", ()), head.get("status", ())
    if len(actual) > 1:
        actual, status = actual[:1], actual[1:2]
    if len(expected) > 1:  # 年度总体目标 beside the block, 预期目标 above the column
        expected = expected[-1:]
    others = [c for c in cells if c.text and c not in (*expected, *actual, *status) and role(c.text, "goal") is None]
    if not expected or not (actual or status) or any(role(c.text, "indicator") != "index" for c in others):
        return None
    columns = {"expected": expected, "actual": actual, "status": status}
    return Header("goals", range(row, row + 1), {name: group for name, group in columns.items() if group})


def _fund_header(table: Table, row: int, cells: Sequence[Cell]) -> Header | None:
    """A head over sums of money: two words for measures, or one over a column of figures that tells its unit."""
    words = [cell for cell in _without_side(cells) if cell.text]
    if len(words) < 2 or any(DIGITS.search(without_brackets(cell.text)) for cell in words):
        return None
    head = _roles(words, "fund")
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
    return Header("funds", range(row, row + 1), {"measure": measures} | ({"heading": tuple(side)} if side else {}))


def _is_over_figures(table: Table, row: int, head: Cell) -> bool:
    """Whether the cells right below hold sums, dashes and blanks only, and at least one sum."""
    below: list[Cell] = []
    for cells in table.rows[row + 1 : row + 1 + LOOK_AHEAD]:
        cell = next((c for c in cells if c.columns == head.columns), None)
        if cell is None or not SUM.fullmatch(squeezed(cell.text)):
            break
        below.append(cell)
    return any(DIGITS.search(cell.text) for cell in below)
