"""Step ``provenance``: the records of a whole report with their ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.intake import OpenReport
from extractors.provenance.evidence import Keys
from extractors.provenance.records import Records, records_of
from extractors.records import EvaluationReading
from extractors.version import extractor_version
from schemas.drafts import EvaluationDraft
from schemas.extraction import Extraction
from schemas.kinds import EvaluationKind, Source
from schemas.page import Page
from schemas.tables import Report

TABLES_READ = ("evaluations", "indicators", "amounts", "goals", "sections", "claims", "findings", "evidence")


def with_provenance(report: OpenReport, pages: Sequence[Page], readings: Sequence[EvaluationReading]) -> Extraction:
    """Number evaluations and records, and keep where each field is printed.

    Args:
        report: The file.
        pages: All of its pages.
        readings: Its evaluations, at least one, with their findings.
    """
    keys = [_keys(report, reading, number) for number, reading in enumerate(readings, 1)]
    records = [records_of(reading, own) for reading, own in zip(readings, keys, strict=True)]
    tables: dict[str, Any] = {name: tuple(record for each in records for record in each[name]) for name in TABLES_READ}
    return Extraction(report=_report(report, pages, readings, tables), **tables)


def _keys(report: OpenReport, reading: EvaluationReading, number: int) -> Keys:
    return {
        "report_id": report.report_id,
        "evaluation_id": f"{report.report_id}-{number:03d}",
        "region_code": reading.identity.region_code,
        "department_id": reading.identity.department_id,
        "department": reading.draft.department.text if reading.draft.department else None,
        "fiscal_year": reading.draft.year,
    }


def _report(
    report: OpenReport, pages: Sequence[Page], readings: Sequence[EvaluationReading], tables: Records
) -> Report:
    first, evaluation = readings[0].draft, tables["evaluations"][0]
    alone = len(readings) == 1 or first.kind == EvaluationKind.DEPARTMENT
    least_sure = min(each.confidence for each in tables["evaluations"])
    return Report(
        report_id=report.report_id,
        sha256=report.sha256,
        file_name=report.file_name,
        title=first.title.text if first.title else None,
        form=_form([reading.draft for reading in readings]),
        region=readings[0].identity.region,
        region_code=evaluation.region_code,
        department=evaluation.department,
        department_id=evaluation.department_id,
        fiscal_year=evaluation.fiscal_year,
        page_count=len(pages),
        ocr_page_count=sum(page.source == Source.OCR for page in pages),
        self_score=evaluation.self_score if alone else None,
        self_grade=evaluation.self_grade if alone else None,
        extractor_version=extractor_version(),
        confidence=0.0 if any(page.trouble for page in pages) else least_sure,
    )


def _form(drafts: Sequence[EvaluationDraft]) -> str | None:
    kinds = {"department_report" if not draft.is_form else f"{draft.kind}_form" for draft in drafts if draft.kind}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else None
