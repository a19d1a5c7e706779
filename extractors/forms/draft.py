"""What the forms step puts together of one evaluation, block by block, before it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas import drafts
from schemas.drafts import AmountDraft, ClaimDraft, GoalDraft, IndicatorDraft, subject_named
from schemas.drafts import Field as Read
from schemas.drafts import FindingDraft as Question
from schemas.drafts import field_of as read
from schemas.layout import Cell

__all__ = [
    "AmountDraft", "ClaimDraft", "EvaluationDraft", "GoalDraft", "IndicatorDraft", "Question", "Read", "closed", "read",
    "row_unread",
]  # fmt: skip


def row_unread(cells: Sequence[Cell]) -> Question:
    """The finding for rows that were seen and not understood; ``cells`` are those with words, at least one."""
    words = "、".join(cell.text for cell in cells)
    message = f"表中有未能识别的行，未提取其中的内容（{words[:80]}）。"
    where = Read(words, tuple(piece for cell in cells for piece in cell.printed.pieces), "row:unread")
    return Question("row_unread", "note", message, where, cells[0].parts[0].page.number)


@dataclass(slots=True)
class EvaluationDraft:
    """One evaluation as it is put together from the tables that belong to it; see ``schemas.drafts``."""

    kind: str | None
    page: int
    page_last: int
    title: Read | None = None
    fiscal_year: Read | None = None
    parties: dict[str, Read] = field(default_factory=dict)
    self_score: Read | None = None
    self_grade: Read | None = None
    indicators: list[IndicatorDraft] = field(default_factory=list)
    amounts: list[AmountDraft] = field(default_factory=list)
    goals: list[GoalDraft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    is_form: bool = True

    @property
    def subject(self) -> Read | None:
        """What is evaluated: the project of a project's evaluation, else the department."""
        return subject_named(self.kind, self.parties)


def closed(draft: EvaluationDraft) -> drafts.EvaluationDraft:
    """The evaluation once all its tables are read."""
    return drafts.EvaluationDraft(
        kind=draft.kind,
        page=draft.page,
        page_last=draft.page_last,
        title=draft.title,
        fiscal_year=draft.fiscal_year,
        parties=dict(draft.parties),
        self_score=draft.self_score,
        self_grade=draft.self_grade,
        indicators=tuple(draft.indicators),
        amounts=tuple(draft.amounts),
        goals=tuple(draft.goals),
        findings=tuple(draft.questions),
        is_form=draft.is_form,
    )
