"""Every command that the README shows works as shown, on the sample reports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line]


def jixiao(arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m pipelines.cli {arguments}"
    env = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(
        command, shell=True, cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "raw", place / "raw")
    done = jixiao("run raw", place)
    assert done.returncode == 0, done.stderr
    return place


def first(folder: Path, column: str) -> str:
    return jixiao(f'query "select {column} from indicators limit 1" --format csv', folder).stdout.split()[-1]


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("jixiao")])
def test_command_gives_an_answer(command: str, folder: Path) -> None:
    variables = {"RECORD_ID": first(folder, "record_id"), "REPORT_ID": first(folder, "report_id")}
    done = jixiao(command.removeprefix("jixiao "), folder, **variables)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), command


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("make")])
def test_make_target_exists(command: str) -> None:
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_pandas_reads_years_as_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(folder)
    space: dict[str, Any] = {}
    exec(block, space)
    everything, recent = space["indicators"], space["recent"]
    assert set(recent["fiscal_year"]) == {2023, 2024}
    assert 0 < len(recent) < len(everything)
    assert everything["actual_value"].dropna().map(type).eq(Decimal).all()


def test_every_command_is_of_a_known_kind() -> None:
    assert COMMANDS
    assert all(line.startswith(("jixiao ", "make ")) for line in COMMANDS)
