"""An indicator that stands more than once in one evaluation: the panel has one row for it and guesses no value."""

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

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "repeated.csv").open(encoding="utf-8")))
EVALUATION = {
    "report_id": "r", "evaluation_id": "r-001", "department_id": "甲", "department": "甲局", "fiscal_year": 2023,
    "kind": "department",
}  # fmt: skip
BEFORE = EVALUATION | {"report_id": "q", "evaluation_id": "q-001", "fiscal_year": 2022}


def _printed(case: dict[str, str], number: int, side: str) -> Row:
    """A row as ``>=800 元 800 true`` tells it; its actual may be ``missing`` or ``words``."""
    target, unit, actual, *met = case[side].split()
    told = actual not in ("missing", "words")
    return EVALUATION | {
        "record_id": f"r-001-i{number:04d}",
        "indicator_id": case["indicator"],
        "level3": case["indicator"],
        "target_kind": "quantity",
        "target_comparator": ">=",
        "target_value": Decimal(target.removeprefix(">=")),
        "target_unit": unit,
        "actual_kind": {"missing": "missing", "words": "qualitative"}.get(actual, "quantity"),
        "actual_comparator": "=" if told else None,
        "actual_value": Decimal(actual) if told else None,
        "actual_unit": unit if told else None,
        "met": met[0] == "true" if met else None,
    }


def _year_before(case: dict[str, str], number: int) -> Row:
    row = _printed(case, number, "second")
    return row | BEFORE | {"record_id": f"q-001-i{number:04d}", "actual_kind": "quantity", "actual_comparator": "=",
                           "actual_value": Decimal(8), "actual_unit": row["target_unit"]}  # fmt: skip


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    rows = [
        _printed(case, 2 * at + second, side)
        for at, case in enumerate(CASES)
        for second, side in enumerate(("first", "second"))
    ]
    rows += [_year_before(case, at) for at, case in enumerate(CASES)]
    keys = [EVALUATION, BEFORE]
    made = publish_rows(
        Lake(tmp_path_factory.mktemp("repeated")), {"reports": keys, "evaluations": keys, "indicators": rows}
    )
    build(made.data)
    return made


def _row(lake: Lake, case: dict[str, str]) -> dict[str, Any]:
    (row,) = read_arrow(lake, "indicator_panel", indicator_id=case["indicator"], fiscal_year=2023).to_pylist()
    return dict(row)


@pytest.mark.parametrize("at", range(len(CASES)), ids=[f"{case['indicator']} {case['why']}" for case in CASES])
def test_one_row_with_what_all_rows_say(lake: Lake, at: int) -> None:
    case = CASES[at]
    row = _row(lake, case)
    expected = [Decimal(case[name]) if case[name] else None for name in ("target", "actual")]
    assert [row["target_value"], row["actual_value"]] == expected
    assert row["unit"] == (case["unit"] or None)
    assert row["met"] is ({"true": True, "": None}[case["met"]])
    assert row["records"] == [f"r-001-i{number:04d}" for number in (2 * at, 2 * at + 1)]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_is_not_known_has_no_change_and_no_rank(lake: Lake, case: dict[str, str]) -> None:
    row = _row(lake, case)
    assert (row["change"] is None) is (row["peer_compared"] == 0) is (row["peer_rank"] is None) is (not case["actual"])


def test_a_row_of_its_own_names_its_record(lake: Lake) -> None:
    rows = read_arrow(lake, "indicator_panel", fiscal_year=2022)["records"].to_pylist()
    assert sorted(rows) == [[f"q-001-i{at:04d}"] for at in range(len(CASES))]


def test_a_row_printed_twice_counts_twice_in_the_department_panel(lake: Lake) -> None:
    (row,) = read_arrow(lake, "department_panel", fiscal_year=2023).to_pylist()
    assert row["indicators"] == 2 * len(CASES)
