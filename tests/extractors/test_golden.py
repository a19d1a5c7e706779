"""Every sample report gives the records it was made from, the scanned ones as far as print tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schemas.extraction import Extraction
from tests.extractions import extracted
from tests.samples.scan import scanned_samples
from tests.scanned import alike

ROOT = Path(__file__).parents[2]
GOLDEN = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests" / "golden").glob("*.json")
}
NAMES = ("subject", "competent_department", "implementing_unit", "expected_goal", "actual_goal", "self_grade")
INDICATOR = ("level1", "level2", "level3", "target_raw", "actual_raw", "weight", "score", "deviation_reason")
SCANS = scanned_samples()
each_sample = pytest.mark.parametrize("stem", sorted(GOLDEN))


def extraction(stem: str) -> Extraction:
    return extracted(ROOT / "raw" / GOLDEN[stem]["file"])


def evaluations(stem: str) -> Iterable[tuple[Mapping[str, Any], str]]:
    """The truth of each evaluation with the id it must have."""
    report = extraction(stem).report
    assert report is not None
    return [(one, f"{report.report_id}-{n:03d}") for n, one in enumerate(GOLDEN[stem]["evaluations"], 1)]


def of(records: Iterable[Any], evaluation_id: str) -> list[Any]:
    return [record for record in records if record.evaluation_id == evaluation_id]


def plain(value: Any) -> str:
    """A value as the golden file writes it: nothing for null, numbers without idle zeros, texts without white space."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "".join(str(value or "").split())


def rows(records: Iterable[Any], fields: Sequence[str], stem: str) -> list[tuple[str, ...]]:
    """Values of records; of a scan as far as print tells them apart."""
    values = ((r.get(f) if isinstance(r, dict) else getattr(r, f) for f in fields) for r in records)
    told = (lambda value: alike(plain(value))) if stem in SCANS else plain
    return [tuple(told(value) for value in row) for row in values]


@each_sample
def test_report(stem: str) -> None:
    report, truth = extraction(stem).report, GOLDEN[stem]["report"]
    assert report is not None
    fields = ("title", "form", "region", "fiscal_year", "self_score", "self_grade")
    wanted = truth | {"self_score": _number(truth["self_score"])}
    assert rows([report], fields, stem) == rows([wanted], fields, stem)


@each_sample
def test_evaluations(stem: str) -> None:
    found = extraction(stem).evaluations
    assert [one.evaluation_id for one in found] == [evaluation_id for _, evaluation_id in evaluations(stem)]
    fields = ("kind", "fiscal_year", *NAMES, "self_score")
    wanted = [truth | {"self_score": _number(truth["self_score"])} for truth, _ in evaluations(stem)]
    assert rows(found, fields, stem) == rows(wanted, fields, stem)


@each_sample
def test_department(stem: str) -> None:
    """A department's evaluation is the department's, a project's is the unit's that carries it out."""
    for truth, evaluation_id in evaluations(stem):
        (found,) = of(extraction(stem).evaluations, evaluation_id)
        assert found.department == (
            truth["department"] if truth["kind"] == "department" else truth["implementing_unit"]
        )


@each_sample
def test_indicators(stem: str) -> None:
    for truth, evaluation_id in evaluations(stem):
        wanted = [row | {f: _number(row[f]) for f in ("weight", "score")} for row in truth["indicators"]]
        found = of(extraction(stem).indicators, evaluation_id)
        assert rows(found, INDICATOR, stem) == rows(wanted, INDICATOR, stem)


@each_sample
def test_amounts(stem: str) -> None:
    """Every amount of the truth is found with its subject, measure and sum, and no other."""
    fields = ("subject", "measure", "amount_yuan")
    for truth, evaluation_id in evaluations(stem):
        wanted = [amount | {"amount_yuan": _number(amount["amount_yuan"])} for amount in truth["amounts"]]
        found = of(extraction(stem).amounts, evaluation_id)
        assert sorted(rows(found, fields, stem)) == sorted(rows(wanted, fields, stem))


@each_sample
def test_goals(stem: str) -> None:
    for truth, evaluation_id in evaluations(stem):
        if truth["kind"] == "department":
            found = of(extraction(stem).goals, evaluation_id)
            wanted = rows(truth["goals"], ("expected", "actual", "status"), stem)
            assert rows(found, ("expected_raw", "actual_raw", "status_raw"), stem) == wanted


@each_sample
def test_sections(stem: str) -> None:
    """Every heading that stands alone is found, in order; headings that open a paragraph come on top."""
    fields = ("level", "number", "heading")
    wanted = rows(GOLDEN[stem].get("sections", []), fields, stem)
    found = [section for section in extraction(stem).sections if section.level > 0]
    assert [row for row in rows(found, fields, stem) if row in wanted] == wanted


@each_sample
def test_text_is_taken_from_where_it_is(stem: str) -> None:
    """From the text layer and without doubt, or from the picture of every page and with some."""
    found = extraction(stem)
    assert found.report is not None
    pages = found.report.page_count if stem in SCANS else 0
    assert found.report.ocr_page_count == pages
    assert {item.source for item in found.evidence} == {"ocr" if pages else "text"}
    assert all(0 < item.confidence < 1 if pages else item.confidence == 1 for item in found.evidence)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
