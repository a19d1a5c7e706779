"""A form's table into blocks: its head, its funds, its goals, its indicators, its total, each with its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.forms.bands import band_of, is_subtotal_row, is_sum_row, names_level
from extractors.forms.header import SUM, Header
from extractors.forms.heads import find_header
from extractors.forms.indicators import body_columns, is_indicator_row, is_merged_row
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
        if is_further and (_starts_other(table, header, row) or not _belongs(table, header, row)):
            return row
    return table.row_count


def _starts_other(table: Table, header: Header | None, row: int) -> bool:
    """Whether another block's head stands in a row; one whose words tell nothing may be a row of words amid a block."""
    found = find_header(table, row)
    is_amid = header is not None and header.kind == "indicators" and found is not None and found.is_inferred
    return found is not None and not (is_amid and _belongs(table, header, row))


def _belongs(table: Table, header: Header | None, row: int) -> bool:
    cells = table.rows[row]
    if header is None:
        return True
    if _has_party_label(cells):
        return False
    if header.kind == "indicators":
        return _is_of_indicators(table, header, row)
    side = _side_cell(table, header)
    if side is not None:
        return row in side.rows
    heads = [cell for group in header.columns.values() for cell in group]
    if header.kind == "funds" and _are_texts(cells, header.columns["measure"]):
        return False
    return len({id(c) for head in heads for c in cells if set(c.columns) & set(head.columns)}) > 1


def _is_of_indicators(table: Table, header: Header, row: int) -> bool:
    """Whether a row is an indicator, a level's name over others, or a sum amid them."""
    cells = table.rows[row]
    columns = body_columns(table, header, range(row, row + 1))
    if is_sum_row(cells, row):
        return is_subtotal_row(cells, row) or _is_summed_again(table, header, row)
    if is_indicator_row(cells, columns) or is_merged_row(cells, columns):
        return True
    band = band_of(cells, columns)
    return band is not None and (names_level(band.name.text) or _goes_on_below(table, header, row))


def _is_summed_again(table: Table, header: Header, row: int) -> bool:
    """Whether another sum stands right below a row or below more of its block: the first is not the whole form's."""
    for below in range(row + 1, table.row_count):
        if is_sum_row(table.rows[below], below):
            return True
        if not _goes_on_below(table, header, below - 1):
            return False
    return False


def _goes_on_below(table: Table, header: Header, row: int) -> bool:
    """Whether the block goes on right below a row, and no line of signatures (填报人：) stands there."""
    below = row + 1
    first = next((cell.text for cell in table.rows[below] if cell.text), "") if below < table.row_count else ""
    if squeezed(first).endswith(":"):
        return False
    return below < table.row_count and not _starts_other(table, header, below) and _belongs(table, header, below)


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
