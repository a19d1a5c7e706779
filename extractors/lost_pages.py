"""Forms that a page is missing from: what stands behind the gap may be another form's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.draft import EvaluationDraft, Question, Read
from schemas.page import Page

VERDICTS = ("self_score", "self_grade")


def without_verdicts_past_gaps(drafts: Sequence[EvaluationDraft], pages: Sequence[Page]) -> None:
    """Take from each form the score and grade printed behind a page that was not read, and name what stands there.

    A form that begins on page 1 and is closed on page 3 may be two, where page 2 holds the end of one and the beginning
    of the other. Rows keep their own evidence; the verdict is the form's, and nobody can say which one's.

    Args:
        drafts: Changed in place.
        pages: All of the report.
    """
    lost = [page.number for page in pages if page.trouble or (page.source == "ocr" and not page.glyphs)]
    for draft in drafts:
        gap = next((number for number in lost if _first(draft) < number < _last(draft)), None)
        if draft.is_form and gap:
            draft.questions.extend(_questions(draft, gap))
            for name in VERDICTS:
                if _is_behind(getattr(draft, name), gap):
                    setattr(draft, name, None)


def _questions(draft: EvaluationDraft, gap: int) -> Iterator[Question]:
    message = f"第 {gap} 页未能读出，其后的内容可能属于另一份自评表，请人工核对。"
    yield Question("low_confidence", "warning", message, draft.title, draft.page)
    for name in VERDICTS:
        read = getattr(draft, name)
        if _is_behind(read, gap):
            message = f"“{read.text}”印在未能读出的第 {gap} 页之后，不能确定属于本表，未采用。"
            yield Question("low_confidence", "warning", message, read, read.pieces[0].page)


def _is_behind(read: Read | None, gap: int) -> bool:
    return read is not None and any(piece.page > gap for piece in read.pieces)


def _first(draft: EvaluationDraft) -> int:
    """The first page with anything of the form: its names may stand above its table."""
    return min([draft.page, *(piece.page for read in draft.parties.values() for piece in read.pieces)])


def _last(draft: EvaluationDraft) -> int:
    verdicts: list[Read | None] = [getattr(draft, name) for name in VERDICTS]
    pages = [piece.page for read in verdicts if read for piece in read.pieces]
    return max([draft.page_last, *pages, *(row.page for row in draft.indicators)])
