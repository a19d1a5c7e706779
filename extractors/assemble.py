"""The last step: drafts of a whole report into one extraction with its ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractors.forms.draft import EvaluationDraft, Question
from extractors.identity import DepartmentIdentity, identify_department
from extractors.intake import OpenReport, Rejection
from extractors.ledger import Ledger
from extractors.lost_pages import without_verdicts_past_gaps
from extractors.records import Rows, read_records
from extractors.version import extractor_version
from schemas.extraction import Extraction
from schemas.page import Page
from schemas.prose import SectionText
from schemas.tables import Quarantine, Report
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import IdentityFinding

ABOUT = ("绩效", "自评", "评价")  # a text without any of these is no self-evaluation
UNREADABLE = {"页面损坏": "damaged", "绘图对象过多": "too_large"}  # on every page
CONTEXT = 3000  # characters of running text in which other regions may be named


def set_aside(rejection: Rejection, file_name: str) -> Extraction:
    """The extraction of a file that gives no records."""
    return Extraction(
        quarantine=Quarantine(
            sha256=rejection.sha256, file_name=file_name, reason=rejection.reason, detail=rejection.detail
        )
    )


def assemble(
    report: OpenReport, pages: Sequence[Page], drafts: Sequence[EvaluationDraft], sections: Sequence[SectionText]
) -> Extraction:
    """Number evaluations and records, and say what could not be read.

    Returns:
        An extraction; ``quarantine`` where all pages carry a broken text layer, or where the text is no
        self-evaluation.
    """
    rejection = _rejection(report, pages, drafts, sections)
    if rejection:
        return set_aside(rejection, report.file_name)
    evaluations = list(drafts) or [EvaluationDraft(None, 1, len(pages), is_form=False)]
    evaluations[0].questions.extend(_page_questions(pages))
    without_verdicts_past_gaps(evaluations, pages)
    context = "\n".join(section.text for section in sections)[:CONTEXT]
    identities = [_identity(draft, context) for draft in evaluations]
    for draft, identity in zip(evaluations, identities, strict=True):
        draft.questions.extend(_missing_parts(draft))
        draft.questions.extend(_identity_questions(draft, identity))
    rows = [
        read_records(draft, Ledger(_keys(report, draft, number, identity)), sections if number == 1 else ())
        for number, (draft, identity) in enumerate(zip(evaluations, identities, strict=True), 1)
    ]
    first = _report(report, pages, evaluations, rows)
    return Extraction(report=replace(first, region=identities[0].region), **_tables(rows))


def _rejection(
    report: OpenReport, pages: Sequence[Page], drafts: Sequence[EvaluationDraft], sections: Sequence[SectionText]
) -> Rejection | None:
    unread = [page for page in pages if page.trouble]
    if all(page.trouble in UNREADABLE for page in pages):
        return Rejection(report.sha256, UNREADABLE[pages[0].trouble], f"各页均未能读出：{pages[0].trouble}")
    found = any(draft.indicators or draft.goals or draft.parties for draft in drafts)
    text = "".join(glyph.text for page in pages for glyph in page.glyphs)
    if not text and all(page.source == "ocr" for page in pages):
        return Rejection(report.sha256, "unreadable_text", "各页的图像均未识别出文字")
    if unread or found or any(word in text for word in ABOUT):
        return None
    return Rejection(report.sha256, "not_a_self_evaluation", "全文未见绩效、自评字样，也没有绩效指标表")


def _page_questions(pages: Sequence[Page]) -> Iterator[Question]:
    for page in pages:
        if page.trouble:
            message = f"第 {page.number} 页{page.trouble}，该页内容未提取。"
            yield Question("low_confidence", "warning", message, None, page.number)
        elif page.source == "ocr" and not page.glyphs:
            message = f"第 {page.number} 页是图像，未识别出文字。"
            yield Question("low_confidence", "note", message, None, page.number)
        elif page.aside:
            message = f"第 {page.number} 页有旋转排印的文字，未提取（{page.aside[:80]}）。"
            yield Question("text_unread", "note", message, None, page.number)


def _missing_parts(draft: EvaluationDraft) -> Iterator[Question]:
    """What every evaluation has, named where this one lacks it: otherwise it can't be compared with others."""
    parts = {"部门名称": draft.department, "年度": draft.fiscal_year, "绩效指标": draft.indicators}
    for name, part in parts.items():
        if not part:
            message = f"未能识别{name}，请人工核对。"
            yield Question("required_part_missing", "warning", message, None, draft.page)


def _identity_questions(draft: EvaluationDraft, identity: DepartmentIdentity) -> Iterator[Question]:
    messages = {row.rule: row.message for row in vocabulary(IdentityFinding)}
    for rule in identity.findings if draft.department else ():
        yield Question(rule, "note", messages[rule], draft.department, draft.page)


def _identity(draft: EvaluationDraft, context: str) -> DepartmentIdentity:
    name = draft.department.text if draft.department else None
    year = int(draft.fiscal_year.text) if draft.fiscal_year else None
    titles = "\n".join(item.text for item in (draft.title, *draft.parties.values()) if item)
    return identify_department(name, None, year, f"{titles}\n{context}")


def _keys(
    report: OpenReport, draft: EvaluationDraft, number: int, identity: DepartmentIdentity
) -> dict[str, str | int | None]:
    return {
        "report_id": report.report_id,
        "evaluation_id": f"{report.report_id}-{number:03d}",
        "region_code": identity.region_code,
        "department_id": identity.department_id,
        "department": draft.department.text if draft.department else None,
        "fiscal_year": int(draft.fiscal_year.text) if draft.fiscal_year else None,
    }


def _report(
    report: OpenReport, pages: Sequence[Page], drafts: Sequence[EvaluationDraft], rows: Sequence[Rows]
) -> Report:
    first, evaluation = drafts[0], rows[0].evaluation
    alone = len(drafts) == 1 or first.kind == "department"
    return Report(
        report_id=report.report_id,
        sha256=report.sha256,
        file_name=report.file_name,
        title=first.title.text if first.title else None,
        form=_form(drafts),
        region_code=evaluation.region_code,
        department=evaluation.department,
        department_id=evaluation.department_id,
        fiscal_year=evaluation.fiscal_year,
        page_count=len(pages),
        ocr_page_count=sum(page.source == "ocr" for page in pages),
        self_score=evaluation.self_score if alone else None,
        self_grade=evaluation.self_grade if alone else None,
        extractor_version=extractor_version(),
        confidence=0.0 if any(page.trouble for page in pages) else min(row.evaluation.confidence for row in rows),
    )


def _form(drafts: Sequence[EvaluationDraft]) -> str | None:
    kinds = {"department_report" if not draft.is_form else f"{draft.kind}_form" for draft in drafts if draft.kind}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else None


def _tables(rows: Sequence[Rows]) -> dict[str, Any]:
    return {
        "evaluations": tuple(row.evaluation for row in rows),
        **{
            name: tuple(record for row in rows for record in getattr(row, name))
            for name in ("indicators", "amounts", "goals", "sections", "claims", "findings", "evidence")
        },
    }
