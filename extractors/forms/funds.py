"""Sums of money in a form's funds block or in any table with a head of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.forms.blocks import Block
from extractors.forms.draft import AmountDraft, Question, Read, row_unread
from extractors.forms.header import DIGITS, SUM, Header
from extractors.labels import label_key, role, squeezed, unit_stated, without_brackets
from schemas.layout import Cell, Table

TOTAL = re.compile(r"(?:年度|项目|全年|资金|预算)*(?:资金|预算|收入|支出)?(?:总额|总金额|总计|合计|小计|总数)")
LONGEST_SUM = 24  # characters: longer cells hold sentences, not sums


def read_funds(table: Table, block: Block, nearby_unit: str | None) -> Iterator[AmountDraft | Question]:
    """One amount for each cell with a figure under a measure; a figure that is no plain sum, or one merged over two
    measures, becomes a question.

    Args:
        table: The table.
        block: Its funds block.
        nearby_unit: The unit that a caption or the line above the table states.

    A unit is taken from the row's own label, else from the head of the column, else from the words beside the block,
    else from nearby; without one the amount keeps its print and no value.
    """
    if block.header is None:
        return
    measures = block.header.columns["measure"]
    shared = unit_stated(block.side) or _head_unit(block.header) or nearby_unit
    for index in block.body:
        row = table.rows[index]
        subject = _subject(row, block, measures)
        own = unit_stated(subject.text) if subject else None
        unread: list[Cell] = []
        for head in measures:
            cells = [cell for cell in row if _is_under(cell, head) and cell.row == index]
            if (
                len(cells) == 1
                and _is_sum(cells[0].text)
                and sum(_is_under(cells[0], other) for other in measures) == 1
            ):
                yield _amount(cells[0], subject, head, own or unit_stated(head.text) or shared)
            else:
                unread += [cell for cell in cells if DIGITS.search(cell.text) and cell not in unread]
        if unread:
            yield row_unread(unread)


def _is_under(cell: Cell, head: Cell) -> bool:
    return bool(set(cell.columns) & set(head.columns))


def _head_unit(header: Header) -> str | None:
    return next((unit for cell in header.columns.get("heading", ()) if (unit := unit_stated(cell.text))), None)


def _is_sum(text: str) -> bool:
    return bool(DIGITS.search(text)) and len(squeezed(text)) <= LONGEST_SUM


def _subject(row: Sequence[Cell], block: Block, measures: Sequence[Cell]) -> Read | None:
    """The words nearest to the figures, on their left; the words beside the block where the row has none."""
    first = min(cell.column for cell in measures)
    left = [cell for cell in row if cell.columns.stop <= first and cell.text]
    named = [cell for cell in left if cell.text != block.side and not SUM.fullmatch(squeezed(cell.text))]
    chosen = (named or left)[-1:]
    if not chosen:
        return None
    is_total = role(chosen[0].text, "total") == "total"  # 合 计 is 合计
    text = squeezed(chosen[0].text) if is_total else chosen[0].text
    return Read(text, chosen[0].printed.pieces, "fund:subject")


def _amount(cell: Cell, subject: Read | None, head: Cell, unit: str | None) -> AmountDraft:
    amount = Read(cell.text, cell.printed.pieces, "fund:amount")
    measure = Read(
        label_key(without_brackets(head.text)), head.printed.pieces, f"fund:{role(head.text, 'fund') or 'source'}"
    )
    return AmountDraft(amount, subject, measure, unit, _is_total(subject), "table")


def _is_total(subject: Read | None) -> bool:
    key = label_key(subject.text) if subject else ""
    return role(key, "total") == "total" or bool(TOTAL.fullmatch(key))
