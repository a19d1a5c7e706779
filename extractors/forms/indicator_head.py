"""The head of an indicator block: what each column holds, by its words and by those of the wider heads above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.forms.header import Header, without_side
from extractors.labels import NAMES, VALUES, role, squeezed
from extractors.text.years import budget_years_in
from schemas.layout import Cell, Table

UNKNOWN = "unknown"  # heads whose words are not known, so that their columns are not lost in silence
DEEPEST = 3  # rows of a head
LEVEL2 = re.compile(r"(?:数量|质量|时效|(?:经济|社会|生态环境)?成本|(?:经济|社会|生态|环境)效益|可持续|服务对象)")
OF_THE_YEAR = re.compile(r"年度|全年|当年|本年")
REASON = re.compile(r"原因|措施|成因")
PARTED = frozenset({"target", "actual"})  # columns that a form may part into value and unit


class Leaf(NamedTuple):
    """A head with no other head under it, and the heads above it, the nearest first."""

    cell: Cell
    above: tuple[Cell, ...]


def indicator_header(table: Table, row: int, starting: Sequence[Cell]) -> Header | None:
    """The indicator header that starts in a row, if one does.

    Args:
        table: The table.
        row: The row.
        starting: The cells that start in it.
    """
    cells = without_side(starting)
    if len(cells) < 3 or not _looks_like_head(cells):
        return None
    rows = range(row, row + _depth(table, row, cells))
    leaves = _leaves(table, rows, cells)
    columns = _settled(table, [(leaf, _role(leaf)) for leaf in leaves])
    if not (VALUES & columns.keys() and {"level3", "level2", "level1"} & columns.keys()):
        return None
    return Header("indicators", rows, columns)


def _looks_like_head(cells: Sequence[Cell]) -> bool:
    roles = {role(cell.text, "indicator") for cell in cells if cell.text}
    named = NAMES & roles
    if not named or not VALUES & roles:
        return False
    if named == {"name"} and not {"target", "weight", "score", "target_nature"} & roles:
        return False  # a list of tasks with what was done
    return bool({"level3", "name"} & named) or len(named) > 1 or {"target", "actual"} <= roles


def _depth(table: Table, row: int, cells: Sequence[Cell]) -> int:
    """Rows the head takes: as its tallest cell, or two where parts stand under a wide cell or under blanks."""
    tallest = max(cell.row_span for cell in cells)
    if tallest > 1:
        return min(tallest, DEEPEST)
    if row + 1 >= table.row_count:
        return 1
    below = [cell for cell in table.rows[row + 1] if cell.row == row + 1 and cell.text]
    wide = [cell for cell in cells if cell.column_span > 1 and cell.text]
    known = [cell for cell in below if role(cell.text, "indicator") or role(cell.text, "part")]
    under = any(cell.column in parent.columns for cell in below for parent in wide)
    return 2 if below and len(known) == len(below) and (under or len(below) < len(cells)) else 1


def _leaves(table: Table, rows: range, cells: Sequence[Cell]) -> list[Leaf]:
    first = cells[0].column
    heads = [
        cell
        for row in rows
        if row < table.row_count
        for cell in table.rows[row]
        if cell.row == row and cell.column >= first and cell.text
    ]
    return [
        Leaf(cell, tuple(sorted((c for c in heads if _covers(c, cell)), key=lambda c: -c.row)))
        for cell in heads
        if not any(_covers(cell, other) for other in heads)
    ]


def _covers(above: Cell, below: Cell) -> bool:
    return above.row < below.row and below.column in above.columns


def _role(leaf: Leaf) -> str | None:
    """What a column holds: its own words, or its part (值, 单位, 全年) of what the head above it says."""
    part, own = role(leaf.cell.text, "part"), role(leaf.cell.text, "indicator")
    above = next((name for cell in leaf.above if (name := role(cell.text, "indicator")) in PARTED), None)
    if part == "other_period":
        return f"other_{own or above}"
    if part == "unit":
        return "actual_unit" if above == "actual" else "target_unit"
    if above and part in ("value", "whole_year"):
        return above
    return own


def _settled(table: Table, read: Sequence[tuple[Leaf, str | None]]) -> dict[str, tuple[Cell, ...]]:
    """One column for every role: of several years or periods the evaluated one, of several names the finest."""
    found: dict[str, list[Cell]] = {}
    before: str | None = None
    for leaf, name in sorted(read, key=lambda item: item[0].cell.column):
        is_second_unit = name == "target_unit" and before == "actual" and "target_unit" in found
        found.setdefault("actual_unit" if is_second_unit else name or "", []).append(leaf.cell)
        before = name
    if "target" not in found and "other_target" in found:
        found["target"] = found["other_target"]
    if "level3" not in found and "name" in found:
        found["level3"] = found["name"]
    unknown = [cell for name in ("", "name", "level1", "level2") for cell in found.get(name, ())]
    year = max((year for cell in found.get("actual", ()) for year in budget_years_in(cell.text)), default=None)
    picked = {name: (_picked(name, cells, year),) for name, cells in found.items() if name not in ("", "name")}
    others = [cell for cell in unknown if all(cell is not own for (own,) in picked.values())]
    columns = _with_levels(table, picked, others)
    taken = [cell for group in columns.values() for cell in group]
    left = tuple(cell for cell in found.get("", ()) if cell not in taken)
    return columns | ({UNKNOWN: left} if left else {})


def _picked(name: str, cells: Sequence[Cell], year: int | None) -> Cell:
    if name == "level3":
        return cells[-1]
    if name == "deviation_reason":
        return next((cell for cell in cells if REASON.search(cell.text)), cells[0])
    plain = [cell for cell in cells if not budget_years_in(cell.text)]
    of_year = [cell for cell in cells if year in budget_years_in(cell.text)]
    # A head that names a year beside one that names none is that of another year.
    return max(plain or of_year or cells, key=lambda cell: _nearness(cell.text))


def _nearness(text: str) -> int:
    """How surely a head means the evaluated year: 年度 and 实际 do, 累计 may begin earlier."""
    return bool(OF_THE_YEAR.search(text)) + ("实际" in text) - 2 * ("累计" in text)


def _with_levels(
    table: Table, columns: Mapping[str, tuple[Cell, ...]], unknown: Sequence[Cell]
) -> dict[str, tuple[Cell, ...]]:
    """Columns left of the indicator's name that carry no known word are its levels, the nearest one level 2.

    One column alone is level 1, unless it holds words of level 2 (数量, 质量, …).
    """
    settled = dict(columns)
    if "level3" not in settled:
        return settled
    name = settled["level3"][0]
    unnamed = sorted((cell for cell in unknown if cell.column < name.column), key=lambda cell: cell.column)
    missing = [level for level in ("level2", "level1") if level not in settled]
    if len(unnamed) == 1 and len(missing) == 2 and not _holds_level2(table, unnamed[0]):
        missing = ["level1"]
    settled |= {level: (cell,) for level, cell in zip(missing, reversed(unnamed), strict=False)}
    if "level2" not in settled and "level1" in settled and _holds_level2(table, settled["level1"][0]):
        settled["level2"] = settled.pop("level1")
    return settled


def _holds_level2(table: Table, head: Cell) -> bool:
    """Whether most of the words under a head are those of level 2."""
    rows = table.rows[head.row + head.row_span :]
    names = {squeezed(cell.text) for row in rows for cell in row if cell.columns == head.columns and cell.text}
    return 2 * sum(bool(LEVEL2.match(name)) for name in names) > len(names)
