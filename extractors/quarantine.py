"""Files that give no records, and why."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.intake import OpenReport, Rejection
from schemas.drafts import EvaluationDraft
from schemas.extraction import Extraction
from schemas.kinds import Source
from schemas.page import Page
from schemas.tables import Quarantine

SELF_EVALUATION = ("绩效", "自评", "评价")  # a text without any of these is no self-evaluation
TROUBLES = {"页面损坏": "damaged", "绘图对象过多": "too_large"}  # on every page


def set_aside(rejection: Rejection, file_name: str) -> Extraction:
    """The extraction of a file that gives no records."""
    return Extraction(
        quarantine=Quarantine(
            sha256=rejection.sha256, file_name=file_name, reason=rejection.reason, detail=rejection.detail
        )
    )


def rejection_of(report: OpenReport, pages: Sequence[Page], drafts: Sequence[EvaluationDraft]) -> Rejection | None:
    """Why a report that was read gives no records; None where it does.

    Args:
        report: The file.
        pages: All of its pages.
        drafts: What was found on them.

    Returns:
        A rejection where all pages are broken, no picture gave a word, or the text is no self-evaluation.
    """
    if all(page.trouble in TROUBLES for page in pages):
        return Rejection(report.sha256, TROUBLES[pages[0].trouble], f"各页均未能读出：{pages[0].trouble}")
    text = "".join(glyph.text for page in pages for glyph in page.glyphs)
    if not text and all(page.source == Source.OCR for page in pages):
        return Rejection(report.sha256, "unreadable_text", "各页的图像均未识别出文字")
    found = any(draft.indicators or draft.goals or draft.parties for draft in drafts)
    if found or any(page.trouble for page in pages) or any(word in text for word in SELF_EVALUATION):
        return None
    return Rejection(report.sha256, "not_a_self_evaluation", "全文未见绩效、自评字样，也没有绩效指标表")
