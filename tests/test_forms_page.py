"""The page on new forms keeps its word: its commands run, and its rows settle what they are said to settle."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.kinds import FindingRule
from schemas.vocabulary.forms import ColumnWeight
from schemas.vocabulary.overlay import our_files, our_lines
from tests.pdf_builder import draw
from tests.pdf_grid import Grid

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
SHOWN = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
FORM = draw(
    [
        "# 2024年度项目支出绩效自评表",
        Grid("事项称谓|农村公路养护|主管部门|青禾县交通运输局"),
        Grid(
            "一级指标|二级指标|具体指标|设定水平|完成值|偏离说明\n产出指标|数量指标|巡查次数|≥24次|26次|\n"
            "^|质量指标|隐患整改率|≥95%|90%|人手不足\n效益指标|社会效益指标|通行保障率|≥98%|99%|"
        ),
    ]
)


def said(commands: str, folder: Path) -> str:
    """What commands print, one after another, as one types them."""
    script = f'set -e\njixiao() {{ "{sys.executable}" -m pipelines.cli "$@"; }}\n{commands}'
    env = {name: value for name, value in os.environ.items() if not name.startswith("JIXIAO")}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=env | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("province")
    (folder / "form.pdf").write_bytes(FORM)
    return [said(block, folder) for block in COMMANDS]


def test_what_is_unknown_is_found_and_settled(outputs: list[str]) -> None:
    first, _, settled = outputs
    assert first.count("role_inferred") == 2
    assert "\nsound\n" in settled
    assert "role_inferred" not in settled


def test_explain_prints_what_is_shown_but_for_its_figures(outputs: list[str]) -> None:
    lines = [line for text in SHOWN for line in text.splitlines() if "->" in line or "to settle" in line]
    assert len(lines) == 3
    assert [line for line in lines if line not in outputs[1]] == []


def test_every_feature_is_explained() -> None:
    features = {line.row.feature for line in our_lines(ColumnWeight)} - {"bias"}
    assert [name for name in sorted(features) if f"`{name}`" not in PAGE] == []


def test_rules_and_tables_are_called_by_their_names() -> None:
    assert set(re.findall(r"`(\w+_unread|role_inferred)`", PAGE)) <= set(FindingRule)
    named = set(re.findall(r"`(\w+\.csv)`", PAGE))
    assert named - set(our_files()) == set()
