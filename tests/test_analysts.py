"""What analysts are promised: the questions of docs/analysts.md, the notebook, and the panels of the sample reports."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines import ingest
from pipelines.lake.frames import read_arrow, read_frame
from pipelines.lake.place import Lake
from pipelines.marts import build
from pipelines.query import query
from tests.pipelines.small_lake import publish_rows

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
QUESTION = re.compile(
    r"^## (?P<title>\d+\. .*?)$.*?```sql\n(?P<sql>.*?)```.*?```python\n(?P<python>.*?)```", re.M | re.S
)
PAGE = (DOCS / "analysts.md").read_text(encoding="utf-8")
QUESTIONS = list(QUESTION.finditer(PAGE))
BEGINNING = PAGE.split("```python\n", 1)[1].split("```", 1)[0]

Ask = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The lake of the sample reports, made as ``jixiao run raw`` makes it."""
    return _lake_of(ROOT / "raw", tmp_path_factory.mktemp("samples"))


def _lake_of(raw: Path, folder: Path) -> Lake:
    lake = Lake(folder)
    ingest.read_reports(lake, ingest.Plan(raw=raw, workers=1))
    ingest.publish_records(lake)
    ingest.build_marts(lake)
    return lake


@pytest.fixture(scope="module")
def with_and_without(samples: Lake, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lake, Lake]:
    """The lake with a report superseded that gives full marks for what was missed, and the lake without that report."""
    missed = read_frame(samples, "indicators", met=False)
    report = missed[missed["score"] == missed["weight"]]["report_id"].iloc[0]
    superseded, raw = Lake(tmp_path_factory.mktemp("superseded")), tmp_path_factory.mktemp("raw")
    shutil.copytree(samples.data / "records", superseded.data / "records")
    reports = read_arrow(samples, "reports").to_pylist()
    publish_rows(superseded, {"reports": [row | _superseded(row, report) for row in reports]})
    build(superseded.data)
    for row in reports:
        if row["report_id"] != report:
            shutil.copy(ROOT / "raw" / row["source_uri"], raw)
    return superseded, _lake_of(raw, tmp_path_factory.mktemp("without"))


def _superseded(row: dict[str, Any], report: str) -> dict[str, Any]:
    return {"superseded_by": "another"} if row["report_id"] == report else {}


@pytest.fixture(scope="module")
def ask(samples: Lake) -> Ask:
    return partial(read_frame, samples)


@pytest.fixture
def beside_data(samples: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder whose ``data`` is the samples' lake, as an analyst does."""
    (tmp_path / "data").symlink_to(samples.data)
    monkeypatch.delenv("JIXIAO_DATA", raising=False)
    monkeypatch.chdir(tmp_path)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.usefixtures("beside_data")
@pytest.mark.parametrize("question", QUESTIONS, ids=[question["title"] for question in QUESTIONS])
def test_sql_and_pandas_give_the_same_answer(question: re.Match[str], samples: Lake) -> None:
    by_sql = query(samples, question["sql"]).to_arrow_table().to_pandas(types_mapper=pd.ArrowDtype)
    space: dict[str, Any] = {}
    exec(BEGINNING + question["python"], space)
    assert len(by_sql) > 0
    assert list(space["answer"].columns) == list(by_sql.columns)
    assert _plain(space["answer"]) == _plain(by_sql)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["title"] for question in QUESTIONS])
def test_no_answer_counts_a_superseded_report(question: re.Match[str], with_and_without: tuple[Lake, Lake]) -> None:
    superseded, without = (query(lake, question["sql"]).fetchall() for lake in with_and_without)
    assert superseded == without


def _plain(frame: pd.DataFrame) -> list[list[str]]:
    """Cells as text: the two ways differ in how they hold a null and a list."""
    return [[_text(cell) for cell in row] for row in frame.astype(object).to_numpy().tolist()]


def _text(cell: Any) -> str:
    if hasattr(cell, "__len__") and not isinstance(cell, str):
        return str([str(item) for item in cell])
    return "" if cell is None or pd.isna(cell) else str(cell)


@pytest.mark.usefixtures("beside_data")
def test_the_notebook_runs_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jupyter works in the notebook's folder, beside the one of the results."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    notebook = json.loads((DOCS / "panel.ipynb").read_text(encoding="utf-8"))
    space: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    assert len(space["years"]) > 0
    assert len(space["ranking"]) > 0


def test_a_department_renamed_by_reform_keeps_its_id(ask: Ask) -> None:
    panel = ask("department_panel", department_id="澄岚市-政务服务和数据管理").sort_values("fiscal_year")
    assert panel["fiscal_year"].tolist() == [2022, 2023, 2024]
    assert panel["department"].tolist() == ["澄岚市政务服务数据管理局"] * 2 + ["澄岚市政务服务和数据管理局"]
    assert panel["indicators_change"].iloc[1:].notna().all()


@pytest.mark.parametrize(
    ("early", "late"),
    [("政务服务事项网上可办率", "政务服务事项可网办率"), ("高素质农民培训人数", "培育高素质农民人数")],
)
def test_an_indicator_reworded_keeps_its_id(ask: Ask, early: str, late: str) -> None:
    catalog = ask("indicator_catalog")
    (row,) = [row for row in catalog.to_dict("records") if early in row["aliases"]]
    assert late in row["aliases"]
    panel = ask("indicator_panel", indicator_id=row["indicator_id"]).sort_values(["department_id", "fiscal_year"])
    assert panel[panel["fiscal_year"] == 2024]["previous_actual"].notna().any()


def test_a_missing_year_is_not_bridged(ask: Ask) -> None:
    panel = ask("indicator_panel", indicator_name="旅游总收入").sort_values("fiscal_year")
    assert panel["fiscal_year"].tolist() == [2022, 2024]
    assert panel["previous_actual"].isna().all()
    assert panel["change"].isna().all()


def test_only_the_restated_version_counts(ask: Ask) -> None:
    reports = ask("reports", fiscal_year=2024)
    old = reports[reports["superseded_by"].notna()]
    assert len(old) == 1
    assert old["superseded_by"].iloc[0] in set(reports["report_id"])
    assert old["report_id"].iloc[0] not in set(ask("indicator_panel")["report_id"])
    department = ask("department_panel", department_id="澄岚市-文化和旅游", fiscal_year=2024)
    current = ask("indicators", report_id=old["superseded_by"].iloc[0])
    assert department["indicators"].tolist() == [len(current)]
