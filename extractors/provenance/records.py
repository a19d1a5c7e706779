"""What was read of one evaluation as numbered records, with the evidence of each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from extractors.provenance.evidence import Keys, proof, record_id
from extractors.records import AmountReading, EvaluationReading, GoalReading, IndicatorReading, SectionReading
from schemas.drafts import ClaimDraft, Fields, FindingDraft, RecordPlace
from schemas.registry import TABLES
from schemas.value import Value

Records = Mapping[str, tuple[Any, ...]]
"""The records of each table by its name in ``TABLES``."""


class _Entry(NamedTuple):
    """One record to be: the fields it is proven by, its page, and its own columns."""

    fields: Fields
    page: int
    columns: Mapping[str, Any]


def records_of(reading: EvaluationReading, keys: Keys) -> Records:
    """The records of one evaluation.

    Args:
        reading: With all its findings.
        keys: The columns that all of its records share (report_id, evaluation_id, fiscal_year, …).

    Returns:
        Every table in reading order, ``evidence`` in that of the records it belongs to.
    """
    entries = {
        "evaluations": [_evaluation(reading, keys)],
        "indicators": map(_indicator, reading.indicators),
        "amounts": map(_amount, reading.amounts),
        "goals": map(_goal, reading.goals),
        "sections": map(_section, reading.sections),
        "claims": map(_claim, reading.draft.claims),
        "findings": [_finding(finding, keys) for finding in reading.findings],
    }
    records: dict[str, tuple[Any, ...]] = {}
    evidence: list[Any] = []
    for table, found in entries.items():
        rows = list(_numbered(table, found, keys))
        records[table] = tuple(record for record, _ in rows)
        evidence += [each for _, proven in rows for each in proven]
    return {**records, "evidence": tuple(evidence)}


def _numbered(table: str, entries: Iterable[_Entry], keys: Keys) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for place, entry in enumerate(entries):
        number = record_id(keys["evaluation_id"], RecordPlace(table, place))
        proven = proof(keys, number, entry.fields)
        own: dict[str, Any] = {"record_id": number} if table != "evaluations" else {}
        own |= {"seq": place + 1} if table not in {"evaluations", "findings"} else {}
        shared = {**keys, **own, "page": entry.page, "confidence": proven.confidence}
        yield TABLES[table](**{**shared, **entry.columns}), proven.evidence


def _evaluation(reading: EvaluationReading, keys: Keys) -> _Entry:
    draft, fields = reading.draft, reading.fields
    pages = [piece.page for item in fields.values() if item for piece in item.pieces]
    texts = ("subject", "competent_department", "implementing_unit", "expected_goal", "actual_goal", "self_grade")
    columns: dict[str, Any] = {
        "seq": int(keys["evaluation_id"].rsplit("-", 1)[1]),
        "kind": draft.kind,
        "self_score": reading.self_score,
        "page_last": draft.page_last,
    }
    return _Entry(fields, min([draft.page, *pages]), {**columns, **_texts(fields, texts)})


def _indicator(reading: IndicatorReading) -> _Entry:
    row = reading.row
    columns = {
        "weight": reading.weight,
        "score": reading.score,
        **_value_columns("target", row.target),
        **_value_columns("actual", row.actual),
        "attainment": row.judgement.attainment,
        "met": row.judgement.met,
    }
    texts = ("level1", "level2", "level3", "target_raw", "actual_raw", "deviation_reason")
    return _Entry(reading.fields, reading.draft.page, columns | _texts(reading.fields, texts))


def _value_columns(side: str, value: Value) -> Mapping[str, Any]:
    """The columns of one side; a side that the form does not have is missing, not qualitative."""
    return {
        f"{side}_kind": value.kind,
        f"{side}_comparator": value.comparator,
        f"{side}_value": value.number,
        f"{side}_value_high": value.number_high,
        f"{side}_unit": value.unit,
        f"{side}_approx": value.approx if value.value is not None else None,
    }


def _amount(reading: AmountReading) -> _Entry:
    draft = reading.draft
    fields = {"amount_raw": draft.amount, "subject": draft.subject, "measure": draft.measure}
    columns = {
        "confidence": min(piece.confidence for piece in draft.amount.pieces),
        "amount_yuan": reading.yuan,
        "is_total": draft.is_total,
        "origin": draft.origin,
    }
    return _Entry(fields, draft.amount.pieces[0].page, columns | _texts(fields, tuple(fields)))


def _goal(reading: GoalReading) -> _Entry:
    draft = reading.draft
    fields = {"expected_raw": draft.expected, "actual_raw": draft.actual, "status_raw": draft.status}
    return _Entry(fields, draft.page, _texts(fields, tuple(fields)) | {"status": reading.status})


def _section(reading: SectionReading) -> _Entry:
    section = reading.section
    columns = {
        "level": section.level,
        "number": section.number,
        "heading": section.heading,
        "text": section.text,
        "parent_seq": None if section.parent is None else section.parent + 1,
        "page_last": section.page_last,
    }
    return _Entry(reading.fields, section.page, columns)


def _claim(draft: ClaimDraft) -> _Entry:
    value = draft.value
    columns = {
        "section_seq": draft.section_seq,
        "subject": draft.subject,
        "measure": draft.measure,
        "kind": value.kind,
        "comparator": value.comparator,
        "value": value.number,
        "value_high": value.number_high,
        "unit": value.unit,
        "period": draft.period,
        "sentence": draft.sentence,
    }
    return _Entry({"value": draft.printed}, min(piece.page for piece in draft.printed.pieces), columns)


def _finding(draft: FindingDraft, keys: Keys) -> _Entry:
    places = draft.records or [RecordPlace("indicators", row) for row in draft.rows]
    columns = {
        "confidence": 1.0,
        "rule": str(draft.rule),
        "severity": str(draft.severity),
        "message": draft.message,
        "observed": draft.observed.text if draft.observed else None,
        "records": tuple(record_id(keys["evaluation_id"], place) for place in places),
    }
    return _Entry({"observed": draft.observed}, draft.page, columns)


def _texts(fields: Fields, names: Iterable[str]) -> dict[str, Any]:
    return {name: item.text if (item := fields[name]) else None for name in names}
