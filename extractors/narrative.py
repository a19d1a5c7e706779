"""What the running text adds to the evaluations: who and which year, score and grade, sums and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractors.forms.draft import AmountDraft, ClaimDraft, EvaluationDraft, Question, Read
from extractors.forms.titles import kind_of
from extractors.narrated import with_own
from extractors.prose import Cover, Statement, parsed, read_claims, read_cover, read_statements, read_verdict
from extractors.spans import printed
from extractors.text.folding import unspaced
from extractors.text.years import years_in
from schemas.prose import Line, Mark, SectionText

COVER_LINES = 80
LEAST_TEXT = 300  # characters under headings: less is a form's notes
LEAST_HEADINGS = 2
MAIN_HEADING = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)")
TITLE = re.compile(r"^[^。\n]*(?:绩效|自评|评价)[^。\n]{0,8}报告$", re.MULTILINE)
AMOUNT_RULES = frozenset({"expenditure", "budget", "three_public"})


def is_narrative(sections: Sequence[SectionText]) -> bool:
    """Whether the report has running text with numbered headings, and not only notes around its forms."""
    headed = [section for section in sections if section.level > 0]
    main = [section for section in headed if MAIN_HEADING.match(section.number or "") and section.heading]
    long = sum(len(section.text) for section in headed) >= LEAST_TEXT
    titled = bool(sections) and bool(TITLE.search(sections[0].text))
    return len(main) >= LEAST_HEADINGS or (len(headed) >= LEAST_HEADINGS and (long or titled))


def with_narrative(
    forms: Sequence[EvaluationDraft], sections: Sequence[SectionText], lines: Sequence[Line]
) -> list[EvaluationDraft]:
    """The evaluations with what cover and text say of them.

    Args:
        forms: Drafts read from tables, in reading order.
        sections: The report's running text.
        lines: The same text line by line, for the cover.

    Returns:
        The drafts, the narrative's own evaluation first: that of the form it is about, else one made here.
    """
    cover = read_cover([line.text for line in lines])
    drafts = list(forms)
    if is_narrative(sections):
        drafts = with_own(drafts, cover, (sections[0].page, sections[-1].page_last))
        _fill(drafts[0], cover, sections, lines)
    for draft in drafts:
        year = located(str(cover.fiscal_year), lines) if cover.fiscal_year else None
        draft.fiscal_year = draft.fiscal_year or year
        if cover.is_year_counted and draft.fiscal_year == year is not None:
            message = f"标题和封面未写明年度，{year.text} 年是正文中提及最多的年度，请人工核对。"
            draft.questions.append(Question("year_inferred", "warning", message, year, draft.page))
    return drafts


def _fill(own: EvaluationDraft, cover: Cover, sections: Sequence[SectionText], lines: Sequence[Line]) -> None:
    own.kind = own.kind or kind_of(cover.title) or "department"
    own.page, own.page_last = min(own.page, sections[0].page), max(own.page_last, sections[-1].page_last)
    title = located(cover.title, lines) if cover.title else None
    own.title = (own.title or title) if own.is_form else (title or own.title)
    if cover.department and (department := located(cover.department, lines)):
        own.parties.setdefault("department_name", department._replace(rule="cover:department"))
    own.fiscal_year = own.fiscal_year or (located(str(cover.fiscal_year), lines) if cover.fiscal_year else None)
    docs = [parsed(section.text) for section in sections]
    verdict = read_verdict(docs, cover.fiscal_year)
    if verdict.score and verdict.score_text is not None:
        own.self_score = own.self_score or _value(verdict.score, sections[verdict.score_text])
    if verdict.grade and verdict.grade_text is not None:
        own.self_grade = own.self_grade or _value(verdict.grade, sections[verdict.grade_text])
    for seq, (section, doc) in enumerate(zip(sections, docs, strict=True), 1):
        own.amounts.extend(_amounts(section, doc, _headings_around(section, sections), cover.fiscal_year))
        own.claims.extend(_claims(section, doc, seq))


def _headings_around(section: SectionText, sections: Sequence[SectionText]) -> tuple[str, ...]:
    """The headings of the sections around one, outermost first."""
    if section.parent is None:
        return ()
    around = sections[section.parent]
    return (*_headings_around(around, sections), around.heading or "")


def _value(statement: Statement, section: SectionText) -> Read:
    marks = section.text_marks[statement.value_start : statement.value_end]
    return Read(statement.text, printed(marks).pieces, f"prose:{statement.pattern}")


def _amounts(section: SectionText, doc: Doc, outer: Sequence[str], year: int | None) -> Iterator[AmountDraft]:
    for statement in read_statements(doc, section.heading or "", outer):
        if statement.rule in AMOUNT_RULES and not _is_of_an_earlier_year(statement, year):
            rule = f"prose:{statement.pattern}"
            around = printed(section.text_marks[statement.start : statement.end]).pieces
            subject = Read(statement.subject, around, rule) if statement.subject else None
            yuan = statement.value.number if statement.value and statement.value.unit == "元" else None
            measure = Read(statement.measure, around, rule)
            is_total = statement.measure == "合计"
            yield AmountDraft(_value(statement, section), subject, measure, None, is_total, "text", yuan)


def _is_of_an_earlier_year(statement: Statement, year: int | None) -> bool:
    """Whether a sentence that tells this year's figure gives this one for a year before, to compare with."""
    stated = years_in(statement.period or "")
    return year is not None and year in years_in(statement.sentence) and bool(stated) and max(stated) < year


def _claims(section: SectionText, doc: Doc, seq: int) -> Iterator[ClaimDraft]:
    for stated in read_claims(doc):
        marks = section.text_marks[stated.value_start : stated.value_end]
        value = Read(stated.text, printed(marks).pieces, "prose:claim")
        yield ClaimDraft(value, stated.value, stated.subject, stated.measure, stated.period, stated.sentence, seq)


def located(text: str, lines: Sequence[Line]) -> Read | None:
    """Where a text of the cover is printed, white space or line ends inside it or not; None where it is not."""
    marks = [Mark(line, at) for line in lines[:COVER_LINES] for at, char in enumerate(line.text) if not char.isspace()]
    joined = "".join(mark.line.text[mark[1]] for mark in marks)
    words = unspaced(text)
    start = joined.find(words)
    if start < 0:
        return None
    return Read(text, printed(marks[start : start + len(words)]).pieces, "cover:found")
