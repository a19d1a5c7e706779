"""Titles of forms and reports: what is evaluated, and for which year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.draft import Read
from extractors.labels import squeezed
from extractors.text.years import budget_years_in
from schemas.layout import Table
from schemas.page import Piece
from schemas.prose import Line

FORM_TITLE = re.compile(
    r"(?:自评|绩效|评价|评分|得分|目标|申报|自查).*(?:表|报表|一览|得分情况)(?:\(.*\))?$|(?:自评|绩效评价|自评估|绩效).*报告(?:\(.*\))?$"
)
DEPARTMENT_TITLE = re.compile(r"(?:部门|单位|预算部门)\)?\(?(?:整体|绩效|预算|支出)")
PROJECT_TITLE = re.compile(r"项目|专项|转移支付|区域绩效|政策|资金绩效")
REACH = 6  # lines above a table among which its title is looked for


def title_of(table: Table) -> Read | None:
    """The form's title: the nearest line above the table that names one, or a first row that is nothing but a title."""
    near = near_texts(table)
    for row in table.rows[:2]:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and filled[0].columns.stop - filled[0].column == table.column_count:
            near.append(Read(filled[0].text, filled[0].printed.pieces, "title:row"))
    return next((item for item in reversed(near) if is_form_title(item.text)), None)


def near_texts(table: Table) -> list[Read]:
    """The last lines above a table, as fields."""
    return [read_line(line, "title:line") for line in table.above[-REACH:]]


def read_line(line: Line, rule: str) -> Read:
    """A line of running text as a field."""
    confidence = min(glyph.confidence for glyph in line.glyphs)
    piece = Piece(line.page.number, line.page.as_shown(line.box), line.text.strip(), line.page.source, confidence)
    return Read(line.text.strip(), (piece,), rule)


def is_form_title(text: str) -> bool:
    """Whether a line is the title of a form or report.

    Example:
        ``is_form_title("项目支出绩效自评表") and not is_form_title("表 2.绩效目标完成情况")``
    """
    words = squeezed(text)
    return len(words) <= 45 and not re.match(r"表\d|附表?\d*[:：]?$", words) and bool(FORM_TITLE.search(words))


def kind_of(title: str | None) -> str | None:
    """``department`` or ``project`` as the title says; None where it does not."""
    if not title:
        return None
    words = squeezed(title)
    if DEPARTMENT_TITLE.search(words):
        return "department"
    return "project" if PROJECT_TITLE.search(words) else None


def year_of(texts: Sequence[Read]) -> Read | None:
    """The one year that the texts state, with the place where it is printed; None where they state none or several.

    Example:
        ``（2022 年度）`` gives a field whose text is ``2022``.
    """
    found = [(year, item) for item in texts for year in budget_years_in(item.text)]
    if len({year for year, _ in found}) != 1:
        return None
    year, item = found[0]
    return Read(str(year), item.pieces, "title:year")
