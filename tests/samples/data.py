"""What the sample reports say: invented departments of 澄岚市, a city that does not exist.

Each folder under ``data/`` is one department: ``report.md`` its wording, ``layout.toml`` its habits of printing,
``indicators.csv`` its indicators by year, ``YYYY.toml`` the figures and sentences of one year.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

REGION = "澄岚市"
MARK = "示例数据，非真实报告"
DATA = Path(__file__).parent / "data"
UNIT = "万元"


class Indicator(NamedTuple):
    """One 三级指标 row as printed; a target over three cells fills sign, target and unit."""

    level1: str
    level2: str
    level3: str
    sign: str
    target: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str


class Goal(NamedTuple):
    """One row of the goal table as printed."""

    expected: str
    actual: str
    status: str


class Planted(NamedTuple):
    """One mistake made on purpose: the rule that should find it, where it is printed, and what would be right."""

    rule: str
    where: str
    printed: str
    expected: str
    why: str


class Funds(NamedTuple):
    """The fund table: the measures of its columns, its rows (name, then one sum per measure), its total row."""

    measures: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one department prints; ``unit_above``: the fund table's unit stands above it, not in its head."""

    short: str
    writer: str
    cover: str
    indicators: str
    fund_name: str
    unit_above: bool
    goal_headers: tuple[str, ...]
    captions: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One department's report on one year."""

    stem: str
    layout: Layout
    wording: str
    department: str
    year: int
    edition: str
    supersedes: str | None
    score: str
    grade: str
    facts: dict[str, str]
    budget: dict[str, str]
    expenditure: dict[str, dict[str, str]]
    funds: Funds
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    planted: tuple[Planted, ...]
    text: dict[str, str]

    @property
    def title(self) -> str:
        """The title as printed, the edition in brackets after it."""
        edition = f"（{self.edition}）" if self.edition else ""
        return f"{self.year}年度部门整体支出绩效自评报告{edition}"

    @property
    def path(self) -> str:
        """Where the PDF lies under ``raw/``: the folder is the department's name at first."""
        return f"{self.layout.short}/{self.stem}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One 项目支出绩效自评表; a fund row is name, 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分."""

    name: str
    unit: str
    funds: tuple[tuple[str, ...], ...]
    expected_goal: str
    actual_goal: str
    rows: tuple[tuple[str, ...], ...]
    score: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """One PDF that holds several project forms of one department, one after another."""

    stem: str
    folder: str
    title: str
    department: str
    year: int
    forms: tuple[Form, ...]

    @property
    def path(self) -> str:
        """Where the PDF lies under ``raw/``."""
        return f"{self.folder}/{self.stem}.pdf"


def reports() -> list[Report]:
    """Every department report, by department and year, a restated one after the one it corrects."""
    return [_report(path) for path in sorted(DATA.glob("*/20*.toml"))]


def form_files() -> list[Forms]:
    """Every PDF of project forms."""
    return [_forms(path) for path in sorted(DATA.glob("*/forms-*.toml"))]


def _report(path: Path) -> Report:
    said = _said(path)
    layout = _layout(path.parent)
    renamed = said["department"].removeprefix(REGION)
    edition = said.get("edition", "")
    return Report(
        stem="-".join(part for part in (renamed, str(said["year"]), edition) if part),
        layout=layout,
        wording=(path.parent / "report.md").read_text(encoding="utf-8"),
        edition=edition,
        supersedes=said.get("supersedes"),
        funds=Funds(
            tuple(said["funds"]["measures"]), tuple(map(tuple, said["funds"]["rows"])), tuple(said["funds"]["total"])
        ),
        goals=tuple(Goal(**goal) for goal in said["goals"]),
        indicators=_indicators(path.parent, said),
        planted=tuple(Planted(**slip) for slip in said["planted"]),
        **{name: said[name] for name in _PLAIN},
    )


_PLAIN = ("department", "year", "score", "grade", "facts", "budget", "expenditure", "text")


def _said(path: Path) -> dict[str, Any]:
    """Read the year's file; a restated report names the one it is based on and only says what differs."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    if "base" not in said:
        return said
    base = _said(path.parent / said["base"])
    return base | said | {"text": base["text"] | said["text"]}


def _layout(folder: Path) -> Layout:
    said = tomllib.loads((folder / "layout.toml").read_text(encoding="utf-8"))
    return Layout(**said | {"goal_headers": tuple(said["goal_headers"])})


def _indicators(folder: Path, said: dict[str, Any]) -> tuple[Indicator, ...]:
    corrections = said.get("corrections", {})
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.pop("year") == str(said["year"])]
    return tuple(Indicator(**row | corrections.get(row["level3"], {})) for row in rows)


def _forms(path: Path) -> Forms:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    short = _layout(path.parent).short
    return Forms(
        stem=f"{short}-{said['year']}-{said['title']}",
        folder=short,
        title=said["title"],
        department=said["department"],
        year=said["year"],
        forms=tuple(_form(form) for form in said["forms"]),
    )


def _form(said: dict[str, Any]) -> Form:
    lists = {name: tuple(map(tuple, said[name])) for name in ("funds", "rows")}
    planted = tuple(Planted(**slip) for slip in said.get("planted", ()))
    return Form(**said | lists | {"planted": planted})
