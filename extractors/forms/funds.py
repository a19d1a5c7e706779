"""Sums of money in a form's funds block or in any table with a head of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractors.forms.blocks import Block
from extractors.forms.column_findings import unread_columns
from extractors.forms.draft import row_unread
from extractors.forms.fund_head import NO_MONEY, TOTAL
from extractors.forms.header import DIGITS, SUM, Header
from extractors.forms.indicator_head import UNKNOWN
from extractors.forms.labels import MEASURES, label_key, role, squeezed, unit_stated, without_brackets
from schemas.drafts import AmountDraft, Field, FindingDraft
from schemas.layout import Cell, Table

NAMES = re.compile(r"名称|科目|来源|类别|项目|任务")  # of heads whose column says what each sum is for
EVERY_COLUMN = 10**6  # no table has so many: the last half reaches to the end
LONGEST_SUM = 24  # characters: longer cells hold sentences, not sums


def read_funds(table: Table, block: Block, nearby_unit: str | None) -> Iterator[AmountDraft | FindingDraft]:
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
    shared = unit_stated(block.side) or _head_unit(block.header) or nearby_unit
    measures = [head for head in block.header.columns["measure"] if _is_money(head, shared)]
    others = [head for head in block.header.columns["measure"] if head not in measures]
    unknown = [*block.header.columns.get(UNKNOWN, ()), *others]
    yield from unread_columns(table, unknown, block.body)
    is_turned = _is_turned(table, block, measures)
    for index in block.body:
        unread: list[Cell] = []
        for half in _halves(block.header, measures):
            row = [cell for cell in table.rows[index] if half.columns.start <= cell.column < half.columns.stop]
            subject = _subject(row, block, half)
            own = unit_stated(subject.text) if subject else None
            if is_turned and subject and role(subject.text, "fund") not in MEASURES:
                continue  # rates; what nothing holds is named for the whole form
            for head in half.measures:
                cells = [cell for cell in row if _is_under(cell, head) and cell.row == index]
                is_own = len(cells) == 1 and sum(_is_under(cells[0], other) for other in measures) == 1
                if is_own and _is_sum(cells[0].text):
                    amount = _amount(cells[0], subject, head, own or unit_stated(head.text) or shared)
                    yield _turned(amount, subject, head) if is_turned and subject else amount
                else:
                    unread += [cell for cell in cells if DIGITS.search(cell.text) and cell not in unread]
            unread += _left_over(row, index, half.measures, (block.side, subject.text if subject else ""))
        if unread:
            yield row_unread(unread)


def _is_turned(table: Table, block: Block, measures: Sequence[Cell]) -> bool:
    """Whether what the sums are for stands above them and what they measure at their left: 预算数, 执行数."""
    first = min((head.column for head in measures), default=0)
    left = [[c for c in table.rows[row] if c.columns.stop <= first and c.row == row and c.text] for row in block.body]
    told = [role(cells[-1].text, "fund") for cells in left if cells and cells[-1].row_span == 1]
    is_known = bool(told) and all(name in MEASURES or name in NO_MONEY for name in told)
    return is_known and bool(MEASURES & set(told)) and not any(role(c.text, "fund") in MEASURES for c in measures)


def _turned(amount: AmountDraft, side: Field, head: Cell) -> AmountDraft:
    """The amount with the words above as what it is for, and those at the left as what it measures."""
    above = Field(label_key(without_brackets(head.text)), head.printed.pieces, "fund:subject")
    measure = Field(label_key(side.text), side.pieces, f"fund:{role(side.text, 'fund')}")
    return replace(amount, subject=above, measure=measure, is_total=_is_total(above))


class _Half(NamedTuple):
    """Columns of sums with their own column of names: 收入 beside 支出; usually the whole block is one."""

    columns: range
    names: Cell | None
    measures: Sequence[Cell]


def _halves(header: Header, measures: Sequence[Cell]) -> list[_Half]:
    headings = header.columns.get("heading", ())
    heads = sorted((*headings, *measures), key=lambda cell: cell.column)
    starts = [head.column for before, head in pairwise(heads) if before in measures and head in headings]
    halves = [range(start, stop) for start, stop in pairwise([0, *starts, EVERY_COLUMN])]
    return [
        _Half(
            half,
            _names_of(headings, half),
            [head for head in measures if head.column in half],
        )
        for half in halves
    ]


def _names_of(headings: Sequence[Cell], half: range) -> Cell | None:
    """The head over the names of a half's sums: one that says so, or that a half right of other sums begins with."""
    own = [head for head in headings if head.column in half]
    named = [head for head in own if NAMES.search(head.text)]
    return next(iter(named or (own[-1:] if half.start else ())), None)


def _is_under(cell: Cell, head: Cell) -> bool:
    return bool(set(cell.columns) & set(head.columns))


def _head_unit(header: Header) -> str | None:
    return next((unit for cell in header.columns.get("heading", ()) if (unit := unit_stated(cell.text))), None)


def _is_sum(text: str) -> bool:
    return bool(DIGITS.search(text)) and len(squeezed(text)) <= LONGEST_SUM


def _is_money(head: Cell, shared: str | None) -> bool:
    """Whether figures under a head are money: a known measure, or a unit is stated in the head or for the block."""
    return role(head.text, "fund") in MEASURES or bool(unit_stated(head.text) or shared)


def _subject(row: Sequence[Cell], block: Block, half: _Half) -> Field | None:
    """The words under a head of names, else the nearest on the left of the figures; else those beside the block."""
    first, names = min((cell.column for cell in half.measures), default=0), half.names
    left = [cell for cell in row if cell.columns.stop <= first and cell.text]
    named = [cell for cell in left if cell.text != block.side and not SUM.fullmatch(squeezed(cell.text))]
    chosen = ([cell for cell in named if names and _is_under(cell, names)] or named or left)[-1:]
    if not chosen:
        return None
    is_total = role(chosen[0].text, "total") == "total"  # 合 计 is 合计
    text = squeezed(chosen[0].text) if is_total else chosen[0].text
    return Field(text, chosen[0].printed.pieces, "fund:subject")


def _left_over(row: Sequence[Cell], index: int, measures: Sequence[Cell], told: Sequence[str]) -> list[Cell]:
    """Words left of the sums that are neither their subject nor beside the block, nor a number or a group's name."""
    first = min((cell.column for cell in measures), default=0)
    left = [cell for cell in row if cell.row == index and cell.columns.stop <= first and cell.row_span == 1]
    return [cell for cell in left if cell.text not in told and re.search(r"[^\W\d_]{2}", cell.text)]


def _amount(cell: Cell, subject: Field | None, head: Cell, unit: str | None) -> AmountDraft:
    amount = Field(cell.text, cell.printed.pieces, "fund:amount")
    measure = Field(
        label_key(without_brackets(head.text)), head.printed.pieces, f"fund:{role(head.text, 'fund') or 'source'}"
    )
    return AmountDraft(amount, subject, measure, unit, _is_total(subject), "table")


def _is_total(subject: Field | None) -> bool:
    key = label_key(subject.text) if subject else ""
    return role(key, "total") == "total" or bool(TOTAL.fullmatch(key))
