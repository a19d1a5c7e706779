"""What a field says is printed where its evidence points: read there by pdfium alone, from the page as shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from extractors import extract
from schemas.extraction import Extraction
from schemas.page import Box
from tests.extractions import extracted
from tests.pdf_builder import PLAIN, Look, draw
from tests.pdf_grid import Grid
from tests.proofs import proofs
from tests.samples.scan import print_of, scan, scanned_samples
from tests.scanned import overlaps
from tests.shown_text import ShownPages, plain

SAMPLES = sorted((Path(__file__).parents[2] / "raw").rglob("*.pdf"))
SCANS = scanned_samples()
TEXTS = [path for path in SAMPLES if path.stem not in SCANS]
ON_PLACE = 0.7  # intersection over union, at the median: boxes that lie on the words
PRINTED = {
    "indicators": ("level1", "level2", "level3", "target_raw", "actual_raw", "weight", "score", "deviation_reason"),
    "amounts": ("amount_raw",),
    "goals": ("expected_raw", "actual_raw", "status_raw"),
    "evaluations": ("subject", "competent_department", "implementing_unit", "self_score", "self_grade"),
}
WHOLE = ("target_raw", "actual_raw", "deviation_reason", "amount_raw", "expected_raw", "actual_raw", "status_raw")

HEAD = Grid("项目名称|夏季防汛物资储备|主管部门|示例市应急管理局", widths=(70, 150, 70, 150))
FUNDS = Grid("项目资金（万元）||全年预算数|全年执行数\n^|年度资金总额|1,120.50|1,117.25")
GOALS = Grid(
    "预期目标|实际完成情况\n储备编织袋五千条，保障安全度汛。|储备编织袋五千二百条，全年安全度汛，未发生险情。",
    widths=(120, 120),
)
ROWS = Grid(
    "一级指标|二级指标|三级指标|年度指标值|<|<|实际完成值|分值|得分|偏差原因\n"
    "^|^|^|性质|指标值|度量单位|^|^|^|^\n"
    "产出指标（50分）|数量指标|指标1：新增储备编织袋和救生衣|≧|5000|条|5,200条|30|28.5|供货商更换，晚到两周\n"
    "^|^|储水容积|≥|10²|m³|120m³|20|20|",
)
CUT = Grid("效益指标|社会效益|受益|≥|98500|人次|102300|50|50|", widths=(49.5,) * 10)
LOOKS = [
    (PLAIN, "as it comes"),
    (Look(rotate=90), "stored on its side, /Rotate 90"),
    (Look(rotate=180), "stored upside down, /Rotate 180"),
    (Look(rotate=270), "stored on its side, /Rotate 270"),
    (Look(drawn=90), "drawn down the page"),
    (Look(drawn=180), "drawn upside down"),
    (Look(drawn=270), "drawn up the page"),
    (Look(drawn=90, rotate=270), "drawn turned on a page that is turned too"),
    (Look(offset=(40, 60)), "cropped"),
    (Look(offset=(40, 60), rotate=90, is_form_xobject=True), "cropped, turned, in a form XObject"),
    (Look(over=30, drawn=270), "a CropBox that reaches over the MediaBox"),
    (Look(by_character=True), "each character alone"),
]


@cache
def read(path: Path) -> tuple[Extraction, ShownPages]:
    return extracted(path), ShownPages(path.read_bytes())


def drawn(look: Look) -> tuple[Extraction, ShownPages]:
    pdf = draw(["# 项目支出绩效自评表（2023年度）", HEAD, FUNDS, GOALS, ROWS], [CUT], look=look)
    return extract(pdf, "report.pdf"), ShownPages(pdf)


def astray(found: Extraction, shown: ShownPages) -> Iterator[tuple[str, str, str, str]]:
    """Evidence whose box holds other glyphs than it says."""
    for item in found.evidence:
        there = shown.text_in(item.page, Box(item.x0, item.top, item.x1, item.bottom))
        if there != plain(item.text_raw):
            yield item.record_id, item.field, item.text_raw, there


def unproven(found: Extraction) -> Iterator[tuple[str, str, Any, str]]:
    """Printed fields whose evidence is not there or says something else."""
    for record_id, field, value, parts in proofs(found, PRINTED):
        text = plain("".join(part.text_raw for part in parts))
        if not _says(text, value, field):
            yield record_id, field, value, text


def _says(text: str, value: Any, field: str) -> bool:
    """Names may be printed with points or a number before them, numbers with idle zeros; all else is as printed."""
    if field in WHOLE:
        return text == plain(value)
    return bool(text) and (plain(value) in text if isinstance(value, str) else f"{value.normalize():f}" in text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_glyphs_in_the_boxes_of_the_samples(path: Path) -> None:
    found, shown = read(path)
    assert found.evidence
    assert list(astray(found, shown)) == []


@pytest.mark.parametrize("stem", SCANS)
def test_boxes_of_the_scanned_samples_lie_on_the_words(stem: str) -> None:
    """Where the same report's text has them, moved as the sheets were moved on the glass."""
    pdf = print_of(stem)
    (path,) = (path for path in SAMPLES if path.stem == stem)
    assert median(overlaps(read(path)[0], extract(pdf, path.name), scan(pdf, SCANS[stem]).ways)) >= ON_PLACE


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_printed_field_of_the_samples_has_evidence(path: Path) -> None:
    assert list(unproven(read(path)[0])) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_parts_are_counted_and_pages_are_the_records_own(path: Path) -> None:
    found, _ = read(path)
    assert found.report is not None
    parts: dict[tuple[str, str], list[int]] = {}
    for item in found.evidence:
        parts.setdefault((item.record_id, item.field), []).append(item.part)
        assert 1 <= item.page <= found.report.page_count
        assert item.x0 < item.x1
        assert item.top < item.bottom
        assert item.rule
    assert all(numbers == list(range(len(numbers))) for numbers in parts.values())


@pytest.mark.parametrize(("look", "why"), LOOKS, ids=[why for _, why in LOOKS])
def test_glyphs_in_the_boxes_however_the_page_is_laid_down(look: Look, why: str) -> None:
    found, shown = drawn(look)
    assert [row.target_raw for row in found.indicators] == ["≧5000条", "≥10²m³", "≥98500人次"], why
    assert [row.level3 for row in found.indicators] == ["新增储备编织袋和救生衣", "储水容积", "受益"]
    assert (len(found.amounts), len(found.goals), len(found.evaluations)) == (2, 1, 1)
    assert list(astray(found, shown)) == []
    assert list(unproven(found)) == []
