"""Values in their row: units taken over, targets in names, attainment and verdict."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.rows import Row, RowReading, read_row

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "rows.csv").open(encoding="utf-8")))
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
