"""Step ``records``: drafts into numbered records, values read, with the evidence of every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from extractors import doubt
from extractors.forms.draft import AmountDraft, ClaimDraft, EvaluationDraft, GoalDraft, IndicatorDraft, Question, Read
from extractors.labels import PLACEHOLDER
from extractors.ledger import Ledger
from extractors.prose import read_status
from extractors.rows import Row, read_row
from extractors.sections import read_sections
from extractors.text.folding import squeezed
from extractors.values import read_money, read_points
from schemas.prose import SectionText
from schemas.tables import Amount, Claim, Evaluation, Evidence, Finding, Goal, Indicator, Section
from schemas.value import Value

UNREADABLE = "\ufffd"


class Rows(NamedTuple):
    """The records of one evaluation."""

    evaluation: Evaluation
    indicators: tuple[Indicator, ...]
    amounts: tuple[Amount, ...]
    goals: tuple[Goal, ...]
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]


def read_records(draft: EvaluationDraft, ledger: Ledger, sections: Sequence[SectionText]) -> Rows:
    """Number the draft's records and read their values.

    Args:
        draft: What the forms and the text say of one evaluation.
        ledger: The evaluation's keys; it numbers the records and keeps their evidence.
        sections: The running text that belongs to the evaluation.

    Returns:
        Records in reading order. What could not be read is null in its record and named in a finding.
    """
    fields = doubt.with_names(_evaluation_fields(draft))
    evaluation = _evaluation(draft, fields, ledger)
    name = evaluation.subject or "自评总分"
    questions = [*draft.questions, *doubt.questions(evaluation.evaluation_id, name, fields, draft.page)]
    indicators = tuple(_indicator(item, ledger, questions) for item in doubt.with_units(draft.indicators))
    sums = [_yuan(item) for item in draft.amounts]
    weighed = doubt.with_sums(draft.amounts, [yuan for yuan, _ in sums])
    amounts = tuple(_amount(item, each, ledger, questions) for item, each in zip(weighed, sums, strict=True))
    goals = tuple(_goal(item, ledger, questions) for item in draft.goals)
    texts = tuple(read_sections(sections, ledger))
    claims = tuple(_claim(item, ledger) for item in draft.claims)
    findings = tuple(_findings(questions, ledger))
    return Rows(evaluation, indicators, amounts, goals, texts, claims, findings, tuple(ledger.evidence))


def _evaluation(draft: EvaluationDraft, fields: Mapping[str, Read | None], ledger: Ledger) -> Evaluation:
    keys = dict(ledger.keys)
    page, confidence = ledger.prove(keys["evaluation_id"], fields, draft.page)
    score = read_points(fields["self_score"].text) if fields["self_score"] else None
    texts = {name: item.text if item else None for name, item in fields.items()}
    return Evaluation(
        **keys,
        page=min(page, draft.page),
        confidence=confidence,
        seq=int(keys["evaluation_id"].rsplit("-", 1)[1]),
        kind=draft.kind,
        subject=texts["subject"],
        competent_department=texts["competent_department"],
        implementing_unit=texts["implementing_unit"],
        expected_goal=texts["expected_goal"],
        actual_goal=texts["actual_goal"],
        self_score=score,
        self_grade=texts["self_grade"],
        page_last=draft.page_last,
    )


def _evaluation_fields(draft: EvaluationDraft) -> dict[str, Read | None]:
    return {
        "subject": draft.subject,
        "competent_department": draft.parties.get("competent_department"),
        "implementing_unit": draft.implementing_unit,
        "expected_goal": _together([goal.expected for goal in draft.goals if goal.is_of_form]),
        "actual_goal": _together([goal.actual for goal in draft.goals if goal.is_of_form]),
        "self_score": draft.self_score,
        "self_grade": draft.self_grade,
        "department": draft.department,
        "fiscal_year": draft.fiscal_year,
    }


def _together(items: Sequence[Read | None]) -> Read | None:
    """Several goals as one text, one a line."""
    stated = [item for item in items if item]
    if not stated:
        return None
    return Read("\n".join(i.text for i in stated), tuple(p for i in stated for p in i.pieces), stated[0].rule)


def _indicator(draft: IndicatorDraft, ledger: Ledger, questions: list[Question]) -> Indicator:
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
    record_id, seq = ledger.next_id("indicators")
    raw = {name: item.text if item else None for name, item in fields.items()}
    levels, year = (raw["level1"], raw["level2"], raw["level3"]), ledger.keys["fiscal_year"]
    reading = read_row(Row(*levels, raw["target_raw"], raw["actual_raw"], year))
    points = {name: read_points(raw[name] or "") for name in ("weight", "score")}
    fields = doubt.weighed(fields, reading, points)
    _, confidence = ledger.prove(record_id, fields, draft.page)
    questions.extend(doubt.questions(record_id, raw["level3"], fields, draft.page))
    questions.extend(_unread(reading.target, draft.target, raw["level3"], record_id))
    questions.extend(_unread(reading.actual, draft.actual, raw["level3"], record_id))
    questions.extend(
        q for name in points if (q := _unread_points(points[name], fields[name], raw["level3"], record_id))
    )
    return Indicator(
        **ledger.keys,
        record_id=record_id,
        seq=seq,
        page=draft.page,
        confidence=confidence,
        level1=raw["level1"],
        level2=raw["level2"],
        level3=raw["level3"],
        target_raw=raw["target_raw"],
        actual_raw=raw["actual_raw"],
        deviation_reason=raw["deviation_reason"],
        weight=points["weight"],
        score=points["score"],
        **_value_columns("target", reading.target, raw["target_raw"]),
        **_value_columns("actual", reading.actual, raw["actual_raw"]),
        attainment=reading.judgement.attainment,
        met=reading.judgement.met,
    )


def _value_columns(side: str, value: Value, raw: str | None) -> Mapping[str, Any]:
    """The columns of one side; a side that the form does not have is missing, not qualitative."""
    return {
        f"{side}_kind": value.kind,
        f"{side}_comparator": value.comparator,
        f"{side}_value": value.number,
        f"{side}_value_high": value.number_high,
        f"{side}_unit": value.unit,
        f"{side}_approx": value.approx if value.value is not None else None,
    }


def _unread(value: Value, item: Read | None, name: str | None, record_id: str) -> Iterator[Question]:
    if item and value.value is None and value.unread and _may_hold_number(item.text):
        message = f"“{name or ''}”的“{item.text}”含有数字但未能读出数值，请人工核对。"
        yield Question("value_unread", "warning", message, item, item.pieces[0].page, (record_id,))


def _may_hold_number(text: str) -> bool:
    """Whether a text has a digit, or a character that can't be read and may be one."""
    return any(c.isdigit() or c == UNREADABLE for c in text)


def _unread_points(points: Any, item: Read | None, name: str | None, record_id: str) -> Question | None:
    if not item or points is not None or not _may_hold_number(item.text):
        return None
    message = f"“{name or ''}”的分值或得分“{item.text}”未能读出，请人工核对。"
    return Question("value_unread", "warning", message, item, item.pieces[0].page, (record_id,))


def _yuan(draft: AmountDraft) -> tuple[Decimal | None, str | None]:
    """A sum in 元, and what of its print was left over."""
    return (draft.yuan, None) if draft.yuan is not None else read_money(draft.amount.text, draft.unit)


def _amount(
    draft: AmountDraft, each: tuple[Decimal | None, str | None], ledger: Ledger, questions: list[Question]
) -> Amount:
    record_id, seq = ledger.next_id("amounts")
    fields: dict[str, Read | None] = {"amount_raw": draft.amount, "subject": draft.subject, "measure": draft.measure}
    ledger.prove(record_id, fields, draft.amount.pieces[0].page)
    page, confidence = draft.amount.pieces[0].page, min(piece.confidence for piece in draft.amount.pieces)
    yuan, left_over = each
    questions.extend(doubt.questions(record_id, draft.subject.text if draft.subject else None, fields, page))
    if yuan is None:
        cause = "未注明金额单位" if left_over and draft.unit is None else "金额未能读出"
        message = f"“{draft.subject.text if draft.subject else ''}”的“{draft.amount.text}”{cause}，请人工核对。"
        questions.append(Question("value_unread", "warning", message, draft.amount, page, (record_id,)))
    return Amount(
        **ledger.keys,
        record_id=record_id,
        seq=seq,
        page=page,
        confidence=confidence,
        subject=draft.subject.text if draft.subject else None,
        measure=draft.measure.text if draft.measure else None,
        amount_raw=draft.amount.text,
        amount_yuan=yuan,
        is_total=draft.is_total,
        origin=draft.origin,
    )


def _goal(draft: GoalDraft, ledger: Ledger, questions: list[Question]) -> Goal:
    record_id, seq = ledger.next_id("goals")
    fields = {"expected_raw": draft.expected, "actual_raw": draft.actual, "status_raw": draft.status}
    _, confidence = ledger.prove(record_id, fields, draft.page)
    status = read_status(draft.status.text) if draft.status else None
    if draft.status and status is None and not PLACEHOLDER.match(squeezed(draft.status.text)):
        message = f"实现情况“{draft.status.text[:40]}”未能判断是否完成，请人工核对。"
        questions.append(Question("value_unread", "note", message, draft.status, draft.page, (record_id,)))
    return Goal(
        **ledger.keys,
        record_id=record_id,
        seq=seq,
        page=draft.page,
        confidence=confidence,
        expected_raw=draft.expected.text if draft.expected else None,
        actual_raw=draft.actual.text if draft.actual else None,
        status_raw=draft.status.text if draft.status else None,
        status=status,
    )


def _claim(draft: ClaimDraft, ledger: Ledger) -> Claim:
    record_id, seq = ledger.next_id("claims")
    page, confidence = ledger.prove(record_id, {"value": draft.read}, draft.read.pieces[0].page)
    value = draft.value
    return Claim(
        **ledger.keys, record_id=record_id, seq=seq, page=page, confidence=confidence, section_seq=draft.section_seq,
        subject=draft.subject, measure=draft.measure, kind=value.kind, comparator=value.comparator, value=value.number,
        value_high=value.number_high, unit=value.unit, period=draft.period, sentence=draft.sentence,
    )  # fmt: skip


def _findings(questions: Sequence[Question], ledger: Ledger) -> Iterator[Finding]:
    for question in questions:
        record_id, _ = ledger.next_id("findings")
        ledger.prove(record_id, {"observed": question.read}, question.page)
        yield Finding(
            **ledger.keys,
            record_id=record_id,
            page=question.page,
            confidence=1.0,
            rule=question.rule,
            severity=question.severity,
            message=question.message,
            observed=question.read.text if question.read else None,
            records=question.records or tuple(ledger.id_at("indicators", row) for row in question.rows),
        )
