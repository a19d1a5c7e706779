"""Values in their row: units taken over, targets in names, attainment and verdict."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.rows import Row, RowReading, read_row

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "rows.csv").open(encoding="utf-8")))
HEAD_UNITS = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "head_units.csv").open(encoding="utf-8")))
MET = {"yes": True, "no": False, "": None}


def _read(case: dict[str, str]) -> RowReading:
    return read_row(Row(None, case["level2"], case["level3"], case["target"], case["actual"]))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_row(case: dict[str, str]) -> None:
    reading = _read(case)
    assert reading.target.number == _number(case["target_value"])
    assert reading.actual.number == _number(case["actual_value"])
    if case["unit"]:
        assert (reading.target.unit, reading.actual.unit) == (case["unit"], case["unit"])
    assert reading.judgement.attainment == _number(case["attainment"])
    assert reading.judgement.met is MET[case["met"]]


@pytest.mark.parametrize(
    ("target", "actual", "year", "met"),
    [
        ("12月31日前", "2020-12-15", 2020, True),
        ("6月底前", "2020年7月5日", 2020, False),
        ("2020年12月31日前", "12月15日", 2020, True),
        ("12月31日前", "2021-01-15", 2020, None),
        ("12月31日前", "2020-12-15", None, None),
    ],
)
def test_dates_of_the_evaluated_year(target: str, actual: str, year: int | None, met: bool | None) -> None:
    """A date without its year is of the evaluated year where the other side prints just that one."""
    reading = read_row(Row(None, "时效指标", "完成时间", target, actual, year))
    assert reading.judgement.met is met


@pytest.mark.parametrize("case", HEAD_UNITS, ids=[case["why"] for case in HEAD_UNITS])
def test_units_of_heads(case: dict[str, str]) -> None:
    """A bare number has the unit of its head; where that is not one, or not the other side's, nothing is compared."""
    units = (case["target_units"].split(), case["actual_units"].split())
    reading = read_row(Row(None, None, case["level3"], case["target"], case["actual"], None, *units))
    assert reading.target.number == _number(case["target_value"])
    assert reading.actual.number == _number(case["actual_value"])
    assert reading.judgement.attainment == _number(case["attainment"])
    assert [f"{doubt.side}:{doubt.cause}" for doubt in reading.doubts] == case["doubts"].split()
