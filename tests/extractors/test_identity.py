"""Identity of departments and indicators."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.identity import how_joined, identify_department, indicator_key, likeness, normal_name

FOLDER = Path(__file__).parents[1] / "cases"
DEPARTMENTS = list(csv.DictReader((FOLDER / "departments.csv").open(encoding="utf-8")))
PAIRS = list(csv.DictReader((FOLDER / "indicator_pairs.csv").open(encoding="utf-8")))
LIKE = list(csv.DictReader((FOLDER / "indicator_likeness.csv").open(encoding="utf-8")))
KEYS = list(csv.DictReader((FOLDER / "indicator_keys.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", DEPARTMENTS, ids=[f"{case['name']} {case['why']}" for case in DEPARTMENTS])
def test_department(case: dict[str, str]) -> None:
    year = int(case["year"]) if case["year"] else None
    found = identify_department(case["name"] or None, case["region"] or None, year, case["context"])
    expected = tuple(case[name] or None for name in ("region_name", "region_code", "department_id"))
    assert (found.region, found.region_code, found.department_id) == expected
    assert found.findings == ((case["finding"],) if case["finding"] else ())


@pytest.mark.parametrize("case", PAIRS, ids=[f"{case['a']} {case['b']}" for case in PAIRS])
def test_two_names(case: dict[str, str]) -> None:
    one, other = indicator_key(case["a"]), indicator_key(case["b"])
    assert (one == other) is (case["same"] == "yes"), (one, other)
    assert (one.id == other.id) is (case["same"] == "yes")


@pytest.mark.parametrize("case", KEYS, ids=[case["why"] for case in KEYS])
def test_level_and_unit(case: dict[str, str]) -> None:
    one, other = (
        indicator_key(case["name"], case[f"level2_{side}"], case[f"kind_{side}"] or None, case[f"unit_{side}"] or None)
        for side in "ab"
    )
    assert (one == other) is (case["same"] == "yes"), (one, other)


def test_an_id_is_the_same_in_every_run() -> None:
    assert (
        indicator_key("培训人数", "数量指标", "quantity", "人").id
        == indicator_key("参训人数", "数量", "quantity", "名").id
    )
    assert len(indicator_key("培训人数").id) == 16


@pytest.mark.parametrize(
    ("one", "other", "method"),
    [
        ("培训 人数", "培训人数", "name"),
        ("参训人数", "培训人数", "wording"),
        ("三公经费预算控制率", "三公经费控制率", "alias"),
        ("水上搜救成功率", "水上遇险搜救成功率", "likeness"),
    ],
)
def test_how_two_names_are_one(one: str, other: str, method: str) -> None:
    assert how_joined(one, other) == method


@pytest.mark.parametrize("case", LIKE, ids=[f"{case['a']} {case['b']}" for case in LIKE])
def test_likeness(case: dict[str, str]) -> None:
    assert indicator_key(case["a"]) != indicator_key(case["b"])
    found = likeness(normal_name(case["a"]), normal_name(case["b"]))
    assert (found.veto or "") == case["veto"], found
    assert found.joined is (not case["veto"])
