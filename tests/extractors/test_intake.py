"""Files that are no readable report are set aside with their reason, and pages without text are named."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from extractors import extract
from extractors.intake import MARK_WITHIN, MAX_BYTES, MAX_PAGES, OpenReport, Rejection, open_report
from extractors.pages import paths, read_pages
from schemas.tables import REASONS
from tests.pdf_builder import PLAIN, Image, Item, Look, draw
from tests.pdf_grid import Grid

FORM = ("2023年度项目支出绩效自评表", Grid("项目名称|夏季防汛物资储备\n主管部门|示例市应急管理局"))
INDICATORS = Grid("一级指标|三级指标|指标值|完成值\n产出指标|储备编织袋|≥5000条|5200条")


def form(look: Look = PLAIN) -> bytes:
    return draw([*FORM, INDICATORS], look=look)


def without_pages() -> bytes:
    """Give a whole PDF whose page tree is empty."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(pdf)
    return pdf + b"xref\n0 3\n0000000000 65535 f \n" + table + trailer


def without_last_page(*pages: Sequence[Item]) -> bytes:
    """The page tree names an object that is not there."""
    return re.sub(rb"\d+(?= 0 R \])", b"99", draw(*pages), count=1)


BAD = [
    (b"", "empty", "a file of no bytes, as a broken copy leaves it"),
    ("部门整体支出绩效自评报告".encode(), "not_a_pdf", "a text file named .pdf"),
    (b"PK\x03\x04" + b"\0" * 2000, "not_a_pdf", "an office file named .pdf"),
    (b" " * MARK_WITHIN + b"%PDF-1.7\n", "not_a_pdf", "the mark stands later than readers look for it"),
    (b"%PDF-1.7\n", "damaged", "nothing behind the mark"),
    (b"%PDF-1.7\n" + random.Random(7).randbytes(5000), "damaged", "garbage behind the mark"),
    (form()[: len(form()) // 2], "damaged", "a download that broke off in the middle"),
    (without_pages(), "damaged", "whole, but without a page"),
    (without_last_page([*FORM, INDICATORS]), "damaged", "its one page is not there"),
    (form(Look(user_password="secret")), "encrypted", "can't be opened without the password"),
    (draw(["购买办公家具合同", "甲方：示例公司", "乙方：示例商店"]), "not_a_self_evaluation", "another document"),
    (draw([]), "not_a_self_evaluation", "a page with nothing on it"),
    (draw(["\ue001\ue002\ue003\ue004绩效\ue005\ue006"]), "unreadable_text", "a font map of private characters only"),
]


@pytest.mark.parametrize(("pdf", "reason", "why"), BAD, ids=[case[2] for case in BAD])
def test_set_aside(pdf: bytes, reason: str, why: str) -> None:
    found = extract(pdf, "report.pdf")
    assert found.quarantine is not None, why
    assert found.quarantine.reason == reason
    assert reason in REASONS
    assert found.quarantine.detail
    assert replace(found, quarantine=None) == type(found)()


def test_limits() -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return MAX_BYTES + 1

    found = open_report(Huge(b"%PDF-1.4"), "report.pdf")
    assert isinstance(found, Rejection)
    assert found.reason == "too_large"
    assert MAX_PAGES > 1000  # the longest reports have a few hundred


OPENED: list[tuple[Callable[[], bytes], str]] = [
    (form, "a plain form"),
    (lambda: form(Look(user_password="")), "encrypted against changes only: no password is needed to read"),
    (lambda: b"\n\n" + form(), "white space before the mark, as mail programs leave it"),
    (lambda: form() + b"\0" * 600, "padded behind its end"),
]


@pytest.mark.parametrize(("pdf", "why"), OPENED, ids=[case[1] for case in OPENED])
def test_opened(pdf: Callable[[], bytes], why: str) -> None:
    found = extract(pdf(), "report.pdf")
    assert found.quarantine is None, why
    assert [row.level3 for row in found.indicators] == ["储备编织袋"]


def test_report_id_is_of_the_bytes() -> None:
    first, second = open_report(form(), "a.pdf"), open_report(form(), "b.pdf")
    assert isinstance(first, OpenReport)
    assert isinstance(second, OpenReport)
    assert first.report_id == second.report_id == first.sha256[:16]


UNTRUSTED = [
    ([Image()], "a picture without a word"),
    (["\ue001\ue002\ue003\ue004\ue005\ue006" * 5], "a page of private characters, which no face draws"),
]


@pytest.mark.parametrize(("items", "why"), UNTRUSTED, ids=[case[1] for case in UNTRUSTED])
def test_page_without_words_is_named(items: list[Item], why: str) -> None:
    """A page on which nothing is read is a finding, and the other pages are read all the same."""
    found = extract(draw([*FORM, INDICATORS], items), "report.pdf")
    assert found.quarantine is None, why
    (finding,) = (finding for finding in found.findings if finding.rule == "low_confidence")
    assert finding.page == 2
    assert "未识别出文字" in finding.message
    assert found.report is not None
    assert found.report.ocr_page_count == 1


def test_only_pictures_without_words() -> None:
    found = extract(draw([Image()]), "report.pdf")
    assert found.quarantine is not None
    assert found.quarantine.reason == "unreadable_text"


def test_page_that_is_not_there_is_named() -> None:
    found = extract(without_last_page([*FORM, INDICATORS], ["附件"]), "report.pdf")
    (finding,) = (finding for finding in found.findings if finding.rule == "low_confidence")
    assert finding.page == 2
    assert [row.page for row in found.indicators] == [1]


def test_drawing_bomb_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that draws without end is left out; the limit is far above what any report draws."""
    assert paths.MAX_OBJECTS > 50_000
    monkeypatch.setattr(paths, "MAX_OBJECTS", 12)
    found = extract(draw(["绩效自评"], [*FORM, INDICATORS]), "report.pdf")
    assert [finding.page for finding in found.findings if finding.rule == "low_confidence"] == [2]
    alone = extract(draw([*FORM, INDICATORS]), "report.pdf")
    assert alone.quarantine is not None
    assert alone.quarantine.reason == "too_large"


SHARES = [
    ("示例市绩效自评一二三四五\ue001", "text", "one private character among many is a symbol of some font"),
    ("绩效\ue001\ue002", "ocr", "half of the text is private characters"),
]


@pytest.mark.parametrize(("text", "source", "why"), SHARES, ids=[case[2] for case in SHARES])
def test_garbled_share(text: str, source: str, why: str) -> None:
    report = open_report(draw([text]), "report.pdf")
    assert isinstance(report, OpenReport), why
    (page,) = read_pages(report.document)
    assert page.source == source
