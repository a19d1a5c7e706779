"""What ``pipelines.lake.read`` keeps, and what it says where it can't."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from pipelines.lake import read
from pipelines.lake.filters import FilterError
from pipelines.lake.place import Lake
from pipelines.marts import build
from tests.pipelines.small_lake import publish_rows

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "filters.toml").read_text(encoding="utf-8"))
ROWS = [
    ("a", 2022, "走访", "100", True),
    ("b", 2023, "培训", "93.5", False),
    ("c", 2024, "宣传", "0.1", None),
    ("d", None, "巡查", None, None),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        {
            "record_id": name, "report_id": name, "evaluation_id": name, "department_id": "甲", "fiscal_year": year,
            "indicator_id": level3, "level3": level3, "actual_value": Decimal(actual) if actual else None, "met": met,
            "kind": "department",
        }
        for name, year, level3, actual, met in ROWS
    ]  # fmt: skip
    lake = publish_rows(
        Lake(tmp_path_factory.mktemp("filters")), dict.fromkeys(("reports", "evaluations", "indicators"), rows)
    )
    build(lake.data)
    return lake.data


def _filter(case: dict[str, Any]) -> dict[str, Any]:
    space = {"np": np, "pd": pd, "pa": pa, "Decimal": Decimal}
    return dict(eval(case["filter"], space))


@pytest.mark.parametrize("case", CASES["kept"], ids=lambda case: case["why"])
def test_rows_kept(data: Path, case: dict[str, Any]) -> None:
    assert read("indicators", data=data, **_filter(case))["record_id"].tolist() == case["rows"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["why"])
def test_what_is_refused_is_named_in_one_line(data: Path, case: dict[str, Any]) -> None:
    with pytest.raises(FilterError) as refused:
        read("indicators", data=data, **_filter(case))
    message = str(refused.value)
    assert "\n" not in message
    assert all(word in message for word in case["words"])


def test_a_table_that_is_not_there_is_named_with_those_that_are(data: Path) -> None:
    with pytest.raises(FilterError, match=r"no table 'nope'; there are reports, evaluations, .*indicator_catalog"):
        read("nope", data=data)
    with pytest.raises(FilterError, match="'indicater', perhaps 'indicators'"):
        read("indicater", data=data)


@pytest.mark.parametrize(
    ("asked", "names", "why"),
    [
        ({"years": 2023}, ["培训"], "a list that holds the year"),
        ({"years": "2023"}, ["培训"], "the year as text"),
        ({"years": [2022, 2023]}, ["培训", "走访"], "a list that holds one of several"),
        ({"years": 2023, "aliases": "走访"}, [], "two lists"),
        ({"aliases": ["走访"], "name": "走访"}, ["走访"], "a list and a single value"),
        ({"years": 1999}, [], "a year of none"),
        ({"years": None}, [], "no list is null"),
    ],
)
def test_columns_of_lists(data: Path, asked: dict[str, Any], names: list[str], why: str) -> None:
    assert sorted(read("indicator_catalog", data=data, **asked)["name"]) == names, why


def test_a_column_of_what_was_read_filters_another_table(data: Path) -> None:
    reports = read("reports", data=data, fiscal_year=[2022, 2023])
    assert read("indicators", data=data, report_id=reports["report_id"])["record_id"].tolist() == ["a", "b"]


def test_data_lies_here_or_above_or_where_it_is_named(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIXIAO_DATA", raising=False)
    (tmp_path / "data").symlink_to(data)
    notebooks = tmp_path / "docs" / "notebooks"
    (notebooks / "data").mkdir(parents=True)  # a folder of that name without results
    for folder in (tmp_path, notebooks):
        monkeypatch.chdir(folder)
        assert len(read("indicators")) == len(ROWS)
    monkeypatch.setenv("JIXIAO_DATA", str(tmp_path / "elsewhere"))
    with pytest.raises(FileNotFoundError, match="elsewhere"):
        read("indicators")
