"""The unit of money that holds for a whole form, where a sum prints none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.forms.blocks import Block
from extractors.forms.header import SUM
from extractors.forms.labels import squeezed, unit_stated
from extractors.forms.pairs import pairs
from schemas.layout import Cell, Table

LINES_ABOVE = 4  # among which the caption of a table is looked for
CAPTION_ROWS = 3


def unit_near(table: Table) -> str | None:
    """The unit that a line above the table states, the nearest first; else a caption in its first rows."""
    return _first(line.text for line in reversed(table.above[-LINES_ABOVE:])) or _unit_in_table(table)


def form_unit(table: Table, blocks: Sequence[Block]) -> str | None:
    """The unit of the form's funds block, which holds for its other sums too; else the one that its labels state."""
    funds = [block for block in blocks if block.kind == "funds"]
    stated = {unit for block in blocks for text in _labels(table, block) if (unit := unit_stated(text))}
    return (
        _first(text for block in funds for text in (block.side, *_heads(block)))
        or (stated.pop() if len(stated) == 1 else None)
        or _unit_in_table(table)
    )


def row_unit(cells: Sequence[Cell]) -> str | None:
    """The unit that the words before all labels of a row state; a label with its own sum behind it states its own."""
    own = next((label for label, value in pairs(cells[:2]) if SUM.fullmatch(squeezed(value.text))), None)
    return unit_stated(cells[0].text) if cells and own is None else None


def _unit_in_table(table: Table) -> str | None:
    """The unit that a caption in the first rows states, in one cell or in two."""
    rows = table.rows[:CAPTION_ROWS]
    cells = [cell.text for row in rows for cell in row]
    beside = [f"{label.text}:{value.text}" for row in rows for label, value in pairs(row)]
    return _first(text for text in (*cells, *beside) if "单位" in squeezed(text))


def _labels(table: Table, block: Block) -> list[str]:
    """The words that may be labels: every cell of a block of labels, else the first of each row."""
    rows = [table.rows[row] for row in block.body]
    return [cell.text for cells in rows for cell in (cells if block.kind == "labels" else cells[:1])]


def _heads(block: Block) -> list[str]:
    return [cell.text for cell in block.header.columns.get("heading", ())] if block.header else []


def _first(texts: Iterable[str]) -> str | None:
    return next((unit for text in texts if (unit := unit_stated(text))), None)
