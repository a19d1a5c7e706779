"""Step ``findings``: what each evaluation lacks, and which of its fields were not read or not for sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.findings.unit_doubts import of_units
from extractors.findings.unsure import unsure
from extractors.forms.labels import PLACEHOLDER
from extractors.records import AmountReading, EvaluationReading, GoalReading, IndicatorReading
from extractors.text.folding import squeezed
from extractors.text.shortening import shortened
from schemas.drafts import OF_EVALUATION, EvaluationDraft, Field, FindingDraft, RecordPlace
from schemas.kinds import FindingRule, Severity
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import IdentityFinding

UNREADABLE = "\ufffd"


def with_findings(readings: Sequence[EvaluationReading]) -> tuple[EvaluationReading, ...]:
    """The evaluations with their findings: those the steps before made, then one for each doubt about a record.

    Args:
        readings: With their final confidence and identity.
    """
    return tuple(replace(reading, findings=tuple(_findings(reading))) for reading in readings)


def _findings(reading: EvaluationReading) -> Iterator[FindingDraft]:
    draft = reading.draft
    yield from draft.findings
    yield from _missing_parts(draft)
    yield from _of_identity(draft, reading.identity.findings)
    name = draft.subject.text if draft.subject else "自评总分"
    yield from unsure(*OF_EVALUATION, name, reading.fields, draft.page)
    yield from _unread_points(*OF_EVALUATION, name, reading.self_score, draft.self_score)
    for place, row in enumerate(reading.indicators):
        yield from _of_indicator(RecordPlace("indicators", place), row)
    for place, amount in enumerate(reading.amounts):
        yield from _of_amount(RecordPlace("amounts", place), amount)
    for place, goal in enumerate(reading.goals):
        yield from _of_goal(RecordPlace("goals", place), goal)


def _missing_parts(draft: EvaluationDraft) -> Iterator[FindingDraft]:
    """What every evaluation has, named where this one lacks it: otherwise it can't be compared with others."""
    parts = {"部门名称": draft.department, "年度": draft.fiscal_year, "绩效指标": draft.indicators}
    for name, part in parts.items():
        if not part:
            message = f"未能识别{name}，请人工核对。"
            yield FindingDraft(FindingRule.REQUIRED_PART_MISSING, Severity.WARNING, message, None, draft.page)


def _of_identity(draft: EvaluationDraft, rules: Sequence[str]) -> Iterator[FindingDraft]:
    messages = {row.rule: row.message for row in vocabulary(IdentityFinding)}
    for rule in rules if draft.department else ():
        yield FindingDraft(rule, Severity.NOTE, messages[rule], draft.department, draft.page)


def _of_indicator(place: RecordPlace, row: IndicatorReading) -> Iterator[FindingDraft]:
    name = row.draft.level3.text if row.draft.level3 else None
    yield from unsure(place, name, row.fields, row.draft.page)
    doubted = {doubt.side for doubt in row.row.doubts}
    sides = {"target": (row.row.target, row.draft.target), "actual": (row.row.actual, row.draft.actual)}
    for value, printed in (side for kind, side in sides.items() if kind not in doubted):
        yield from _unread_value(place, name, value, printed)
    for doubt in row.row.doubts:
        yield from of_units(place, row.draft, doubt)
    for points, item in ((row.weight, row.fields["weight"]), (row.score, row.fields["score"])):
        yield from _unread_points(place, name, points, item)


def _unread_value(place: RecordPlace, name: str | None, value: Value, item: Field | None) -> Iterator[FindingDraft]:
    if item and value.value is None and value.unread and _may_hold_number(item.text):
        message = f"“{name or ''}”的“{item.text}”含有数字但未能读出数值，请人工核对。"
        yield FindingDraft(FindingRule.VALUE_UNREAD, Severity.WARNING, message, item, item.pieces[0].page, (place,))


def _unread_points(
    place: RecordPlace, name: str | None, points: Decimal | None, item: Field | None
) -> Iterator[FindingDraft]:
    if item and points is None and _may_hold_number(item.text):
        message = f"“{name or ''}”的分值或得分“{item.text}”未能读出，请人工核对。"
        yield FindingDraft(FindingRule.VALUE_UNREAD, Severity.WARNING, message, item, item.pieces[0].page, (place,))


def _may_hold_number(text: str) -> bool:
    """Whether a text has a digit, or a character that can't be read and may be one."""
    return any(c.isdigit() or c == UNREADABLE for c in text)


def _of_amount(place: RecordPlace, reading: AmountReading) -> Iterator[FindingDraft]:
    draft, page = reading.draft, reading.draft.amount.pieces[0].page
    name = draft.subject.text if draft.subject else None
    fields = {"amount_raw": draft.amount, "subject": draft.subject, "measure": draft.measure}
    yield from unsure(place, name, fields, page)
    if reading.yuan is None:
        cause = "未注明金额单位" if reading.unread and draft.unit is None else "金额未能读出"
        message = f"“{name or ''}”的“{draft.amount.text}”{cause}，请人工核对。"
        yield FindingDraft(FindingRule.VALUE_UNREAD, Severity.WARNING, message, draft.amount, page, (place,))


def _of_goal(place: RecordPlace, reading: GoalReading) -> Iterator[FindingDraft]:
    status = reading.draft.status
    if status and reading.status is None and not PLACEHOLDER.match(squeezed(status.text)):
        message = f"实现情况“{shortened(status.text, 40)}”未能判断是否完成，请人工核对。"
        yield FindingDraft(FindingRule.VALUE_UNREAD, Severity.NOTE, message, status, reading.draft.page, (place,))
