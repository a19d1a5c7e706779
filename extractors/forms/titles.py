"""Titles of forms and reports: what is evaluated, and for which year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.labels import squeezed
from extractors.text.years import budget_years_in
from schemas.drafts import Field
from schemas.kinds import EvaluationKind
from schemas.page import Piece
from schemas.prose import Line

FORM_TITLE = re.compile(
    r"(?:自评|绩效|评价|评分|得分|目标|申报|自查).*(?:表|报表|一览|得分情况)(?:\(.*\))?$|(?:自评|绩效评价|自评估|绩效).*报告(?:\(.*\))?$"
)
WHOLE_TITLE = re.compile(r"整体(?:财政)?(?:支出|绩效|自评)|(?:部门|单位)\)?整体")
DEPARTMENT_TITLE = re.compile(r"(?:部门|单位|预算部门)\)?\(?(?:绩效|预算|支出)")
PROJECT_TITLE = re.compile(r"项目|专项|转移支付|区域绩效|政策|资金绩效")


def read_line(line: Line, rule: str) -> Field:
    """A line of running text as a field."""
    confidence = min(glyph.confidence for glyph in line.glyphs)
    piece = Piece(line.page.number, line.page.as_shown(line.box), line.text.strip(), line.page.source, confidence)
    return Field(line.text.strip(), (piece,), rule)


def is_form_title(text: str) -> bool:
    """Whether a line is the title of a form or report.

    Example:
        ``is_form_title("项目支出绩效自评表") and not is_form_title("表 2.绩效目标完成情况")``
    """
    words = squeezed(text)
    return len(words) <= 45 and not re.match(r"表\d|附表?\d*[:：]?$", words) and bool(FORM_TITLE.search(words))


def kind_of(title: str | None) -> str | None:
    """``department`` or ``project`` as the title says; None where it does not.

    Example:
        ``kind_of("部门整体支出绩效自评表") == "department"``, but ``部门预算项目支出绩效自评表`` is of a project.
    """
    words = squeezed(title or "")
    if is_of_whole(words):
        return EvaluationKind.DEPARTMENT
    if PROJECT_TITLE.search(words):
        return EvaluationKind.PROJECT
    return EvaluationKind.DEPARTMENT if DEPARTMENT_TITLE.search(words) else None


def is_of_whole(title: str) -> bool:
    """Whether a title is of a department as a whole. Example: ``is_of_whole("2023年部门整体支出绩效自评表")``."""
    return bool(WHOLE_TITLE.search(squeezed(title)))


def year_of(texts: Sequence[Field]) -> Field | None:
    """The one year that the texts state, with the place where it is printed; None where they state none or several.

    Example:
        ``（2022 年度）`` gives a field whose text is ``2022``.
    """
    found = [(year, item) for item in texts for year in budget_years_in(item.text)]
    if len({year for year, _ in found}) != 1:
        return None
    year, item = found[0]
    return Field(str(year), item.pieces, "title:year")
