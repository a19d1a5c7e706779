"""Ids that stay: a word more in the vocabulary changes what new names are, and no id that was published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from pipelines.lake.frames import read_arrow
from pipelines.lake.place import Lake
from tests.pdf_builder import draw
from tests.pdf_grid import Grid
from tests.pipelines.small_pdfs import FACTS

ROOT = Path(__file__).parents[2]
HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
TABLE = "indicator_synonyms.csv"
ROWS = ("沙盘推演,研判,a test", "分析,研判,a test")  # each is a word of a name that is published


class House(NamedTuple):
    """A lake, its raw folder, and a copy of the definitions and vocabulary that words can be added to."""

    folder: Path

    @property
    def lake(self) -> Lake:
        return Lake(self.folder / "data")

    def draw(self, year: int, *names: str, unit: str = "次") -> None:
        """A form of a year with one quantity a name."""
        rows = "\n".join(f"产出指标|数量指标|{name}|≥12{unit}|14{unit}|10|10" for name in names)
        raw = self.folder / "raw"
        raw.mkdir(exist_ok=True)
        (raw / f"{year}.pdf").write_bytes(
            draw([f"# {year}年度项目支出绩效自评表", Grid(FACTS), Grid(f"\n{HEAD}\n{rows}\n")])
        )

    def run(self, *options: str) -> str:
        """Run the command with the copy; returns what it says on stderr."""
        path = os.pathsep.join((str(self.folder / "definitions"), str(ROOT)))
        arguments = ["run", str(self.folder / "raw"), "--data", str(self.lake.data), "--workers", "1", *options]
        script = "from pipelines.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, cwd=self.folder,
            env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
        return done.stderr

    def learn(self, table: str, *rows: str) -> None:
        """Add rows to a table of the vocabulary."""
        with (self.folder / "definitions" / "schemas" / "vocab" / table).open("a", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in rows)

    def ids(self) -> dict[tuple[int, str], str]:
        rows = read_arrow(self.lake, "indicators").select(["fiscal_year", "level3", "indicator_id"]).to_pylist()
        return {(row["fiscal_year"], row["level3"]): row["indicator_id"] for row in rows}


OLD = ("城市内涝沙盘推演次数", "城市内涝分析次数", "隐患排查次数")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house whose names were published before the words came."""
    made = House(tmp_path_factory.mktemp("house"))
    shutil.copytree(ROOT / "schemas", made.folder / "definitions" / "schemas")
    made.draw(2022, *OLD)
    made.run()
    return made


def test_no_word_changes_an_id_that_was_published(house: House) -> None:
    before = house.ids()
    assert len(set(before.values())) == len(OLD)
    house.learn(TABLE, *ROWS)
    house.draw(2023, "城市内涝研判次数", OLD[1])
    house.run()
    after = house.ids()
    assert {name: after[name] for name in before} == before
    assert after[2023, OLD[1]] == before[2022, OLD[1]]
    assert after[2023, "城市内涝研判次数"] in {before[2022, name] for name in OLD[:2]}, (
        "the new words make it one of them"
    )
    house.run("--force")
    assert house.ids() == after


def test_in_a_lake_made_after_the_words_came_they_are_one(house: House) -> None:
    fresh = House(house.folder / "fresh")
    fresh.folder.mkdir()
    shutil.copytree(house.folder / "definitions", fresh.folder / "definitions")
    fresh.draw(2022, *OLD)
    fresh.run()
    assert len(set(fresh.ids().values())) == len(OLD) - 1


def test_no_unit_that_is_learnt_changes_an_id_that_was_published(tmp_path: Path) -> None:
    house = House(tmp_path)
    shutil.copytree(ROOT / "schemas", house.folder / "definitions" / "schemas")
    house.draw(2022, "社区便民篮发放", unit="箩筐")
    house.run()
    before = house.ids()
    assert read_arrow(house.lake, "indicators")["target_value"].to_pylist() == [None], "箩筐 is no unit that is known"
    house.learn("units.csv", "箩筐,箩筐,quantity,1,a test")
    house.learn("counted_things.csv", "箩筐,箩筐,,a test")
    house.run("--force")
    assert read_arrow(house.lake, "indicators")["target_unit"].to_pylist() == ["箩筐"]
    assert house.ids() == before
    registered = pq.read_table(house.lake.indicators).select(["unit_family", "rule"]).to_pylist()
    assert registered == [{"unit_family": "", "rule": "key"}, {"unit_family": "箩筐", "rule": "reread"}]


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_registry_that_is_gone_is_made_again_of_what_is_published(house: House, harm: str) -> None:
    before, place = house.ids(), house.lake.indicators
    if harm == "lost":
        place.unlink()
    else:
        place.write_bytes(b"no Parquet")
    said = house.run()
    assert "indicators.parquet: " + {"lost": "missing", "damaged": "damaged"}[harm] in said
    assert "taken up again from the published records" in said
    assert house.ids() == before
    assert {row["indicator_id"] for row in pq.read_table(place).to_pylist()} == set(before.values())
    house.run("--force")
    assert house.ids() == before
