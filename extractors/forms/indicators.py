"""Rows of an indicator block into drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.forms.draft import IndicatorDraft, Question, Read, read, row_unread
from extractors.forms.header import TARGET_PARTS, Body, Columns, Header
from extractors.forms.levels import level_names
from extractors.labels import PLACEHOLDER, role, squeezed
from schemas.layout import Cell, Table
from schemas.page import Printed

NUMBERED = re.compile(r"^\s*(?:指\s*标|目\s*标)\s*[\d０-９一二三四五六七八九十]+\s*[:：、.．]?\s*")
NATURE_WORD = re.compile(r"^(?:定量|定性|正向|反向|负向|数值型?|文本型?|无|[-/—–])$")
Levels = tuple[Mapping[int, Read | None], Mapping[int, Read | None]]


def body_columns(table: Table, header: Header, body: range) -> Columns:
    """Columns of a block's body.

    Some printers lay a head with a side word (绩效指标) over a body that has no cell under it: every column is then
    one place to the left of its head, and the last head stands over nothing.
    """
    heads = [cell for cell in table.rows[header.rows.start] if cell.row in header.rows]
    rows = [table.rows[row] for row in body]
    reach = max((cell.columns.stop for row in rows for cell in row), default=0)
    is_moved = (
        len(header.rows) == 1
        and len(heads) > 1
        and role(heads[0].text, "side") == "indicators"
        and role(heads[0].text, "indicator") in (None, "name")
        and heads[0].row_span == 1
        and reach <= heads[-1].column
    )
    places = {id(head): (heads[index - 1] if is_moved else head).columns for index, head in enumerate(heads)}
    by_role = {name: [places.get(id(cell), cell.columns) for cell in cells] for name, cells in header.columns.items()}
    return Columns(by_role)


def is_indicator_row(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row has a name and a value apart: a cell merged over both is a total, a note or the next block."""
    names = [cell for name in ("level3", "level2", "level1") for cell in columns.cells(row, name)][:1]
    values = [c for name in ("target", "actual", "weight", "score", "target_nature") for c in columns.cells(row, name)]
    return bool(names and values) and all(cell is not names[0] for cell in values)


def is_total_row(row: Sequence[Cell]) -> bool:
    """Whether the row's first words are 总分, 合计 and the like."""
    first = next((cell.text for cell in row if cell.text), "")
    return role(first, "total") == "total"


def read_indicators(table: Table, header: Header, body: range) -> Iterator[IndicatorDraft | Question]:
    """The indicators of a block, in reading order; a row that holds something else becomes a question.

    Args:
        table: The table.
        header: Its indicator header.
        body: The rows of the block, heads and totals left out.
    """
    columns = body_columns(table, header, body)
    level1 = level_names(Body(table, body, columns), "level1")
    levels = (level1, level_names(Body(table, body, columns), "level2", under=level1))
    seen: set[tuple[int, ...]] = set()
    for index in body:
        cells = {name: columns.cells(table.rows[index], name) for name in columns.by_role}
        key = tuple(id(cell) for name in ("level3", "target", "actual") for cell in cells.get(name, ()))
        if key not in seen:
            seen.add(key)
            row = _draft(cells, levels, index) or _unread_row(table.rows[index], index)
            if row:
                yield row


def _unread_row(row: Sequence[Cell], index: int) -> Question | None:
    """A question for a row that says something though it names no indicator; None for blanks and placeholders."""
    own = [cell for cell in row if cell.row == index and not PLACEHOLDER.match(squeezed(cell.text))]
    told = [cell for cell in own if not NUMBERED.fullmatch(cell.text + ":") and cell.row_span == 1]
    return row_unread(told) if len(told) > 1 else None


def _draft(cells: Mapping[str, Sequence[Cell]], levels: Levels, index: int) -> IndicatorDraft | None:
    level3 = _name(cells.get("level3", ()))
    target = _target(cells)
    one = {name: _one(cells.get(name, ()), name) for name in ("actual", "weight", "score", "deviation_reason")}
    if level3 is None and (_is_placeholder(target) and _is_placeholder(one["actual"])):
        return None
    level1, level2 = (names.get(index) for names in levels)
    stated = [item for item in (level3, target, *one.values()) if item]
    if not stated:
        return None
    page = min(piece.page for piece in stated[0].pieces)
    return IndicatorDraft(page, level1, level2, level3, target, **one)


def _is_placeholder(item: Read | None) -> bool:
    return item is None or bool(PLACEHOLDER.match(squeezed(item.text)))


def _name(cells: Sequence[Cell]) -> Read | None:
    printed = _printed(cells)
    name = NUMBERED.sub("", printed.text).strip()
    if PLACEHOLDER.match(squeezed(name)):
        return None
    return Read(name, printed.pieces, "indicator:level3")


def _target(cells: Mapping[str, Sequence[Cell]]) -> Read | None:
    """性质, 值 and 单位 joined in that order, whatever order the columns have."""
    parts = [_printed(cells.get(name, ())) for name in TARGET_PARTS]
    nature, value, unit = parts
    if not value.text and not (nature.text and not NATURE_WORD.match(squeezed(nature.text))):
        return read(unit, "indicator:target") if unit.text and not PLACEHOLDER.match(squeezed(unit.text)) else None
    kept = [part for part in (nature, value, unit) if not NATURE_WORD.match(squeezed(part.text)) or part is value]
    if unit in kept and unit.text and value.text.endswith(unit.text):
        kept.remove(unit)
    printed = Printed("".join(part.text for part in kept), tuple(piece for part in kept for piece in part.pieces))
    return read(printed, "indicator:target")


def _one(cells: Sequence[Cell], name: str) -> Read | None:
    return read(_printed(cells), f"indicator:{name}")


def _printed(cells: Sequence[Cell]) -> Printed:
    parts = [cell.printed for cell in cells]
    return Printed("".join(p.text for p in parts), tuple(piece for p in parts for piece in p.pieces))
