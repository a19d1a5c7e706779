"""Records whose values are read; what later steps say of them is added to a copy."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.identity import DepartmentIdentity
from extractors.rows import RowReading
from schemas.drafts import AmountDraft, EvaluationDraft, Fields, FindingDraft, GoalDraft, IndicatorDraft
from schemas.prose import SectionText

UNIDENTIFIED = DepartmentIdentity(None, None, None)


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator row with its values.

    Attributes:
        draft: As printed.
        fields: Its fields with the confidence that the row gives them.
        row: Target, actual and the verdict on them.
        weight: Points; None where unread or not printed, like ``score``.
    """

    draft: IndicatorDraft
    fields: Fields
    row: RowReading
    weight: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class AmountReading:
    """A sum of money in 元, None where it was not read; ``unread`` is what of its print was left over."""

    draft: AmountDraft
    yuan: Decimal | None
    unread: str | None


@dataclass(frozen=True, slots=True)
class GoalReading:
    """A goal with its printed verdict: ``met``, ``partly``, ``unmet``, or None."""

    draft: GoalDraft
    status: str | None


@dataclass(frozen=True, slots=True)
class SectionReading:
    """A section with the places of its number, heading and text."""

    section: SectionText
    fields: Fields


@dataclass(frozen=True, slots=True)
class EvaluationReading:
    """One evaluation with the values of all its records.

    Attributes:
        draft: As printed.
        fields: Those of the evaluation itself.
        self_score: Points.
        findings: Empty until the step ``findings``.
        identity: Nobody's until the step ``identity``.
    """

    draft: EvaluationDraft
    fields: Fields
    self_score: Decimal | None
    indicators: tuple[IndicatorReading, ...]
    amounts: tuple[AmountReading, ...]
    goals: tuple[GoalReading, ...]
    sections: tuple[SectionReading, ...]
    findings: tuple[FindingDraft, ...] = ()
    identity: DepartmentIdentity = UNIDENTIFIED
