"""A form's table into blocks: its head, its funds, its goals, its indicators, its total, each with its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.forms.header import SUM, Header
from extractors.forms.heads import find_header
from extractors.forms.indicators import body_columns, is_band, is_indicator_row, is_merged_row, is_total_row
from extractors.forms.labels import role, squeezed
from schemas.layout import Cell, Table


class Block(NamedTuple):
    """Rows of a table that are read together.

    Attributes:
        kind: ``indicators``, ``goals``, ``funds``, or ``labels`` for rows of labels with their values beside them.
        header: The header above the body; None for labels.
        body: The rows, heads left out.
        side: The words of the merged cell beside the block (项目资金（万元）), empty where there is none.
    """

    kind: str
    header: Header | None
    body: range
    side: str


def find_blocks(table: Table) -> list[Block]:
    """The table's blocks from top to bottom; every row is in exactly one block or its header."""
    blocks: list[Block] = []
    row = 0
    while row < table.row_count:
        header = find_header(table, row)
        start = header.rows.stop if header else row
        stop = _end(table, header, start)
        blocks.append(Block(header.kind if header else "labels", header, range(start, stop), _side(table, header)))
        row = stop
    return blocks


def _end(table: Table, header: Header | None, start: int) -> int:
    """The first row after the block."""
    for row in range(start, table.row_count):
        is_further = row > start or header is not None
        if is_further and (find_header(table, row) or not _belongs(table, header, row)):
            return row
    return table.row_count


def _belongs(table: Table, header: Header | None, row: int) -> bool:
    cells = table.rows[row]
    if header is None:
        return True
    if _has_party_label(cells):
        return False
    if header.kind == "indicators":
        columns = body_columns(table, header, range(row, row + 1))
        is_one = is_indicator_row(cells, columns) or is_merged_row(cells, columns)
        return is_band(cells) or (is_one and not is_total_row(cells))
    side = _side_cell(table, header)
    if side is not None:
        return row in side.rows
    heads = [cell for group in header.columns.values() for cell in group]
    if header.kind == "funds" and _are_texts(cells, header.columns["measure"]):
        return False
    return len({id(c) for head in heads for c in cells if set(c.columns) & set(head.columns)}) > 1


def _are_texts(cells: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Whether words stand under every measure, and no sum or blank: the head of other rows."""
    under = [cell for cell in cells if any(cell.column == head.column for head in heads)]
    return len(under) > 1 and all(cell.text and not SUM.fullmatch(squeezed(cell.text)) for cell in under)


def _has_party_label(cells: Sequence[Cell]) -> bool:
    first = next((cell for cell in cells if cell.text), None)
    return first is not None and role(first.text, "party") not in (None, "other", "fiscal_year")


def _side_cell(table: Table, header: Header) -> Cell | None:
    """The merged cell at the left that spans the header and its body."""
    left = next(iter(table.rows[header.rows.start]), None)
    heads = [cell for name, group in header.columns.items() if name not in ("heading", "source") for cell in group]
    if left is None or left in heads or left.row_span <= len(header.rows):
        return None
    return left


def _side(table: Table, header: Header | None) -> str:
    if header is None:
        return ""
    side = _side_cell(table, header)
    return side.text if side is not None else ""
