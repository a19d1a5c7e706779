"""The figures of a department: by which of the sums and sentences of its report, where they differ."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.lake.frames import read_arrow
from pipelines.lake.place import Lake
from pipelines.marts import build
from tests.pipelines.small_lake import Row, publish_rows

RATES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "execution_rates.csv").open(encoding="utf-8")))


def _keys(at: int) -> dict[str, Any]:
    report = f"r{at:03d}"
    return {
        "report_id": report, "evaluation_id": f"{report}-001", "department_id": report, "department": f"{report}局",
        "fiscal_year": 2023, "kind": "department",
    }  # fmt: skip


def _sums(case: dict[str, str], at: int) -> list[Row]:
    parts = [text.split("|") for text in case["sums"].split(";") if text]
    return [
        _keys(at) | {"subject": subject or None, "measure": measure, "amount_yuan": Decimal(yuan)}
        for subject, measure, yuan in parts
    ]


def _said(case: dict[str, str], at: int) -> list[Row]:
    if not case["said"]:
        return []
    subject, measure, value, comparator, period, *_ = [*case["said"].split("|"), "=", ""]
    told = {"subject": subject or None, "measure": measure, "value": Decimal(value), "comparator": comparator}
    return [_keys(at) | told | {"kind": "percent", "period": period if period not in ("=", "") else None}]


def _indicators(case: dict[str, str], at: int) -> list[Row]:
    if not case["indicator"]:
        return []
    actual = {"actual_kind": "percent", "actual_comparator": "=", "actual_value": Decimal(case["indicator"])}
    return [_keys(at) | actual | {"record_id": "i", "indicator_id": "x", "level3": "预算执行率", "actual_unit": "%"}]


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Decimal | None]:
    keys = [_keys(at) for at in range(len(RATES))]
    tables: dict[str, list[Row]] = {"reports": list(keys), "evaluations": list(keys)}
    for name, rows in (("amounts", _sums), ("claims", _said), ("indicators", _indicators)):
        tables[name] = [row for at, case in enumerate(RATES) for row in rows(case, at)]
    lake = publish_rows(Lake(tmp_path_factory.mktemp("rates")), tables)
    build(lake.data)
    panel = read_arrow(lake, "department_panel").to_pylist()
    return {row["department_id"]: row["budget_execution_pct"] for row in panel}


@pytest.mark.parametrize("at", range(len(RATES)), ids=[case["why"] for case in RATES])
def test_budget_execution(rates: dict[str, Decimal | None], at: int) -> None:
    expected = RATES[at]["expected"]
    assert rates[f"r{at:03d}"] == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("label", "figure", "why"),
    [
        ("基本支出", "basic_yuan", "as the figures name it"),
        ("其中：基本支出", "basic_yuan", "the first part of a whole"),
        ("其中:基本支出", "basic_yuan", "a narrow colon"),
        ("其中 基本支出", "basic_yuan", "no colon"),
        ("1.基本支出", "basic_yuan", "a number"),
        ("（一）基本支出（万元）", "basic_yuan", "a number in brackets and a unit"),
        ("其中：1.项目支出", "project_yuan", "both"),
        ("年度资金总额（万元）：", "total_yuan", "a unit and a colon"),
        ("年度资金总额/万元", "total_yuan", "a unit behind a stroke"),
        ("其中：财政拨款", None, "another part"),
        ("办公设备购置等其中基本支出", None, "其中 inside a label is no mark of a part"),
    ],
)
def test_labels_of_sums(tmp_path: Path, label: str, figure: str | None, why: str) -> None:
    keys = _keys(0)
    sums = [keys | {"subject": label, "measure": "全年执行数", "amount_yuan": Decimal(5)}]
    lake = publish_rows(Lake(tmp_path), {"reports": [keys], "evaluations": [keys], "amounts": sums})
    build(lake.data)
    (row,) = read_arrow(lake, "department_panel").to_pylist()
    found = [name for name in ("total_yuan", "basic_yuan", "project_yuan") if row[name] is not None]
    assert found == ([figure] if figure else []), why
