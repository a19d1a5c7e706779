"""Step ``records``: the values of each record read, numbers with comparator and unit in their row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.prose import read_status
from extractors.records.readings import AmountReading, EvaluationReading, GoalReading, IndicatorReading, SectionReading
from extractors.rows import Row, read_row
from extractors.text.spans import printed
from extractors.values import read_money, read_points
from schemas.drafts import AmountDraft, EvaluationDraft, Field, Fields, GoalDraft, IndicatorDraft
from schemas.prose import Mark, SectionText


def read_records(drafts: Sequence[EvaluationDraft], sections: Sequence[SectionText]) -> tuple[EvaluationReading, ...]:
    """Read the values of a report's records.

    Args:
        drafts: What the forms and the text say, one an evaluation.
        sections: The report's running text; it belongs to the first evaluation.

    Returns:
        One an evaluation, records in reading order. What could not be read is None.
    """
    return tuple(_evaluation(draft, () if number else sections) for number, draft in enumerate(drafts))


def _evaluation(draft: EvaluationDraft, sections: Sequence[SectionText]) -> EvaluationReading:
    return EvaluationReading(
        draft=draft,
        fields=_evaluation_fields(draft),
        self_score=_points(draft.self_score),
        indicators=tuple(_indicator(item, draft.year) for item in draft.indicators),
        amounts=tuple(_amount(item) for item in draft.amounts),
        goals=tuple(_goal(item) for item in draft.goals),
        sections=tuple(_sections(sections)),
    )


def _evaluation_fields(draft: EvaluationDraft) -> Fields:
    of_form = [goal for goal in draft.goals if goal.is_of_form]
    return {
        "subject": draft.subject,
        "competent_department": draft.parties.get("competent_department"),
        "implementing_unit": draft.parties.get("implementing_unit") or draft.parties.get("reporting_unit"),
        "expected_goal": _together([goal.expected for goal in of_form]),
        "actual_goal": _together([goal.actual for goal in of_form]),
        "self_score": draft.self_score,
        "self_grade": draft.self_grade,
        "department": draft.department,
        "fiscal_year": draft.fiscal_year,
    }


def _together(items: Sequence[Field | None]) -> Field | None:
    """Several goals as one text, one a line."""
    stated = [item for item in items if item]
    if not stated:
        return None
    return Field("\n".join(i.text for i in stated), tuple(p for i in stated for p in i.pieces), stated[0].rule)


def _indicator(draft: IndicatorDraft, year: int | None) -> IndicatorReading:
    fields = {
        "level1": draft.level1,
        "level2": draft.level2,
        "level3": draft.level3,
        "target_raw": draft.target,
        "actual_raw": draft.actual,
        "weight": draft.weight,
        "score": draft.score,
        "deviation_reason": draft.deviation_reason,
    }
    levels = (_text(draft.level1), _text(draft.level2), _text(draft.level3))
    row = Row(*levels, _text(draft.target), _text(draft.actual), year, draft.target_units, draft.actual_units)
    return IndicatorReading(draft, fields, read_row(row), _points(draft.weight), _points(draft.score))


def _text(item: Field | None) -> str | None:
    return item.text if item else None


def _points(item: Field | None) -> Decimal | None:
    return read_points(item.text) if item else None


def _amount(draft: AmountDraft) -> AmountReading:
    if draft.yuan is not None:
        return AmountReading(draft, draft.yuan, None)
    return AmountReading(draft, *read_money(draft.amount.text, draft.unit))


def _goal(draft: GoalDraft) -> GoalReading:
    return GoalReading(draft, read_status(draft.status.text) if draft.status else None)


def _sections(sections: Sequence[SectionText]) -> Iterator[SectionReading]:
    for section in sections:
        fields = {
            "number": _section_field(section.number, section.number_marks),
            "heading": _section_field(section.heading, section.heading_marks),
            "text": _section_field(section.text, section.text_marks),
        }
        yield SectionReading(section, fields)


def _section_field(text: str | None, marks: Sequence[Mark | None]) -> Field | None:
    return Field(text, printed(marks).pieces, "outline") if text else None
