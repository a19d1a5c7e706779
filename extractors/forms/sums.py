"""Sums of money that stand beside their own label, or behind it in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.forms.header import SUM
from extractors.forms.labels import is_label, label_key, role, squeezed, unit_stated
from extractors.forms.pairs import pairs
from schemas.drafts import AmountDraft, Field
from schemas.layout import Cell

SUM_LABEL = re.compile(r".*(?:资金|金额|总额|拨款|预算|支出|经费|补助|收入|决算|自筹|投入|结转|结余)(?:数|额)?")
MONEY_WORD = re.compile(r"资金|金额|总额|拨款|预算|支出|经费|补助|收入|决算|执行数|到位|自筹|投入|结转|结余")
IN_ONE_CELL = re.compile(
    r"^(?:其中[:：])?(?P<label>[^:：\d]{2,24})[:：]\s*(?P<sum>[\d,，.]+\d|\d)\s*(?P<unit>亿元|万元|千元|元)?$"
)


def read_single_sums(
    row: Sequence[Cell], side: Field | None, nearby_unit: str | None, is_among_sums: bool = False
) -> Iterator[AmountDraft]:
    """Sums that stand beside their own label, or behind it in the same cell.

    Args:
        row: Cells of one row.
        side: The words beside the block.
        nearby_unit: The unit stated beside the block or above the table.
        is_among_sums: The row above holds labels with their sums, so that a label need not be known.
    """
    for label, value in pairs(row):
        key = label_key(label.text)
        if _starts_figures(row, value):
            continue
        is_told = _is_sum_label(key) or unit_stated(label.text) or (is_among_sums and _may_be_sum(label, value))
        if SUM.fullmatch(squeezed(value.text)) and any(c.isdigit() for c in value.text) and is_told:
            yield _single(label, value, side, unit_stated(label.text) or nearby_unit)
    for cell in row:
        found = IN_ONE_CELL.match(cell.text)
        if found and MONEY_WORD.search(found["label"]):
            pieces = cell.printed.pieces
            amount = Field(found["sum"] + (found["unit"] or ""), pieces, "fund:in_one_cell")
            subject = Field(found["label"].strip(), pieces, "fund:in_one_cell")
            yield AmountDraft(amount, subject, None, unit_stated(cell.text) or nearby_unit, False, "table")


def _starts_figures(row: Sequence[Cell], value: Cell) -> bool:
    """Whether another figure stands right behind: a row of several columns, not a label and its sum."""
    after = next((cell for cell in row if cell.column == value.columns.stop), None)
    return after is not None and bool(re.search(r"\d", after.text)) and bool(SUM.fullmatch(squeezed(after.text)))


def _may_be_sum(label: Cell, value: Cell) -> bool:
    """Whether a figure below sums is one too: its label is no other, and it is set with decimals as money is."""
    is_set = bool(re.search(r"\.\d\d|,\d{3}", value.text))
    return is_set and not is_label(label.text) and not SUM.fullmatch(squeezed(label.text))


def _is_sum_label(key: str) -> bool:
    return role(key, "fund") in ("initial_budget", "annual_budget", "arrived", "executed", "balance") or bool(
        SUM_LABEL.fullmatch(key)
    )


def _single(label: Cell, value: Cell, side: Field | None, unit: str | None) -> AmountDraft:
    amount = Field(value.text, value.printed.pieces, "fund:beside_label")
    words = Field(label_key(label.text), label.printed.pieces, "fund:beside_label")
    if role(label.text, "fund") in (None, "heading"):
        return AmountDraft(amount, words, None, unit, "总" in words.text, "table")
    return AmountDraft(amount, side, words, unit, False, "table")
