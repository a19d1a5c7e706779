"""The total and the grade that a form states: in a total row, beside a label in the header, by a ticked box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.forms.header import Header
from extractors.forms.indicator_head import INDICATOR
from extractors.forms.labels import role, squeezed
from extractors.forms.pairs import pairs
from extractors.values import read_points
from schemas.drafts import Field, field_of
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import GradeWord

FIGURE = re.compile(r"\d+(?:\.\d+)?分?")
IN_ONE = re.compile(r"(\d+(?:\.\d+)?)分?/(\d+(?:\.\d+)?)分?")
TO_EARN = re.compile(r".*(?:分值|满分|标准分|权重|总分值|应得分?|基准分)")  # labels of the points there are to earn
OWN = re.compile(r".*(?:得分|自评|评分|评价分|成绩).*")  # labels that say whose points: those earned
BARE_SUM = re.compile(r"(?:总计|合计|小计|汇总|加总)")  # a sum of anything, unless under a head of points
FULL_MARK = 100
MOST_TOTALS = 2  # figures of a total row: points to earn, points earned


class Verdict(NamedTuple):
    """The total and the grade that a form states, and a figure that may be either the total or the points to earn."""

    score: Field | None
    grade: Field | None
    untold: Field | None = None


def read_verdict(table: Table, row: int, header: Header | None) -> Verdict:
    """Total and grade of a row that begins with 总分, 自评等级 and the like; both None where the row is none.

    Args:
        table: The table.
        row: The row.
        header: The indicator header above, whose score column tells the total from the points there were to earn.
    """
    cells = [cell for cell in table.rows[row] if cell.row == row and cell.text]
    totals = [cell for cell in cells if role(cell.text, "total") == "total"]
    if header is None:
        totals = [cell for cell in totals if not BARE_SUM.fullmatch(squeezed(cell.text))]
    chosen = _total(cells, totals, header) if totals else None
    if chosen and not _is_of_points(chosen, totals, header):
        chosen = None
    is_untold = chosen is not None and (
        _may_be_full_mark(cells, totals, chosen) if header is None else _may_be_of_tasks(totals, header)
    )
    item = Field(chosen.text, chosen.printed.pieces, "total:score") if chosen else _in_one(cells) if totals else None
    return Verdict(None if is_untold else item, _grade(cells, bool(totals)), item if is_untold else None)


def _is_of_points(chosen: Cell, totals: Sequence[Cell], header: Header | None) -> bool:
    """Whether the figure of a sum of anything stands under a head of points, as that of money or staff does not."""
    is_bare = all(BARE_SUM.fullmatch(squeezed(cell.text)) for cell in totals)
    return not is_bare or _is_under(chosen, header, "score") or _is_under(chosen, header, "weight")


def _may_be_of_tasks(totals: Sequence[Cell], header: Header) -> bool:
    """Whether 合计 may sum points of a list of tasks: under a head without points to earn that names no indicators."""
    to_earn = {"weight", "weight_and_score"} & header.columns.keys()
    heads = [squeezed(cell.text) for group in header.columns.values() for cell in group]
    is_bare = all(BARE_SUM.fullmatch(squeezed(cell.text)) for cell in totals)
    return is_bare and not to_earn and not any(INDICATOR in head for head in heads)


def _in_one(cells: Sequence[Cell]) -> Field | None:
    """The points earned of a cell that holds those to earn too: 100/94.5, in either order."""
    both = [(cell, found) for cell in cells if (found := IN_ONE.fullmatch(squeezed(cell.text)))]
    if len(both) != 1:
        return None
    cell, found = both[0]
    return Field(min(found.groups(), key=Decimal), cell.printed.pieces, "total:score")


def _may_be_full_mark(cells: Sequence[Cell], totals: Sequence[Cell], chosen: Cell) -> bool:
    """Whether 总分 100 in a header, where no figure stands beside it, may be the points there are to earn."""
    figures = [cell for cell in cells if FIGURE.fullmatch(squeezed(cell.text))]
    is_own = any(OWN.fullmatch(squeezed(label.text)) for label in totals)
    return len(figures) == 1 and read_points(chosen.text) == FULL_MARK and not is_own


def _total(cells: Sequence[Cell], totals: Sequence[Cell], header: Header | None) -> Cell | None:
    """The figure in the score's column; that behind the label of points earned; else the smaller of
    two, as no more is earned than there is, or the only one, unless it stands in the column of the points to earn.
    """
    own = [(label, value) for label, value in pairs(cells) if label in totals and OWN.fullmatch(squeezed(label.text))]
    earned = {id(value) for _, value in own if not _is_before_figure(value, cells)}
    to_earn = {id(value) for label, value in pairs(cells) if TO_EARN.fullmatch(squeezed(label.text))}
    figures = [cell for cell in cells if FIGURE.fullmatch(squeezed(cell.text)) and id(cell) not in to_earn]
    named = [cell for cell in figures if id(cell) in earned]
    under = [cell for cell in figures if _is_under(cell, header, "score") and not _is_under(cell, header, "weight")]
    weights = [cell for cell in figures if _is_under(cell, header, "weight") and not _is_under(cell, header, "score")]
    for sure in (under, named):
        if len(sure) == 1:
            return sure[0]
    if not figures or len(figures) > MOST_TOTALS or figures == weights:
        return None
    return min(figures, key=lambda cell: read_points(cell.text) or 0)


def _is_before_figure(value: Cell, cells: Sequence[Cell]) -> bool:
    """Whether the next words are a figure: columns of points to earn and earned, not a label with its value."""
    behind = [cell for cell in cells if cell.column >= value.columns.stop]
    return bool(behind) and FIGURE.fullmatch(squeezed(behind[0].text)) is not None


def _is_under(cell: Cell, header: Header | None, name: str) -> bool:
    heads = header.columns.get(name, ()) if header else ()
    return any(set(cell.columns) & set(head.columns) for head in heads)


def _grade(cells: Sequence[Cell], in_total_row: bool) -> Field | None:
    words = {row.word for row in vocabulary(GradeWord)}
    for label, value in pairs(cells):
        if role(label.text, "total") == "grade":
            grade = squeezed(value.text) if squeezed(value.text) in words else _ticked(value.text)
            return Field(grade, value.printed.pieces, "total:grade") if grade in words else None
    graded = [cell for cell in cells if squeezed(cell.text) in words] if in_total_row else []
    return field_of(graded[0].printed, "total:grade") if len(graded) == 1 else None


def _ticked(text: str) -> str:
    """The one choice with a ticked box: ``优☑ 良□`` and ``☑优 □良`` both give 优."""
    words = squeezed(text)
    before = re.findall(r"[☑■√✓✔☒]([^\W\d_]+)", words)
    behind = re.findall(r"([^\W\d_]+)[☑■√✓✔☒]", words)
    ticked = before if re.match(r"[☑■√✓✔☒□☐○]", words) else behind
    return ticked[0] if len(ticked) == 1 else ""
