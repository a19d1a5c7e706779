"""The marts, computed from a lake of a few rows."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.identity.tables import with_superseded
from pipelines.lake.frames import read_arrow
from pipelines.lake.place import Lake
from pipelines.marts import build
from pipelines.marts.catalog import alias, usual_name
from pipelines.restated import Version, restates, superseded
from schemas.registry import MARTS
from tests.pipelines.small_lake import Row, _table, publish_rows

FOLDER = Path(__file__).parents[1] / "cases"
PANEL = list(csv.DictReader((FOLDER / "panel.csv").open(encoding="utf-8")))
TITLES = list(csv.DictReader((FOLDER / "restated_titles.csv").open(encoding="utf-8")))


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _keys(number: int) -> dict[str, Any]:
    """The keys of the evaluation that a row of the panel's cases stands in: one report each."""
    case = PANEL[number]
    report = f"{number:016d}"
    return {
        "report_id": report,
        "evaluation_id": f"{report}-001",
        "department_id": case["department"] or None,
        "department": f"{case['department']}局",
        "fiscal_year": int(case["year"]) if case["year"] else None,
    }


def _indicator(number: int) -> Row:
    case = PANEL[number]
    return _keys(number) | {
        "record_id": f"{number:016d}-001-i0001",
        "indicator_id": case["indicator"],
        "level3": case["indicator"],
        "target_kind": case["target_kind"],
        "target_comparator": case["target_comparator"],
        "target_value": _decimal(case["target"]),
        "target_unit": case["target_unit"] or None,
        "actual_kind": case["kind"],
        "actual_comparator": case["comparator"] or None,
        "actual_value": _decimal(case["actual"]),
        "actual_unit": case["unit"] or None,
        "met": True,
    }


def _evaluation(number: int) -> Row:
    project = PANEL[number]["project"]
    return _keys(number) | {"kind": "project" if project else "department", "subject": project or None}


def _report(number: int) -> Row:
    newer = next(n for n, case in enumerate(PANEL) if case["version"] == "new")
    return _keys(number) | {"superseded_by": f"{newer:016d}" if PANEL[number]["version"] == "old" else None}


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    numbers = range(len(PANEL))
    tables = {
        "reports": map(_report, numbers),
        "evaluations": map(_evaluation, numbers),
        "indicators": map(_indicator, numbers),
    }
    lake = publish_rows(Lake(tmp_path_factory.mktemp("panel")), tables)
    build(lake.data)
    return {row["report_id"]: row for row in read_arrow(lake, "indicator_panel").to_pylist()}


@pytest.mark.parametrize("number", range(len(PANEL)), ids=[f"{case['indicator']} {case['why']}" for case in PANEL])
def test_panel(panel: dict[str, Row], number: int) -> None:
    case, row = PANEL[number], panel.get(f"{number:016d}")
    if case["version"] == "old":
        assert row is None
        return
    assert row is not None
    columns = {
        "target_value": "out_target", "previous_actual": "previous", "change": "change", "change_pct": "change_pct",
        "peer_count": "peers", "peer_compared": "compared", "peer_median": "median", "peer_rank": "rank",
    }  # fmt: skip
    assert row["unit"] == (case["out_unit"] or None)
    assert {name: row[name] for name in columns} == {name: _decimal(case[column]) for name, column in columns.items()}


def _department(department: str, year: int, **columns: Any) -> dict[str, Any]:
    report = f"{department}{year}"
    return {
        "report_id": report,
        "evaluation_id": f"{report}-001",
        "department_id": department,
        "department": f"{department}局",
        "fiscal_year": year,
        "kind": "department",
    } | columns


def _money(department: str, year: int, what: tuple[str | None, str], yuan: str) -> Row:
    subject, measure = what
    return _department(department, year, subject=subject, measure=measure, amount_yuan=Decimal(yuan))


@pytest.fixture(scope="module")
def departments(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """甲 in two years by narrative reports, 乙 by a form, and 甲's first year once more in a version superseded."""
    first, second = _department("甲", 2022, self_score=Decimal("95.5"), self_grade="优"), _department("甲", 2023)
    old = first | {"report_id": "old", "evaluation_id": "old-001", "self_score": Decimal(60)}
    form = _department("乙", 2023, self_score=Decimal(90))
    tables = {
        "reports": [first, second | {"self_score": None}, old | {"superseded_by": "甲2022"}, form],
        "evaluations": [first, second | {"self_score": Decimal(97)}, old, form],
        "amounts": [
            _money("甲", 2022, ("部门总支出", "合计"), "100"),
            _money("甲", 2022, ("部门总支出", "基本支出"), "40"),
            _money("甲", 2022, ("部门总支出", "项目支出"), "60"),
            _money("甲", 2023, ("部门总支出", "合 计"), "130.5"),
            _money("甲", 2023, ("部门总支出", "基本支出"), "50"),
            _money("甲", 2023, ("部门总支出", "基本支出"), "51"),
            _money("乙", 2023, ("年度资金总额", "全年预算数"), "300"),
            _money("乙", 2023, ("年度资金总额", "全年执行数"), "200"),
            _money("甲", 2022, ("部门总支出", "合计"), "1") | {"report_id": "old", "evaluation_id": "old-001"},
        ],
        "claims": [
            _department("甲", 2022, subject=None, measure="预算执行率", kind="percent", value=Decimal("94.5")),
            _department("甲", 2023, subject=None, measure="支出率", kind="percent", value=Decimal("96")),
        ],
        "indicators": [
            _department("甲", 2022, record_id="1", met=True),
            _department("甲", 2022, record_id="2", met=False),
            _department("甲", 2023, record_id="3", met=None),
            _department("甲", 2022, record_id="4", met=True) | {"report_id": "old"},
        ],
        "findings": [
            _department("甲", 2023, severity="error"),
            _department("甲", 2023, severity="warning"),
            _department("甲", 2023, severity="warning"),
            _department("甲", 2022, severity="error") | {"report_id": "old"},
        ],
    }
    lake = publish_rows(Lake(tmp_path_factory.mktemp("departments")), tables)
    build(lake.data)
    return lake


def _row(lake: Lake, department: str, year: int) -> Row:
    (row,) = read_arrow(lake, "department_panel", department_id=department, fiscal_year=year).to_pylist()
    return dict(row)


def test_department_panel(departments: Lake) -> None:
    row = _row(departments, "甲", 2022)
    figures = ("total_yuan", "basic_yuan", "project_yuan", "budget_execution_pct", "self_score", "self_grade")
    assert [row[name] for name in figures] == [100, 40, 60, Decimal("94.5"), Decimal("95.5"), "优"]
    assert [row[name] for name in ("indicators", "met", "unmet", "untold", "errors")] == [2, 1, 1, 0, 0]
    assert row["total_yuan_change"] is None


def test_department_panel_beside_the_year_before(departments: Lake) -> None:
    row = _row(departments, "甲", 2023)
    assert (row["total_yuan"], row["total_yuan_change"]) == (Decimal("130.50"), Decimal("30.50"))
    assert row["basic_yuan"] is None, "two sums for one figure: neither is chosen"
    assert (row["budget_execution_pct"], row["budget_execution_pct_change"]) == (96, Decimal("1.5"))
    assert (row["self_score_change"], row["untold_change"], row["errors_change"], row["warnings"]) == (1.5, 1, 1, 2)


def test_department_panel_from_a_form(departments: Lake) -> None:
    row = _row(departments, "乙", 2023)
    assert (row["total_yuan"], row["budget_execution_pct"]) == (200, Decimal("66.666667"))
    assert row["self_score"] == 90


def test_the_same_records_give_the_same_bytes(departments: Lake) -> None:
    before = {name: departments.mart(name).read_bytes() for name in MARTS}
    assert set(build(departments.data)) == set(MARTS)
    assert {name: departments.mart(name).read_bytes() for name in MARTS} == before


def test_a_lake_without_records_gives_empty_marts(tmp_path: Path) -> None:
    assert build(tmp_path) == dict.fromkeys(MARTS, 0)
    assert not (tmp_path / ".staging" / "spill").exists()


def test_catalog_names_every_alias(tmp_path: Path) -> None:
    names = [(2021, "培训人数"), (2022, "参训人数"), (2023, "培训人数")]
    keys = [_department("甲", year, indicator_id="x", level3=name, record_id=str(year)) for year, name in names]
    lake = publish_rows(Lake(tmp_path), {"reports": keys, "evaluations": keys, "indicators": keys})
    build(lake.data)
    (row,) = read_arrow(lake, "indicator_catalog").to_pylist()
    assert (row["name"], row["aliases"], row["methods"]) == ("培训人数", ["参训人数", "培训人数"], ["wording", "name"])
    assert (row["departments"], row["years"]) == (["甲"], [2021, 2022, 2023])


def test_usual_name_of_equals_is_the_shortest() -> None:
    assert usual_name({"举办培训场次": 2, "培训次数": 2, "培训": 1}) == "培训次数"
    assert alias("培训次数", "培训次数").score == 1


def _version(report: str, title: str, **columns: Any) -> Version:
    base: dict[str, Any] = {"department": "甲", "fiscal_year": 2023, "form": "project_form", "subjects": frozenset()}
    return Version(report_id=report, title=title, **(base | columns))


@pytest.mark.parametrize("case", TITLES, ids=[case["title"] for case in TITLES])
def test_titles_that_restate(case: dict[str, str]) -> None:
    assert (restates(case["title"]) is not None) is (case["restates"] == "yes")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, {"a": "b"}),
        ({"fiscal_year": 2022}, {}),
        ({"department": "乙"}, {}),
        ({"department": None}, {}),
        ({"form": "mixed"}, {}),
        ({"subjects": frozenset({("project", "修路")})}, {}),
    ],
)
def test_a_restated_report_supersedes_its_own_kind_only(other: dict[str, Any], expected: dict[str, str]) -> None:
    versions = [_version("a", "自评表"), _version("b", "自评表（修订）", **other)]
    assert superseded(versions) == superseded(versions[::-1]) == expected


def test_the_last_restatement_supersedes_all() -> None:
    titles = {"a": "自评表", "b": "自评表（修订）", "c": "自评表（第二次修订）"}
    assert superseded(_version(*item) for item in titles.items()) == {"a": "c", "b": "c"}
    assert superseded([_version("a", "自评表"), _version("d", "自评表")]) == {}


def test_superseded_by_is_written_into_reports() -> None:
    old, new = _department("甲", 2023, title="自评报告", file_name="a.pdf"), _department("甲", 2023, title="自评报告")
    new |= {"report_id": "new", "file_name": "a-修订.pdf", "evaluation_id": "new-001"}
    tables = {
        "reports": _with_year("reports", [old, new]),
        "evaluations": _with_year("evaluations", [old, new]),
    }
    assert with_superseded(tables)["reports"]["superseded_by"].to_pylist() == ["new", None]


def _with_year(name: str, rows: list[Row]) -> Any:
    table = _table(name, rows)
    years = [row["fiscal_year"] for row in rows]
    return table.append_column("fiscal_year", [years])
