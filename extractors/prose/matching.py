"""Which of a report's evaluations its narrative is about."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.prose.cover import Cover
from extractors.text.folding import squeezed
from schemas.drafts import EvaluationDraft
from schemas.kinds import EvaluationKind


def with_own(drafts: Sequence[EvaluationDraft], cover: Cover, pages: tuple[int, int]) -> list[EvaluationDraft]:
    """The evaluations of a report with a narrative, the one that the narrative is about first.

    Args:
        drafts: As read from the tables; the first is of no form where the narrative has tables of its own.
        cover: Who the narrative says it is of.
        pages: The narrative's first and last page.

    Returns:
        The form of the narrative's department, or of the one project that its title names, takes the narrative and its
        tables; where there is none, the narrative is an evaluation of its own.
    """
    loose = [draft for draft in drafts if not draft.is_form]
    forms = [draft for draft in drafts if draft.is_form]
    own = loose[0] if loose else EvaluationDraft(None, *pages, is_form=False)
    about = next((form for form in forms if _is_about(cover, form, forms)), None)
    if about is None:
        return [own, *forms]
    return [_joined(own, about), *(form for form in forms if form is not about)]


def _is_about(cover: Cover, form: EvaluationDraft, forms: Sequence[EvaluationDraft]) -> bool:
    name = squeezed(form.subject.text) if form.subject else ""
    if form.kind == EvaluationKind.PROJECT:
        of_title = [
            other for other in forms if other.subject and squeezed(other.subject.text) in squeezed(cover.title or "")
        ]
        return of_title == [form]
    if form.kind != EvaluationKind.DEPARTMENT:
        return False
    others = [other for other in forms if other.kind == EvaluationKind.DEPARTMENT]
    department = squeezed(cover.department or "")
    is_same = bool(name and department) and (name in department or department in name)
    return is_same or (len(others) == 1 and (not department or not name))


def _joined(own: EvaluationDraft, form: EvaluationDraft) -> EvaluationDraft:
    """The narrative's evaluation with what its form says; the form stays a form where it is a project's."""
    return EvaluationDraft(
        kind=form.kind,
        page=min(own.page, form.page),
        page_last=max(own.page_last, form.page_last),
        title=form.title,
        fiscal_year=form.fiscal_year or own.fiscal_year,
        parties={**form.parties, **{name: item for name, item in own.parties.items() if name not in form.parties}},
        self_score=form.self_score or own.self_score,
        self_grade=form.self_grade or own.self_grade,
        indicators=own.indicators + form.indicators,
        amounts=own.amounts + form.amounts,
        goals=own.goals + form.goals,
        claims=own.claims + form.claims,
        findings=own.findings + form.findings,
        is_form=form.kind == EvaluationKind.PROJECT,
    )
