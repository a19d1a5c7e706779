"""What the running text adds to the evaluations: who and which year, score and grade, sums and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Doc

from extractors.forms.titles import kind_of
from extractors.prose import Cover, Statement, parsed, read_claims, read_cover, read_statements, read_verdict
from extractors.prose.matching import with_own
from extractors.text.folding import unspaced
from extractors.text.spans import printed
from extractors.text.years import years_in
from schemas.drafts import AmountDraft, ClaimDraft, EvaluationDraft, Field, FindingDraft
from schemas.kinds import EvaluationKind, FindingRule, Severity
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
        own, *others = with_own(drafts, cover, (sections[0].page, sections[-1].page_last))
        drafts = [_filled(own, cover, sections, lines), *others]
    year = located(str(cover.fiscal_year), lines) if cover.fiscal_year else None
    return [_dated(draft, year, cover.is_year_counted) for draft in drafts]


def _dated(draft: EvaluationDraft, year: Field | None, is_counted: bool) -> EvaluationDraft:
    """The evaluation with the cover's year, where it has none; a finding where that is only the one named most."""
    dated = replace(draft, fiscal_year=draft.fiscal_year or year)
    if not (is_counted and dated.fiscal_year == year is not None):
        return dated
    message = f"标题和封面未写明年度，{year.text} 年是正文中提及最多的年度，请人工核对。"
    found = FindingDraft(FindingRule.YEAR_INFERRED, Severity.WARNING, message, year, draft.page)
    return replace(dated, findings=(*draft.findings, found))


def _filled(
    own: EvaluationDraft, cover: Cover, sections: Sequence[SectionText], lines: Sequence[Line]
) -> EvaluationDraft:
    """The narrative's evaluation with what cover and text say of it."""
    docs = [parsed(section.text) for section in sections]
    numbered = list(enumerate(zip(sections, docs, strict=True), 1))
    amounts = (
        _amounts(section, doc, _headings_around(section, sections), cover.fiscal_year) for _, (section, doc) in numbered
    )
    claims = (_claims(section, doc, seq) for seq, (section, doc) in numbered)
    covered = _with_cover(_with_verdict(own, docs, cover.fiscal_year, sections), cover, lines)
    return replace(
        covered,
        page=min(own.page, sections[0].page),
        page_last=max(own.page_last, sections[-1].page_last),
        amounts=(*own.amounts, *chain.from_iterable(amounts)),
        claims=(*own.claims, *chain.from_iterable(claims)),
    )


def _with_cover(own: EvaluationDraft, cover: Cover, lines: Sequence[Line]) -> EvaluationDraft:
    """Who and which year, by the cover, where the tables don't tell."""
    title = located(cover.title, lines) if cover.title else None
    department = located(cover.department, lines) if cover.department else None
    named = {"department_name": department._replace(rule="cover:department")} if department else {}
    year = located(str(cover.fiscal_year), lines) if cover.fiscal_year else None
    return replace(
        own,
        kind=own.kind or kind_of(cover.title) or EvaluationKind.DEPARTMENT,
        title=(own.title or title) if own.is_form else (title or own.title),
        parties={**own.parties, **{name: item for name, item in named.items() if name not in own.parties}},
        fiscal_year=own.fiscal_year or year,
    )


def _with_verdict(
    own: EvaluationDraft, docs: Sequence[Doc], year: int | None, sections: Sequence[SectionText]
) -> EvaluationDraft:
    """Score and grade by the text, where the tables don't tell."""
    verdict = read_verdict(docs, year)
    score, grade = own.self_score, own.self_grade
    if verdict.score and verdict.score_text is not None:
        score = score or _value(verdict.score, sections[verdict.score_text])
    if verdict.grade and verdict.grade_text is not None:
        grade = grade or _value(verdict.grade, sections[verdict.grade_text])
    return replace(own, self_score=score, self_grade=grade)


def _headings_around(section: SectionText, sections: Sequence[SectionText]) -> tuple[str, ...]:
    """The headings of the sections around one, outermost first."""
    if section.parent is None:
        return ()
    around = sections[section.parent]
    return (*_headings_around(around, sections), around.heading or "")


def _value(statement: Statement, section: SectionText) -> Field:
    marks = section.text_marks[statement.value_start : statement.value_end]
    return Field(statement.text, printed(marks).pieces, f"prose:{statement.pattern}")


def _amounts(section: SectionText, doc: Doc, outer: Sequence[str], year: int | None) -> Iterator[AmountDraft]:
    for statement in read_statements(doc, section.heading or "", outer):
        if statement.rule in AMOUNT_RULES and not _is_of_an_earlier_year(statement, year):
            rule = f"prose:{statement.pattern}"
            around = printed(section.text_marks[statement.start : statement.end]).pieces
            subject = Field(statement.subject, around, rule) if statement.subject else None
            yuan = statement.value.number if statement.value and statement.value.unit == "元" else None
            measure = Field(statement.measure, around, rule)
            is_total = statement.measure == "合计"
            yield AmountDraft(_value(statement, section), subject, measure, None, is_total, "text", yuan)


def _is_of_an_earlier_year(statement: Statement, year: int | None) -> bool:
    """Whether a sentence that tells this year's figure gives this one for a year before, to compare with."""
    stated = years_in(statement.period or "")
    return year is not None and year in years_in(statement.sentence) and bool(stated) and max(stated) < year


def _claims(section: SectionText, doc: Doc, seq: int) -> Iterator[ClaimDraft]:
    for stated in read_claims(doc):
        marks = section.text_marks[stated.value_start : stated.value_end]
        value = Field(stated.text, printed(marks).pieces, "prose:claim")
        yield ClaimDraft(value, stated.value, stated.subject, stated.measure, stated.period, stated.sentence, seq)


def located(text: str, lines: Sequence[Line]) -> Field | None:
    """Where a text of the cover is printed, white space or line ends inside it or not; None where it is not."""
    marks = [Mark(line, at) for line in lines[:COVER_LINES] for at, char in enumerate(line.text) if not char.isspace()]
    joined = "".join(mark.line.text[mark[1]] for mark in marks)
    words = unspaced(text)
    start = joined.find(words)
    if start < 0:
        return None
    return Field(text, printed(marks[start : start + len(words)]).pieces, "cover:found")
