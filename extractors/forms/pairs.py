"""Labels with their values beside them: who a form is about, sums in single lines, the total and the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.forms.draft import AmountDraft, Read, read
from extractors.forms.header import SUM, Header
from extractors.forms.labels import label_key, role, squeezed, unit_stated
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary

SUM_LABEL = re.compile(r".*(?:资金|金额|总额|拨款|预算|支出|经费|补助|收入|决算)(?:数|额)?")
IN_ONE_CELL = re.compile(r"^(?P<label>[^:：\d]{2,24})[:：]\s*(?P<sum>[\d,，.]+\d|\d)\s*(?P<unit>亿元|万元|千元|元)?$")


class Pair(NamedTuple):
    """A label cell and the cell that answers it."""

    label: Cell
    value: Cell


def pairs(row: Sequence[Cell]) -> Iterator[Pair]:
    """Every cell of a row with the one that touches it on the right."""
    for label, value in zip(row, row[1:], strict=False):
        if label.columns.stop == value.column and label.text and value.text:
            yield Pair(label, value)


def read_parties(row: Sequence[Cell]) -> Iterator[tuple[str, Read]]:
    """项目名称, 主管部门, 实施单位 and the like with what stands beside them."""
    for label, value in pairs(row):
        name = role(label.text, "party")
        if name and role(value.text, "party") is None:
            yield name, Read(value.text, value.printed.pieces, f"party:{name}")


def read_single_sums(row: Sequence[Cell], side: Read | None, nearby_unit: str | None) -> Iterator[AmountDraft]:
    """Sums that stand beside their own label, or behind it in the same cell.

    Args:
        row: Cells of one row.
        side: The words beside the block.
        nearby_unit: The unit stated beside the block or above the table.
    """
    for label, value in pairs(row):
        key = label_key(label.text)
        if SUM.fullmatch(squeezed(value.text)) and any(c.isdigit() for c in value.text) and _is_sum_label(key):
            yield _single(label, value, side, unit_stated(label.text) or nearby_unit)
    for cell in row:
        found = IN_ONE_CELL.match(cell.text)
        if found and SUM_LABEL.fullmatch(label_key(found["label"])):
            pieces = cell.printed.pieces
            amount = Read(found["sum"] + (found["unit"] or ""), pieces, "fund:in_one_cell")
            subject = Read(found["label"].strip(), pieces, "fund:in_one_cell")
            yield AmountDraft(amount, subject, None, unit_stated(cell.text) or nearby_unit, False, "table")


def _is_sum_label(key: str) -> bool:
    return role(key, "fund") in ("initial_budget", "annual_budget", "arrived", "executed", "balance") or bool(
        SUM_LABEL.fullmatch(key)
    )


def _single(label: Cell, value: Cell, side: Read | None, unit: str | None) -> AmountDraft:
    amount = Read(value.text, value.printed.pieces, "fund:beside_label")
    words = Read(label_key(label.text), label.printed.pieces, "fund:beside_label")
    if role(label.text, "fund") in (None, "heading"):
        return AmountDraft(amount, words, None, unit, "总" in words.text, "table")
    return AmountDraft(amount, side, words, unit, False, "table")


class Verdict(NamedTuple):
    """The total and the grade that a form states."""

    score: Read | None
    grade: Read | None


def read_verdict(table: Table, row: int, header: Header | None) -> Verdict:
    """Total and grade of a row that begins with 总分, 自评等级 and the like; both None where the row is none.

    Args:
        table: The table.
        row: The row.
        header: The indicator header above, whose score column tells the total from the points there were to earn.
    """
    cells = [cell for cell in table.rows[row] if cell.row == row and cell.text]
    kinds = {role(cell.text, "total") for cell in cells}
    score = _total(cells, header) if "total" in kinds else None
    return Verdict(score, _grade(cells, "total" in kinds))


def _total(cells: Sequence[Cell], header: Header | None) -> Read | None:
    figures = [cell for cell in cells if re.fullmatch(r"\d+(?:\.\d+)?分?", squeezed(cell.text))]
    heads = header.columns.get("score", ()) if header else ()
    under = [cell for cell in figures if any(set(cell.columns) & set(head.columns) for head in heads)]
    chosen = under if under else figures if len(figures) == 1 and not heads else []
    return Read(chosen[0].text, chosen[0].printed.pieces, "total:score") if len(chosen) == 1 else None


def _grade(cells: Sequence[Cell], in_total_row: bool) -> Read | None:
    words = {row["word"] for row in vocabulary("grades")}
    for label, value in pairs(cells):
        if role(label.text, "total") == "grade" and squeezed(value.text) in words:
            return read(value.printed, "total:grade")
    graded = [cell for cell in cells if squeezed(cell.text) in words] if in_total_row else []
    return read(graded[0].printed, "total:grade") if len(graded) == 1 else None
