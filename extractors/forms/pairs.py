"""Labels with their values beside them: who a form is about, sums in single lines, the total and the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.forms.draft import AmountDraft, Read, read
from extractors.forms.header import SUM, Header
from extractors.forms.titles import read_line
from extractors.labels import is_unit, label_key, role, squeezed, unit_stated
from schemas.layout import Cell, Table, TextLine
from schemas.page import Glyph
from schemas.prose import Line
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import GradeWord

SUM_LABEL = re.compile(r".*(?:资金|金额|总额|拨款|预算|支出|经费|补助|收入|决算)(?:数|额)?")
MONEY_WORD = re.compile(r"资金|金额|总额|拨款|预算|支出|经费|补助|收入|决算|执行数|到位")
COLON = re.compile(r"[:：]")
GAP = 0.2  # of the glyph size: wider than between two characters of a word
MOST_TOTALS = 2  # figures of a total row: points to earn, points earned
VERDICTS = {"total": "self_score", "grade": "self_grade"}
LONGEST_LABEL = 16  # characters
IN_ONE_CELL = re.compile(
    r"^(?:其中[:：])?(?P<label>[^:：\d]{2,24})[:：]\s*(?P<sum>[\d,，.]+\d|\d)\s*(?P<unit>亿元|万元|千元|元)?$"
)


class Pair(NamedTuple):
    """A label cell and the cell that answers it."""

    label: Cell
    value: Cell


def pairs(row: Sequence[Cell]) -> Iterator[Pair]:
    """Every cell of a row with the one that touches it on the right."""
    for label, value in pairwise(row):
        if label.columns.stop == value.column and label.text and value.text:
            yield Pair(label, value)


def read_parties(row: Sequence[Cell]) -> Iterator[tuple[str, Read]]:
    """项目名称, 主管部门, 实施单位 and the like with what stands beside them, or behind them in the same cell."""
    for label, value in pairs(row):
        name = role(label.text, "party")
        if name and role(value.text, "party") is None and not is_unit(value.text):
            yield name, Read(value.text, value.printed.pieces, f"party:{name}")
    for cell in row:
        for stated in labelled(cell.text):
            yield stated.role, Read(stated.text, cell.printed.pieces, f"party:{stated.role}")


def read_line_parties(line: Line) -> Iterator[tuple[str, Read]]:
    """项目名称：… 实施单位：… printed in a line above a table."""
    spaced = _spaced(line.glyphs)
    for stated in labelled("".join(glyph.text if glyph else " " for glyph in spaced)):
        glyphs = tuple(glyph for glyph in spaced[stated.start : stated.start + len(stated.text)] if glyph)
        part = Line(stated.text, glyphs, line.page, TextLine(glyphs).box)
        yield stated.role, read_line(part, f"party:{stated.role}")


def _spaced(glyphs: Sequence[Glyph]) -> list[Glyph | None]:
    """The glyphs with None where a gap stands between them, as between two labels of one line."""
    spaced: list[Glyph | None] = []
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before and glyph.x0 - before.x1 > GAP * glyph.size:
            spaced.append(None)
        spaced.append(glyph)
    return spaced


class Labelled(NamedTuple):
    """A value printed behind its label and a colon: what it is, its text, where the text starts."""

    role: str
    text: str
    start: int


def labelled(text: str) -> Iterator[Labelled]:
    """Every ``label：value`` of a text whose label is a party's, a total's or a grade's; several may stand in one line.

    Example:
        ``项目名称：学前教育　实施单位：教育局`` gives project_name 学前教育 and implementing_unit 教育局.
    """
    marks = [(found.start(), *label) for found in COLON.finditer(text) if (label := _label_before(text, found.start()))]
    for index, (colon, _, name) in enumerate(marks):
        stop = marks[index + 1][1] if index + 1 < len(marks) else len(text)
        value = text[colon + 1 : stop]
        said = value.strip().rstrip("（( ")  # 财政局（单位：万元）: the bracket is the next label's
        if said and not is_unit(said):  # 单位：万元 names nobody
            yield Labelled(name, said, colon + 1 + len(value) - len(value.lstrip()))


def _label_before(text: str, colon: int) -> tuple[int, str] | None:
    """Where the longest label that ends at the colon starts, and what it means; one without spaces goes first."""
    starts = [start for start in range(max(0, colon - LONGEST_LABEL), colon - 1) if not text[start].isspace()]
    for start in sorted(starts, key=lambda at: (any(map(str.isspace, text[at:colon])), at)):
        name = role(text[start:colon], "party") or VERDICTS.get(role(text[start:colon], "total") or "")
        if name:
            return start, name
    return None


def read_single_goals(row: Sequence[Cell]) -> Iterator[tuple[str, Read]]:
    """A goal beside its label, without a head above: 年度目标 with the text, 完成情况 with what was done."""
    for label, value in pairs(row):
        name = role(label.text, "goal")
        if name in ("expected", "heading", "actual") and role(value.text, "goal") is None:
            kind = "actual" if name == "actual" else "expected"
            yield kind, Read(value.text, value.printed.pieces, f"goal:{kind}")


def read_single_sums(row: Sequence[Cell], side: Read | None, nearby_unit: str | None) -> Iterator[AmountDraft]:
    """Sums that stand beside their own label, or behind it in the same cell.

    Args:
        row: Cells of one row.
        side: The words beside the block.
        nearby_unit: The unit stated beside the block or above the table.
    """
    for label, value in pairs(row):
        key = label_key(label.text)
        if _starts_figures(row, value):
            continue
        if SUM.fullmatch(squeezed(value.text)) and any(c.isdigit() for c in value.text) and _is_sum_label(key):
            yield _single(label, value, side, unit_stated(label.text) or nearby_unit)
    for cell in row:
        found = IN_ONE_CELL.match(cell.text)
        if found and MONEY_WORD.search(found["label"]):
            pieces = cell.printed.pieces
            amount = Read(found["sum"] + (found["unit"] or ""), pieces, "fund:in_one_cell")
            subject = Read(found["label"].strip(), pieces, "fund:in_one_cell")
            yield AmountDraft(amount, subject, None, unit_stated(cell.text) or nearby_unit, False, "table")


def _starts_figures(row: Sequence[Cell], value: Cell) -> bool:
    """Whether another figure stands right behind: a row of several columns, not a label and its sum."""
    after = next((cell for cell in row if cell.column == value.columns.stop), None)
    return after is not None and bool(re.search(r"\d", after.text)) and bool(SUM.fullmatch(squeezed(after.text)))


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
    """The figure under the score's head; the only one; or the last, where the points to earn are printed before it."""
    figures = [cell for cell in cells if re.fullmatch(r"\d+(?:\.\d+)?分?", squeezed(cell.text))]
    under = [cell for cell in figures if _is_under(cell, header, "score") and not _is_under(cell, header, "weight")]
    chosen = under if len(under) == 1 else figures[-1:] if len(figures) <= MOST_TOTALS else []
    return Read(chosen[0].text, chosen[0].printed.pieces, "total:score") if chosen else None


def _is_under(cell: Cell, header: Header | None, name: str) -> bool:
    heads = header.columns.get(name, ()) if header else ()
    return any(set(cell.columns) & set(head.columns) for head in heads)


def _grade(cells: Sequence[Cell], in_total_row: bool) -> Read | None:
    words = {row.word for row in vocabulary(GradeWord)}
    for label, value in pairs(cells):
        if role(label.text, "total") == "grade":
            grade = squeezed(value.text) if squeezed(value.text) in words else _ticked(value.text)
            return Read(grade, value.printed.pieces, "total:grade") if grade in words else None
    graded = [cell for cell in cells if squeezed(cell.text) in words] if in_total_row else []
    return read(graded[0].printed, "total:grade") if len(graded) == 1 else None


def _ticked(text: str) -> str:
    """The one choice with a ticked box: ``优☑ 良□`` and ``☑优 □良`` both give 优."""
    words = squeezed(text)
    before = re.findall(r"[☑■√✓✔☒]([^\W\d_]+)", words)
    behind = re.findall(r"([^\W\d_]+)[☑■√✓✔☒]", words)
    ticked = before if re.match(r"[☑■√✓✔☒□☐○]", words) else behind
    return ticked[0] if len(ticked) == 1 else ""
