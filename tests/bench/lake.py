"""A generated lake of many reports: how long the marts take, in how much memory, and how fast a question is answered.

``python -m tests.bench lake 100000`` makes 100,000 reports of 60 indicators each in a temporary folder.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from extractors.identity import indicator_key
from pipelines.lake.place import Lake
from pipelines.lake.publish import to_parquet
from pipelines.marts import build
from pipelines.query import connect
from schemas.arrow import arrow_schema
from schemas.registry import TABLES

YEARS = range(2019, 2024)
ROWS = 60
INDICATORS = 3000
SUBJECTS = (
    "公路",
    "桥梁",
    "校舍",
    "农田",
    "水库",
    "河道",
    "公厕",
    "绿地",
    "路灯",
    "管网",
    "社区",
    "文物",
    "图书",
    "档案",
    "网络",
    "食品",
    "药品",
    "疫苗",
    "森林",
    "湿地",
)
ACTS = (
    "建设",
    "养护",
    "巡查",
    "改造",
    "检测",
    "培训",
    "宣传",
    "登记",
    "审核",
    "修缮",
    "验收",
    "评估",
    "整治",
    "普查",
    "采购",
)
MEASURES = ("数量", "次数", "合格率", "及时率", "覆盖率", "面积", "人数", "完成率", "满意度", "金额")
QUESTION = """
    select department_id, fiscal_year, target_value, actual_value, change_pct, peer_rank
    from indicator_panel where indicator_id = ? order by department_id, fiscal_year
"""


def measure(reports: int) -> Iterator[str]:
    """Make the lake, build its marts and ask one indicator of all departments and years; yields a line each."""
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        started = time.perf_counter()
        generate(lake, reports)
        yield f"{reports} reports x {ROWS} indicators generated in {time.perf_counter() - started:.1f} s"
        started = time.perf_counter()
        rows = build(lake.data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
        yield f"marts in {time.perf_counter() - started:.1f} s, peak {peak:.1f} GB, rows {rows}"
        started = time.perf_counter()
        found = connect(lake).execute(QUESTION, [_names()[1][0]]).fetchall()
        yield f"one indicator, all departments and years: {len(found)} rows in {time.perf_counter() - started:.2f} s"


def generate(lake: Lake, reports: int) -> None:
    """Publish the records of that many reports: as many departments a year, each with one report."""
    departments = max(1, reports // len(YEARS))
    for year in YEARS:
        chance = np.random.default_rng(year)
        keys = _keys(departments, year)
        tables = {
            "reports": keys,
            "evaluations": keys
            | {"kind": _same("department", departments), "self_score": _scores(chance, departments)},
            "indicators": _indicators(keys, chance),
            "amounts": keys | _amounts(chance, departments),
            "findings": keys | {"severity": _same("warning", departments)},
        }
        for name in TABLES.keys() - {"quarantine"}:
            part = lake.part(name, year)
            part.parent.mkdir(parents=True)
            part.write_bytes(to_parquet(_table(name, tables.get(name, {"report_id": []}))))
    lake.part("quarantine", None).parent.mkdir(parents=True)
    lake.part("quarantine", None).write_bytes(to_parquet(arrow_schema("quarantine").empty_table()))


def _keys(departments: int, year: int) -> dict[str, Any]:
    ids = np.char.mod("%06d", np.arange(departments))
    reports = np.char.add(np.char.add("r", ids), str(year))
    return {
        "report_id": reports,
        "evaluation_id": np.char.add(reports, "-001"),
        "department_id": np.char.add(np.char.add("340000-", ids), "局"),
        "department": np.char.add(ids, "局"),
        "region_code": _same("340000", departments),
    }


def _indicators(keys: dict[str, Any], chance: np.random.Generator) -> dict[str, Any]:
    """Every department reports the same 60 indicators each year, in one of two wordings."""
    departments = len(keys["report_id"])
    start = (np.arange(departments) * 7) % INDICATORS
    which = ((start[:, None] + np.arange(ROWS)) % INDICATORS).ravel()
    names, ids = _names()
    worded = np.where(chance.random(which.size) < 0.1, np.char.add("开展", names[which]), names[which])
    numbers = np.char.mod("-i%04d", np.tile(np.arange(1, ROWS + 1), departments))
    actual = chance.integers(50, 150, which.size)
    return {name: np.repeat(column, ROWS) for name, column in keys.items()} | {
        "record_id": np.char.add(np.repeat(keys["evaluation_id"], ROWS), numbers),
        "indicator_id": ids[which],
        "level1": _same("产出指标", which.size),
        "level2": _same("数量指标", which.size),
        "level3": worded,
        "target_kind": _same("quantity", which.size),
        "target_comparator": _same(">=", which.size),
        "target_value": np.full(which.size, 100),
        "target_unit": _same("个", which.size),
        "actual_kind": _same("quantity", which.size),
        "actual_comparator": _same("=", which.size),
        "actual_value": actual,
        "actual_unit": _same("个", which.size),
        "met": actual >= 100,
    }


def _names() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    names = [f"{subject}{act}{measure}" for subject in SUBJECTS for act in ACTS for measure in MEASURES][:INDICATORS]
    return np.array(names), np.array([indicator_key(name, "数量指标", "quantity", "个").id for name in names])


def _amounts(chance: np.random.Generator, departments: int) -> dict[str, Any]:
    return {
        "subject": _same("部门总支出", departments),
        "measure": _same("合计", departments),
        "amount_yuan": chance.integers(10**6, 10**9, departments, dtype=np.int32),
    }


def _scores(chance: np.random.Generator, departments: int) -> Any:
    return chance.integers(80, 100, departments, dtype=np.int8)


def _same(value: str, count: int) -> Any:
    return np.full(count, value)


def _table(name: str, columns: dict[str, Any]) -> pa.Table:
    """Fill the contract's columns; those that are not given are null."""
    count = len(columns["report_id"])
    schema = pa.schema([field for field in arrow_schema(name) if field.name != "fiscal_year"])
    arrays = [
        pa.array(columns[field.name]).cast(field.type)
        if count and field.name in columns
        else pa.nulls(count, field.type)
        for field in schema
    ]
    return pa.table(arrays, schema=pa.schema([field.with_nullable(True) for field in schema]))
