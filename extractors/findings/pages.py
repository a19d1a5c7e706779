"""Pages that were not read, and the forms they are missing from: what stands behind the gap may be another form's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.text.shortening import shortened
from schemas.drafts import EvaluationDraft, Field, FindingDraft
from schemas.kinds import FindingRule, Severity, Source
from schemas.page import Page


def with_unread_pages(drafts: Sequence[EvaluationDraft], pages: Sequence[Page]) -> list[EvaluationDraft]:
    """The evaluations with what the unread pages leave in doubt.

    A form that begins on page 1 and is closed on page 3 may be two, where page 2 holds the end of one and the beginning
    of the other. Rows keep their own evidence; the verdict is the form's, and nobody can say which one's. So score and
    grade printed behind a page that was not read are taken from their form, and a finding names them.

    Args:
        drafts: Of one report; the first one has the findings on its pages.
        pages: All of the report.

    Returns:
        At least one evaluation, which says nothing where the report does not.
    """
    first, *others = drafts or [EvaluationDraft(None, 1, len(pages), is_form=False)]
    lost = [page.number for page in pages if page.trouble or (page.source == Source.OCR and not page.glyphs)]
    named = replace(first, findings=(*first.findings, *_unread(pages)))
    return [_without_verdicts_past_gap(draft, lost) for draft in (named, *others)]


def _unread(pages: Sequence[Page]) -> Iterator[FindingDraft]:
    for page in pages:
        if page.trouble:
            message = f"第 {page.number} 页{page.trouble}，该页内容未提取，请对照原文核对。"
            yield FindingDraft(FindingRule.LOW_CONFIDENCE, Severity.WARNING, message, None, page.number)
        elif page.source == Source.OCR and not page.glyphs:
            message = f"第 {page.number} 页是图像，未识别出文字，请对照原文核对。"
            yield FindingDraft(FindingRule.LOW_CONFIDENCE, Severity.NOTE, message, None, page.number)
        elif page.aside:
            message = f"第 {page.number} 页有旋转排印的文字，未提取（{shortened(page.aside)}）。"
            yield FindingDraft(FindingRule.TEXT_UNREAD, Severity.NOTE, message, None, page.number)


def _without_verdicts_past_gap(draft: EvaluationDraft, lost: Sequence[int]) -> EvaluationDraft:
    gap = next((number for number in lost if _first(draft) < number < _last(draft)), None)
    if not (draft.is_form and gap):
        return draft
    return replace(
        draft,
        findings=(*draft.findings, *_past_gap(draft, gap)),
        self_score=None if _is_behind(draft.self_score, gap) else draft.self_score,
        self_grade=None if _is_behind(draft.self_grade, gap) else draft.self_grade,
    )


def _past_gap(draft: EvaluationDraft, gap: int) -> Iterator[FindingDraft]:
    message = f"第 {gap} 页未能读出，其后的内容可能属于另一份自评表，请人工核对。"
    yield FindingDraft(FindingRule.LOW_CONFIDENCE, Severity.WARNING, message, draft.title, draft.page)
    for item in (draft.self_score, draft.self_grade):
        if item and _is_behind(item, gap):
            message = f"“{item.text}”印在未能读出的第 {gap} 页之后，不能确定属于本表，未采用，请人工核对。"
            yield FindingDraft(FindingRule.LOW_CONFIDENCE, Severity.WARNING, message, item, item.pieces[0].page)


def _is_behind(item: Field | None, gap: int) -> bool:
    return item is not None and any(piece.page > gap for piece in item.pieces)


def _first(draft: EvaluationDraft) -> int:
    """The first page with anything of the form: its names may stand above its table."""
    return min([draft.page, *(piece.page for item in draft.parties.values() for piece in item.pieces)])


def _last(draft: EvaluationDraft) -> int:
    pages = [piece.page for item in (draft.self_score, draft.self_grade) if item for piece in item.pieces]
    return max([draft.page_last, *pages, *(row.page for row in draft.indicators)])
