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
from extractors.forms.columns.leaves import told_by_words
from extractors.forms.indicator_names import NUMBERED
from extractors.forms.labels import PLACEHOLDER, is_unit, label_key, role, squeezed, unit_stated, without_points
from extractors.forms.names import name_of
from schemas.extraction import Extraction
from schemas.kinds import FindingRule
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
    "forms_unparted",
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


def rows_of(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(records: Iterable[Any], columns: Sequence[str]) -> list[str]:
    values = ([getattr(record, column) for column in columns] for record in records)
    return ["|".join("" if value is None else str(value) for value in row) for row in values]


def lines(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [line for line in plain(wanted).splitlines() if line]


def unread(found: Extraction) -> list[str]:
    return [finding.rule for finding in found.findings if finding.rule in UNREAD]


@pytest.mark.parametrize("case", rows_of("labels.csv"), ids=lambda case: f"{case['context']}-{case['label']}")
def test_label(case: dict[str, str]) -> None:
    """A role may be one of several where the place decides; heads are told by likeness, labels by patterns."""
    is_head = case["context"] == "indicator"
    told = told_by_words(case["label"]) if is_head else role(case["label"], case["context"])
    assert (told or "") in case["role"].split("|"), case["why"]


@pytest.mark.parametrize("case", rows_of("names.csv"), ids=lambda case: case["printed"])
def test_name(case: dict[str, str]) -> None:
    assert name_of(case["printed"]) == case["name"], case["why"]


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["why"])
def test_form(case: dict[str, Any]) -> None:
    found = extract(pdf_of(case["pages"], **case.get("grid", {})), "report.pdf")
    for table, columns in COLUMNS.items():
        if table in case:
            assert told(getattr(found, table), columns) == lines(case[table]), table
    assert unread(found) == case.get("findings", [])
    if "left" in case:
        assert [item.observed for item in found.findings if item.rule == FindingRule.CELLS_UNREAD] == case["left"]


@pytest.mark.parametrize(
    ("label", "key", "why"),
    [
        ("项目资金\n（万元）：", "项目资金", "a unit in brackets and a colon"),
        ("一、项目名称", "项目名称", "a number before it"),
        ("（一）主 管 部 门", "主管部门", "a number in brackets before it, spaces inside"),
        ("实际完成值（B）（12月底）", "实际完成值", "two brackets behind"),
        ("(万元)", "(万元)", "nothing but a bracket"),
        ("全年预算数/万元", "全年预算数", "a unit behind a stroke"),
        ("年度资金总额（A）：万元", "年度资金总额", "a unit behind a colon and a bracket before it"),
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
        ("单位：人、万元", "万元", "beside a unit that is none of money"),
        ("单位：万元/%", "万元", "before a unit that is none of money"),
        ("单位：人民币（万元）", "万元", "a bracket behind the currency"),
        ("（金额：万元）", "万元", "the word for money instead of 单位"),
        ("金额单位：万元（保留两位小数）", "万元", "a remark behind"),
        ("单位：万元 填报日期：2024年1月", "万元", "another label behind"),
        ("年度资金总额（A，万元）", "万元", "a letter in the same bracket"),
        ("全年执行数（万元人民币）", "万元", "the currency behind"),
        ("全年预算数/万元", "万元", "behind a stroke"),
        ("单位：百万元", "百万元", "a scale of two characters"),
        ("单位：元谋县财政局", None, "a county's name that begins like a unit"),
        ("补助标准（元/人）", None, "money by the person is no sum"),
        ("项目资金（万元）人均（元）", None, "two units: neither is chosen"),
        ("单元", None, "元 at the end of a word"),
        ("实施单位（盖章）", None, "another 单位"),
        ("每万元产值能耗", None, "万元 inside a name"),
    ],
)
def test_unit_stated(text: str, unit: str | None, why: str) -> None:
    assert unit_stated(text) == unit, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("万元", True, "money"),
        ("（万元）", True, "in brackets"),
        ("人民币元", True, "with the currency"),
        ("金额单位：万元", True, "behind its label"),
        ("人次、万元", True, "several units"),
        ("万元（保留两位小数）", True, "with a remark"),
        ("%", True, "a percentage"),
        ("户", True, "one character is no name"),
        ("学校", False, "units of two characters may be names"),
        ("安庆市财政局", False, "a name"),
        ("元谋县财政局", False, "a name that begins like a unit"),
        ("百色市财政局", False, "a name that begins like a scale"),
        ("米脂县财政局（万元）", False, "a unit behind a name does not make it one"),
        ("100万元", False, "a sum is no unit"),
    ],
)
def test_what_is_a_unit_is_no_name(text: str, expected: bool, why: str) -> None:
    assert is_unit(text) is expected, why


@pytest.mark.parametrize(
    ("caption", "yuan", "why"),
    [
        ("单位：万元", "10000000.00", "as mostly printed"),
        ("（单位：万元）", "10000000.00", "in brackets"),
        ("金额单位：万元", "10000000.00", "its label in full"),
        ("单位: 元", "1000.00", "a narrow colon and a space"),
        ("单位：人、万元", "10000000.00", "two units"),
        ("单位：人民币（万元）", "10000000.00", "brackets inside"),
        ("货币单位：亿元", "100000000000.00", "another word"),
        ("填报单位：示例市财政局    单位：万元", "10000000.00", "beside the name"),
        ("填报单位：示例市财政局（单位：万元）", "10000000.00", "in brackets behind the name"),
        ("单位：万元    填报单位：示例市财政局", "10000000.00", "before the name"),
    ],
)
@pytest.mark.parametrize(
    "head", ["部门名称|示例市财政局|<|<|<", "项目名称|培训|<|<|<\n主管部门|示例市教育局|实施单位|示例市财政局|<"]
)
def test_a_unit_above_a_form_is_not_its_department(caption: str, yuan: str, why: str, head: str) -> None:
    found = extract(
        pdf_of(f"""
# 2023年度绩效自评表

{caption}

{head}
资金情况|年初预算数|全年预算数|全年执行数|执行率
年度资金总额|1000.00|1000.00|1000.00|100%

一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|培训人数|≥100人|150人|10|10
"""),
        "report.pdf",
    )
    assert found.report is not None
    assert found.report.department == "示例市财政局", why
    assert {str(amount.amount_yuan) for amount in found.amounts} == {yuan}, why
    assert unread(found) == []


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
        ("产出指标【50分】", "产出指标", "50", "brackets of another kind"),
        ("产出指标[50]", "产出指标", "50", "square brackets"),
        ("产出指标（50", "产出指标", "50", "a bracket cut off"),
        ("产出指标（2023）", "产出指标（2023）", None, "a year in a bracket"),
        ("群众满意度 95%", "群众满意度 95%", None, "a rate without a bracket may be a target"),
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
