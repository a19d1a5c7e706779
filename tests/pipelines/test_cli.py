from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

from pipelines.cli import cli, run_command
from pipelines.lake import extractions
from pipelines.lake.manifest import manifest
from pipelines.lake.place import Lake
from pipelines.query import query
from tests.pipelines.conftest import files_of
from tests.pipelines.small_pdfs import form

Output = pytest.CaptureFixture[str]


@pytest.fixture
def row(real: Lake) -> str:
    """The record_id of an indicator that missed its target."""
    sql = "select record_id from indicators where fiscal_year = 2023 and not met"
    return str(query(real, sql).fetchall()[0][0])


@pytest.mark.parametrize("name", [None, *cli.commands])
def test_every_command_explains_itself_with_an_example(name: str | None, capsys: Output) -> None:
    assert run_command([*([name] if name else []), "--help"]) == 0
    text = capsys.readouterr().out
    assert "Example: jixiao" in text
    assert name in (None, "vocab") or "--data" in text


def test_help_is_there_at_once() -> None:
    script = "import sys; from pipelines.cli import run_command; run_command(['--help']); print(len(sys.modules))"
    start = time.monotonic()
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - start < 2, "under 0.3 s on a machine that does nothing else"
    assert int(output.splitlines()[-1]) < 400, "something heavy is imported"


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["run", "no/such/folder"], "no/such/folder: no such file or folder"),
        (["run", "--workers", "many"], "'many'"),
        (["rerun", "ffffffff"], "ffffffff: no such report"),
        (["rerun"], "Missing argument"),
        (["trace", "0123456789abcdef-001-i0001"], "0123456789abcdef-001-i0001: no such record"),
        (["trace", "nonsense"], "nonsense: not a record_id"),
        (["query", "selec"], "syntax error"),
        (["query", "select 1", "--format", "parquet"], "--out"),
        (["query", "select 1", "--format", "xml"], "'xml'"),
        (["query", "select 1", "--out", "no/such/folder/x.csv"], "no/such/folder/x.csv: No such file"),
        (["findings", "ffffffff"], "ffffffff: no such report"),
        (["explain", "no/such.pdf"], "no/such.pdf: no such report in "),
        (["explain", "no/such.pdf", "--data", "no/such/lake"], "no/such.pdf: no such file, and no reports in no/such"),
        (["explain", "tests"], "tests: a folder; name one file in it"),
        (["explain", "README.md"], "README.md: not read, as it is not a pdf: "),
        (["nonsense"], "No such command"),
        (["query", "select 1", "--data", "no/such/lake"], "no/such/lake: no records here"),
        (["findings", "x", "--data", "no/such/lake"], "no/such/lake: no results here"),
    ],
)
def test_wrong_use_is_one_line_that_names_the_cause(
    arguments: list[str], cause: str, real: Lake, capsys: Output
) -> None:
    data = [] if "--data" in arguments else ["--data", str(real.data)]
    assert run_command([*arguments, *data]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith("jixiao: ")
    assert errors.count("\n") == 1
    assert cause in errors
    assert not Path("no").exists()


def test_explain_shows_a_page_of_a_report_by_its_name(real: Lake, capsys: Output) -> None:
    name = query(real, "select file_name from indicators join reports using (report_id) order by 1").fetchall()[0][0]
    assert run_command(["explain", name, "--page", "1", "--data", str(real.data)]) == 0
    assert "page 1, table 1: " in capsys.readouterr().out
    assert run_command(["explain", name, "--format", "json", "--data", str(real.data)]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"forms", "blocks"}


def test_debug_shows_the_traceback(real: Lake) -> None:
    with pytest.raises(FileNotFoundError):
        run_command(["run", "no/such/folder", "--debug", "--data", str(real.data)])


def test_run_reads_everything_and_sums_up(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "form.pdf").write_bytes(form(2023))
    (tmp_path / "raw" / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    monkeypatch.setenv("JIXIAO_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    assert run_command(["run"]) == 0
    output = capsys.readouterr()
    words = output.out.split()
    assert [words[words.index(name) + 1] for name in ("reports", "indicators", "quarantined")] == ["1", "2", "1"]
    assert "quarantined broken.pdf: damaged" in output.out
    assert "2/2" in output.err
    assert "form.pdf: 2 indicators" in output.err
    assert run_command(["run"]) == 0
    assert "read before   2" in capsys.readouterr().out


def test_each_reason_for_quarantine(real: Lake, capsys: Output) -> None:
    sql = "select file_name, reason from quarantine order by 1"
    assert run_command(["query", sql, "--format", "csv", "--data", str(real.data)]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1:] == [
        ["damaged.pdf", "damaged"],
        ["empty.pdf", "empty"],
        ["encrypted.pdf", "encrypted"],
        ["text.pdf", "not_a_pdf"],
    ]


def test_query_in_every_format(real: Lake, capsys: Output, tmp_path: Path) -> None:
    ask = ["query", "select level3, weight, met from indicators order by record_id limit 1", "--data", str(real.data)]
    assert run_command([*ask, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"level3": "培训场次", "weight": 50, "met": True}]
    assert run_command([*ask, "--format", "csv", "--out", str(tmp_path / "x.csv")]) == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "level3,weight,met\n培训场次,50,true\n"
    assert run_command([*ask, "--format", "parquet", "--out", str(tmp_path / "x.parquet")]) == 0
    assert pq.read_table(tmp_path / "x.parquet")["level3"].to_pylist() == ["培训场次"]
    assert run_command(ask) == 0
    assert "培训场次" in capsys.readouterr().out


def test_no_rows_as_json(real: Lake, capsys: Output) -> None:
    assert run_command(["query", "from goals", "--format", "json", "--data", str(real.data)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_trace_shows_where_a_field_was_read(real: Lake, row: str, capsys: Output, tmp_path: Path) -> None:
    page = tmp_path / "page.png"
    assert run_command(["trace", row, "--png", str(page), "--data", str(real.data)]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("actual_raw"))
    assert line.split()[1:3] == ["76%", "1"]
    assert "text" in line
    image = Image.open(page).convert("RGB")
    assert image.size == (1191, 1684)
    place = (
        query(real, f"from evidence where record_id = '{row}' and field = 'actual_raw'").to_arrow_table().to_pylist()[0]
    )
    assert image.getpixel((round(place["x0"] * 2), round(place["top"] + place["bottom"]))) == (208, 32, 32)


@pytest.mark.parametrize("cut", [16, 20], ids=["report_id", "evaluation_id"])
def test_trace_of_a_report_and_of_an_evaluation(real: Lake, row: str, cut: int, capsys: Output) -> None:
    assert run_command(["trace", row[:cut], "--data", str(real.data)]) == 0
    assert "fiscal_year" in capsys.readouterr().out


def test_findings_of_all_and_of_one_report(real: Lake, row: str, capsys: Output) -> None:
    for report in ([], [row[:16]], ["2023.pdf"]):
        assert run_command(["findings", *report, "--format", "json", "--data", str(real.data)]) == 0
        assert isinstance(json.loads(capsys.readouterr().out), list)


@pytest.mark.parametrize("by", ["id", "prefix", "name", "path"])
def test_rerun_of_what_is_stored_is_identical_and_writes_nothing(
    real: Lake, row: str, by: str, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "other name.pdf").write_bytes(form(2023))
    name = {"id": row[:16], "prefix": row[:9], "name": "2023.pdf", "path": str(tmp_path / "other name.pdf")}[by]
    before = files_of(real, ".")
    assert run_command(["rerun", name, "--data", str(real.data)]) == 0
    assert capsys.readouterr().out == "identical\n"
    assert files_of(real, ".") == before


def test_an_ambiguous_report_lists_the_candidates(real: Lake, capsys: Output) -> None:
    assert run_command(["rerun", "", "--data", str(real.data)]) == 2
    errors = capsys.readouterr().err
    assert "several reports" in errors
    assert "2022.pdf" in errors


def test_rerun_shows_what_differs_and_stores_it_where_it_is_accepted(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "form.pdf").write_bytes(form(2023))
    data = ["--data", str(tmp_path / "data")]
    lake = Lake(tmp_path / "data")
    assert run_command(["run", str(tmp_path / "form.pdf"), *data]) == 0
    _falsify(lake)
    whole = files_of(lake)
    capsys.readouterr()
    assert run_command(["rerun", "form.pdf", *data]) == 1
    shown = capsys.readouterr().out
    assert "    level3: 错的名称 -> 培训场次\n" in shown
    assert files_of(lake) == whole
    assert run_command(["rerun", "form.pdf", "--accept", *data]) == 1
    capsys.readouterr()
    assert run_command(["query", "select level3 from indicators order by seq limit 1", "--format", "csv", *data]) == 0
    assert capsys.readouterr().out == "level3\n培训场次\n"
    assert run_command(["rerun", "form.pdf", *data]) == 0


def _falsify(lake: Lake) -> None:
    """Let an extraction stand for the report in which one name was read wrong."""
    with manifest(lake) as register:
        current = next(iter(register.current().values()))
        table = extractions.from_bytes(lake.extraction(current.extraction).read_bytes())
        rows = table.to_pylist()
        rows[0]["indicators"][0]["level3"] = "错的名称"
        wrong = extractions.to_bytes(table.from_pylist(rows, schema=table.schema))
        register.make_current(extractions.write(lake, wrong))
