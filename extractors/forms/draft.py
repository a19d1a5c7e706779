"""What the forms step puts together of one evaluation, block by block, before it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.text.shortening import shortened
from schemas.drafts import (
    AmountDraft,
    EvaluationDraft,
    Field,
    FindingDraft,
    GoalDraft,
    IndicatorDraft,
    subject_named,
)
from schemas.kinds import FindingRule, Severity
from schemas.layout import Cell


def row_unread(cells: Sequence[Cell]) -> FindingDraft:
    """The finding for rows that were seen and not understood; ``cells`` are those with words, at least one."""
    words = "、".join(cell.text for cell in cells)
    message = f"表中有未能识别的行，未提取其中的内容（{shortened(words)}），如有绩效内容请人工核对。"
    where = Field(words, tuple(piece for cell in cells for piece in cell.printed.pieces), "row:unread")
    return FindingDraft(FindingRule.ROW_UNREAD, Severity.NOTE, message, where, cells[0].parts[0].page.number)


@dataclass(slots=True)
class FormDraft:
    """One evaluation as it is put together from the tables that belong to it; see ``schemas.drafts``."""

    kind: str | None
    page: int
    page_last: int
    title: Field | None = None
    fiscal_year: Field | None = None
    parties: dict[str, Field] = field(default_factory=dict)
    self_score: Field | None = None
    self_grade: Field | None = None
    indicators: list[IndicatorDraft] = field(default_factory=list)
    amounts: list[AmountDraft] = field(default_factory=list)
    goals: list[GoalDraft] = field(default_factory=list)
    findings: list[FindingDraft] = field(default_factory=list)
    is_form: bool = True
    inferred_labels: set[str] = field(default_factory=set)  # of no known meaning; place and content told what they name
    blocks: list[str] = field(
        default_factory=list
    )  # their kinds, in reading order; parties for labels of units and projects

    @property
    def subject(self) -> Field | None:
        """What is evaluated: the project of a project's evaluation, else the department."""
        return subject_named(self.kind, self.parties)


def closed(draft: FormDraft) -> EvaluationDraft:
    """The evaluation once all its tables are read."""
    return EvaluationDraft(
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
        findings=tuple(draft.findings),
        is_form=draft.is_form,
    )
