"""A user's own words: applied by the next plain run, and refused before anything is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import extractor_version
from pipelines.lake.place import Lake
from pipelines.query import query
from tests.pdf_builder import draw
from tests.pdf_grid import Grid
from tests.pipelines.conftest import files_of

FORM = """
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|种苗发放数量|≥12箩筐|14箩筐|50|50
效益指标|社会效益指标|受益人员就业率|≥80%|76%|40|38
"""
UNIT = "word,unit,kind,factor,source\n箩筐,箩筐,quantity,1,forms of our county\n"


def jixiao(arguments: list[str], own: Path | None) -> subprocess.CompletedProcess[str]:
    script = "from pipelines.cli import main; main()"
    environment = {name: value for name, value in os.environ.items() if name != "JIXIAO_VOCAB"}
    environment |= {"JIXIAO_VOCAB": str(own)} if own else {}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "2023.pdf").write_bytes(draw(["# 2023年度项目支出绩效自评表", Grid(FORM)]))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def test_a_row_of_ones_own_is_applied_by_the_next_plain_run(raw: Path, own: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    command = ["run", str(raw), "--data", str(lake.data), "--workers", "1"]
    actual = "select actual_raw, actual_value, actual_unit from indicators where level3 like '种苗%'"

    assert jixiao(command, own).returncode == 0
    assert query(lake, actual).fetchall() == [("14箩筐", None, None)]
    first = files_of(lake, "extractions")

    (own / "units.csv").write_text(UNIT, encoding="utf-8")
    assert jixiao(command, own).returncode == 0
    assert query(lake, actual).fetchall() == [("14箩筐", 14, "箩筐")]
    second, published = files_of(lake, "extractions"), stamps(lake)
    assert len(first) == 1
    assert len(second) == 2, "read again, and the history kept"

    assert jixiao(command, own).returncode == 0
    assert (files_of(lake, "extractions"), stamps(lake)) == (second, published), "skipped, and published no more"


def stamps(lake: Lake) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (lake.data / "records").rglob("*.parquet")}


FAULTY = [
    ("labels.csv", b"context,role,pattern,example,source\ngoal,x,a,a,b\n", ":2: role: 'x' is none of", "no such role"),
    ("labels.csv", "context,role\n项目".encode("gbk"), ":2: not in UTF-8 but probably in GBK; save", "a system's own"),
    ("labels.csv", "context,role\n".encode("utf-16"), ":1: not in UTF-8 but probably in UTF-16", "Excel's Unicode"),
    ("labels.csv", "context".encode("utf-16-le"), ":1: not in UTF-8 but probably in UTF-16", "without its mark"),
    ("labels.xlsx", b"PK", ":1: not read, as it is no CSV file; save it as labels.csv", "a table saved as Excel's own"),
    ("grades.CSV", b"word\n", ":1: no column 'grade'", "called as some systems do"),
    ("words.csv", b"word,source\n", ":1: no table is called words", "a file that is called like none of ours"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "fault", "why"), FAULTY, ids=[row[-1] for row in FAULTY])
def test_a_faulty_row_stops_the_run_before_anything_is_read(
    raw: Path, own: Path, tmp_path: Path, name: str, content: bytes, fault: str, why: str
) -> None:
    (own / name).write_bytes(content)
    done = jixiao(["run", str(raw), "--data", str(tmp_path / "data")], own)
    assert done.returncode == 2
    assert done.stderr.startswith(f"jixiao: {own / name}{fault}"), why
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()
    checked = jixiao(["vocab", "check"], own)
    assert checked.returncode == 1
    assert f"{own / name}{fault}" in checked.stdout


def test_a_folder_that_is_not_there_is_named(raw: Path, tmp_path: Path) -> None:
    done = jixiao(["run", str(raw), "--data", str(tmp_path / "data")], tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "nowhere: no such folder, named by JIXIAO_VOCAB" in done.stderr


def test_check_finds_nothing_wrong_with_sound_words(own: Path) -> None:
    (own / "units.csv").write_text(UNIT, encoding="utf-8")
    done = jixiao(["vocab", "check"], own)
    *_, told, verdict = done.stdout.splitlines()
    assert (done.returncode, verdict) == (0, "sound")
    assert told == f"your own words: folder {own}, 1 tables, 1 rows (units 1)"


def test_check_says_what_it_did_not_read_and_what_lies_over_ours(own: Path) -> None:
    assert f"folder {own} holds no CSV file" in jixiao(["vocab", "check"], own).stdout
    (own / "grades.csv").write_text("word,grade,source\n一般,合格,our form\n", encoding="utf-8")
    (own / "notes.txt").write_text("x")
    said = jixiao(["vocab", "check"], own).stdout
    assert "notes.txt is no CSV file of a table and not read" in said
    assert f"note: {own / 'grades.csv'}:2: replaces ours, which says 中 (schemas/vocab/grades.csv:" in said


def test_check_without_a_folder_says_so(tmp_path: Path) -> None:
    done = jixiao(["vocab", "check"], None)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (
        0,
        ["your own words: none, as JIXIAO_VOCAB names no folder", "sound"],
    )
    done = jixiao(["vocab", "check"], tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("nowhere: no such folder, named by JIXIAO_VOCAB\n")


def test_the_version_names_the_package_and_what_records_follow_from() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", extractor_version())
