"""Forms as they are printed: what their columns, blocks and labels mean, whatever the wording and the order."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors import extract
from extractors.forms.blocks import find_blocks
from extractors.forms.indicators import NUMBERED
from extractors.labels import PLACEHOLDER, label_key, role, squeezed, unit_stated, without_points
from schemas.extraction import Extraction
from schemas.layout import Table
from tests.pictures import layout_of, pdf_of, plain
from tests.shown_text import plain as plain_text

CASES = Path(__file__).parents[1] / "cases"
FORMS = tomllib.loads((CASES / "forms.toml").read_text(encoding="utf-8"))["case"]
UNREAD = (
    "table_unread",
    "row_unread",
    "column_unread",
    "level_unread",
    "text_unread",
    "value_unread",
    "points_shared",
    "year_inferred",
    "low_confidence",
)
COLUMNS = {
    "evaluations": (
        "kind",
        "subject",
        "competent_department",
        "implementing_unit",
        "fiscal_year",
        "self_score",
        "self_grade",
    ),
    "indicators": ("level1", "level2", "level3", "target_raw", "actual_raw", "weight", "score", "deviation_reason"),
    "amounts": ("subject", "measure", "amount_raw", "amount_yuan"),
    "goals": ("expected_raw", "actual_raw", "status_raw"),
}


def labels() -> list[dict[str, str]]:
    with (CASES / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(records: Iterable[Any], columns: Sequence[str]) -> list[str]:
    values = ([getattr(record, column) for column in columns] for record in records)
    return ["|".join("" if value is None else str(value) for value in row) for row in values]


def lines(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [line for line in plain(wanted).splitlines() if line]


def unread(found: Extraction) -> list[str]:
    return [finding.rule for finding in found.findings if finding.rule in UNREAD]


@pytest.mark.parametrize("case", labels(), ids=lambda case: f"{case['context']}-{case['label']}")
def test_label(case: dict[str, str]) -> None:
    """A role may be one of several where the place decides."""
    assert (role(case["label"], case["context"]) or "") in case["role"].split("|"), case["why"]


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["why"])
def test_form(case: dict[str, Any]) -> None:
    found = extract(pdf_of(case["pages"], **case.get("grid", {})), "report.pdf")
    for table, columns in COLUMNS.items():
        if table in case:
            assert told(getattr(found, table), columns) == lines(case[table]), table
    assert unread(found) == case.get("findings", [])


@pytest.mark.parametrize(
    ("label", "key", "why"),
    [
        ("项目资金\n（万元）：", "项目资金", "a unit in brackets and a colon"),
        ("一、项目名称", "项目名称", "a number before it"),
        ("（一）主 管 部 门", "主管部门", "a number in brackets before it, spaces inside"),
        ("实际完成值（B）（12月底）", "实际完成值", "two brackets behind"),
        ("(万元)", "(万元)", "nothing but a bracket"),
        ("", "", "nothing"),
    ],
)
def test_label_key(label: str, key: str, why: str) -> None:
    assert label_key(label) == key, why


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("单位：万元", "万元", "a caption"),
        ("金额单位：人民币元", "元", "a caption that names the currency"),
        ("项目资金（亿元）", "亿元", "in brackets behind a label"),
        ("预算数（单位：千元）", "千元", "in brackets, introduced"),
        ("单 位 ： 万 元", "万元", "spaces anywhere"),
        ("单位：人", None, "a unit that is none of money"),
        ("实施单位（盖章）", None, "another 单位"),
        ("每万元产值能耗", None, "万元 inside a name"),
    ],
)
def test_unit_stated(text: str, unit: str | None, why: str) -> None:
    assert unit_stated(text) == unit, why


@pytest.mark.parametrize(
    ("text", "name", "points", "why"),
    [
        ("产出指标（50分）", "产出指标", "50", "points in brackets"),
        ("产出指标(50)", "产出指标", "50", "points without 分"),
        ("数量指标15分", "数量指标", "15", "points without brackets"),
        ("效益指标（权重：30%）", "效益指标", "30", "points as a share"),
        ("过程（20.5分）", "过程", "20.5", "half points"),
        ("产出指标", "产出指标", None, "no points"),
        ("数量指标（一）", "数量指标（一）", None, "a bracket without points"),
        ("50分", "50分", None, "points alone are no name"),
    ],
)
def test_points_beside_a_level(text: str, name: str, points: str | None, why: str) -> None:
    assert without_points(text) == (name, Decimal(points) if points else None), why


SAMPLES = sorted((Path(__file__).parents[2] / "raw").rglob("*.pdf"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rows_of_the_samples_are_conserved(path: Path) -> None:
    """The longest words of each row under a known head are some field or finding; placeholders are none."""
    pdf = path.read_bytes()
    kept = _kept(extract(pdf, path.name))
    rows = [row for table in layout_of(pdf).tables for row in _bodies(table)]
    assert rows
    lost = [row for row in rows if max(row, key=len) not in kept]
    assert lost == []


def _kept(found: Extraction) -> frozenset[str]:
    """What records say and findings rest on, as printed."""
    proofs: dict[tuple[str, str], str] = {}
    for item in found.evidence:
        key = (item.record_id, item.field)
        proofs[key] = proofs.get(key, "") + plain_text(item.text_raw)
    return frozenset([*proofs.values(), *(plain_text(finding.message) for finding in found.findings)])


def _bodies(table: Table) -> list[list[str]]:
    """The rows under a known head that hold more than placeholders."""
    rows: list[list[str]] = []
    for index in (row for block in find_blocks(table) if block.header for row in block.body):
        own = [cell for cell in table.rows[index] if cell.row == index and cell.row_span == 1]
        texts = [cell.text for cell in own if not PLACEHOLDER.match(squeezed(NUMBERED.sub("", cell.text)))]
        rows.append([plain_text(text) for text in texts])
    return [row for row in rows if len(row) > 1]
