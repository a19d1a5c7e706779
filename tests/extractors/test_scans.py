"""A scan gives the records of the text it was made from, where that text stood."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
import pytest

from extractors import extract
from schemas.extraction import Extraction
from tests.samples.pictures_pdf import Sheet, picture_pdf
from tests.samples.scan import PRINTED, Wear, scan, sheet, wear
from tests.scanned import overlaps, records

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((ROOT / "tests" / "cases" / "scans.toml").read_text(encoding="utf-8"))["case"]
ON_PLACE = 0.7  # intersection over union: a box that lies on the words
FORM = "农业农村局-2023-项目支出绩效自评表"
CLEAN = Wear()


def printed(name: str, *numbers: int) -> bytes:
    """Some pages of a sample report as text, from 1."""
    found = [*PRINTED.glob(f"{name}.pdf"), *(ROOT / "raw").rglob(f"{name}.pdf")][0]
    with pypdfium2.PdfDocument(found) as whole:
        return pdf_of((whole, number) for number in numbers)


def pdf_of(pages: Any) -> bytes:
    """A PDF of pages of open documents, each given as document and number from 1."""
    sink = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for source, number in pages:
            document.import_pages(source, [number - 1])
        document.save(sink)
    return sink.getvalue()


def sources(found: Extraction) -> set[tuple[int, str]]:
    """Which page was read how, as evidence tells."""
    return {(item.page, item.source) for item in found.evidence}


def assert_same(scanned: Extraction, text: Extraction, why: str) -> None:
    """The same records, table by table so that a difference is named with its table."""
    found, wanted = records(scanned), records(text)
    assert wanted["indicators"] or wanted["amounts"]
    for table, rows in wanted.items():
        assert found[table] == rows, f"{table}: {why}"


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_records_and_places_are_those_of_the_text(case: dict[str, Any]) -> None:
    name, *numbers = case["pages"].split()
    pdf = printed(name, *map(int, numbers))
    worn = scan(pdf, wear(case["wear"]))
    text, scanned = extract(pdf, "text.pdf"), extract(worn.pdf, "scan.pdf")
    assert_same(scanned, text, case["why"])
    assert median(overlaps(scanned, text, worn.ways)) >= ON_PLACE
    assert scanned.report is not None
    assert scanned.report.ocr_page_count == len(numbers)
    assert {source for _, source in sources(scanned)} == {"ocr"}
    assert all(0 < item.confidence < 1 for item in scanned.evidence)


def test_a_report_half_text_half_scan_is_one_report() -> None:
    pdf = printed(FORM, 1, 2)
    worn = scan(pdf, CLEAN)
    with pypdfium2.PdfDocument(pdf) as text, pypdfium2.PdfDocument(worn.pdf) as pictures:
        mixed = extract(pdf_of([(text, 1), (pictures, 2)]), "mixed.pdf")
    whole = extract(pdf, "text.pdf")
    assert_same(mixed, whole, "the table runs from a page of text on to a scanned one")
    assert sources(mixed) == {(1, "text"), (2, "ocr")}
    assert mixed.report is not None
    assert mixed.report.ocr_page_count == 1
    assert median(overlaps(mixed, whole, worn.ways)) >= ON_PLACE


GARBAGE = [
    (["Hﬁ %& 12.5 ,,, ll O0 ~~ 100", "~ } 34 % _ 7 8 9"] * 12, "what an OCR program for another script made of it"),
    (
        ["产出指标 数量指标 999 888 777 10 10".encode("gbk").decode("latin-1")] * 25,
        "GBK taken for Latin, wrong figures",
    ),
    (["x"], "a single stray mark"),
]


@pytest.mark.parametrize(("lines", "why"), GARBAGE, ids=[why for _, why in GARBAGE])
def test_a_hidden_text_layer_that_disagrees_is_not_believed(lines: Sequence[str], why: str) -> None:
    pdf = printed(FORM, 4)
    hidden = tuple(line.encode("latin-1", "replace") for line in lines)
    with pypdfium2.PdfDocument(pdf) as document:
        page: Sheet = sheet(document[0], 1, CLEAN)._replace(hidden=hidden)
    found = extract(picture_pdf([page]), "layered.pdf")
    assert_same(found, extract(pdf, "text.pdf"), why)
    assert sources(found) == {(1, "ocr")}


def test_the_same_wear_gives_the_same_file() -> None:
    pdf = printed(FORM, 1)
    worn = wear(CASES[5]["wear"] | {"noise": 3.0, "skew": 0.4, "dpi": 100})
    assert scan(pdf, worn) == scan(pdf, worn)
