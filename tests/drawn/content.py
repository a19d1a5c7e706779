"""What one form says: a project or a department, its indicators with points, its funds and goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.drawn import values
from tests.drawn.values import Measured
from tests.drawn.words import facts

Group = tuple[str, str, list[tuple[str, Measured]]]


@dataclass
class Row:
    """One indicator with its points, full and reached."""

    level1: str
    level2: str
    level3: str
    measured: Measured
    weight: float = 0.0
    score: float = 0.0
    reason: str = ""


@dataclass
class Content:
    """One evaluation as its writer knows it."""

    kind: str  # project, transfer, department, scoring
    year: int
    region: str
    subject: str
    competent: str
    implementing: str
    theme: dict[str, Any]
    project: str
    rows: list[Row] = field(default_factory=list)
    expected: str = ""
    actual: str = ""
    budget: float = 0.0  # in ten thousand yuan
    funds_points: float = 0.0

    @property
    def self_score(self) -> float:
        return round(sum(row.score for row in self.rows) + self.funds_points, 2)


def content(rng: Random, kind: str, region: str, year: int) -> Content:
    """Everything a form of this kind says about a made-up project of the region."""
    theme = rng.choice(facts()["themes"])
    project, unit = rng.choice(theme["projects"]), f"{region}{rng.choice(theme['offices'])}"
    subject = unit if kind == "department" else _project_name(rng, project, region, year)
    competent = f"{rng.choice(facts()['cities'])}{theme['offices'][0]}" if rng.random() < 0.5 else unit
    made = Content(kind, year, region, subject, competent, unit, theme, project)
    made.rows = scoring_rows(rng) if kind == "scoring" else _rows(rng, made)
    made.expected = rng.choice(facts()["goals_expected"]).format(project=project) + "。"
    made.actual = rng.choice(facts()["goals_actual"]).format(project=project) + "。"
    made.budget = round(rng.choice((rng.uniform(3, 80), rng.uniform(80, 9000))), 2)
    return made


def _project_name(rng: Random, project: str, region: str, year: int) -> str:
    tail = rng.choice(("", "", "项目", "资金", "经费", "（第二批）"))
    return rng.choice(("", "", f"{year}年", f"{region}")) + project + tail


def _rows(rng: Random, made: Content) -> list[Row]:
    groups = [group for group in _groups(rng, made) if group[2]]
    return [Row(one, two, name, measured) for one, two, rows in groups for name, measured in rows]


def _groups(rng: Random, made: Content) -> list[Group]:
    theme, shared, tail = made.theme, facts(), rng.choice(("指标", "指标", "指标", ""))
    first = rng.choice(("产出", "产出", "产出", "项目完成"))
    second = rng.choice(("效益", "效益", "效益", "效果"))
    full = rng.random() < 0.7
    counted = _some(rng, theme["quantities"], 1, 4)
    groups: list[Group] = [
        (first, "数量", [_counted(rng, line) for line in counted]),
        (first, "质量", [(name, _rate(rng, name)) for name in _some(rng, theme["qualities"], 1, 2)]),
        (first, "时效", [(name, _timely(rng, made.year, name)) for name in _some(rng, shared["timeliness"], 1, 2)]),
        (rng.choice((first, "成本")), rng.choice(("成本", "经济成本")), _costs(rng)),
        (second, "经济效益", [_counted(rng, line) for line in _some(rng, shared["economic"], 0, 1 + full)]),
        (second, "社会效益", [(name, _effect(rng)) for name in _some(rng, theme["effects"], 1, 2)]),
        (second, "生态效益", [(name, _effect(rng)) for name in _some(rng, shared["ecological"], 0, int(full))]),
        (second, "可持续影响", [(name, _lasting(rng, name)) for name in _some(rng, shared["lasting"], 0, 1)]),
        ("满意度", rng.choice(("服务对象满意度", "满意度", "社会公众满意度")), _content(rng, theme)),
    ]
    return [(one + "指标", two + tail, rows) for one, two, rows in groups]


def _some(rng: Random, items: list[str], low: int, high: int) -> list[str]:
    return rng.sample(items, min(len(items), rng.randint(low, max(low, high))))


def _counted(rng: Random, line: str) -> tuple[str, Measured]:
    name, unit, low, high = line.split("|")
    return name, values.count(rng, unit, float(low), float(high))


def _rate(rng: Random, name: str) -> Measured:
    if name.endswith("质量"):
        return values.wording(rng)
    return values.percent(rng, is_low="漏损" in name or "差错" in name)


def _timely(rng: Random, year: int, name: str) -> Measured:
    return values.percent(rng, 90) if name.endswith("率") else values.date(rng, year)


def _costs(rng: Random) -> list[tuple[str, Measured]]:
    shared = facts()
    if rng.random() < 0.3:
        return [(rng.choice(shared["cost_words"]), values.wording(rng))]
    return [_counted(rng, line) for line in _some(rng, shared["costs"], 1, 2)]


def _effect(rng: Random) -> Measured:
    return values.percent(rng) if rng.random() < 0.2 else values.wording(rng)


def _lasting(rng: Random, name: str) -> Measured:
    return values.count(rng, "年", 3, 20) if "年限" in name or "期限" in name else values.wording(rng)


def _content(rng: Random, theme: dict[str, Any]) -> list[tuple[str, Measured]]:
    names = [who + rng.choice(("满意度", "满意率", "满意程度")) for who in _some(rng, theme["people"], 1, 2)]
    return [(name, values.percent(rng)) for name in names]


SCORING = {
    ("决策", "项目立项"): ("立项依据充分性", "立项程序规范性"),
    ("决策", "资金投入"): ("预算编制科学性", "资金分配合理性"),
    ("过程", "资金管理"): ("资金到位率", "预算执行率", "资金使用合规性"),
    ("过程", "组织实施"): ("管理制度健全性", "制度执行有效性"),
    ("产出", "产出数量"): ("实际完成率",),
    ("产出", "产出质量"): ("质量达标率",),
    ("产出", "产出时效"): ("完成及时性",),
    ("效益", "项目效益"): ("实施效益", "满意程度"),
}


def scoring_rows(rng: Random) -> list[Row]:
    """Rows of a scoring table, which sets no target."""
    blank = values.Value("", "")
    nothing = Measured(blank, blank, blank, blank, blank, False)
    return [Row(one, two, name, nothing) for (one, two), names in SCORING.items() for name in names]


def share_points(rng: Random, rows: list[Row], total: float) -> None:
    """Weights that sum to a total, whole or halves, and the scores reached; reasons where points are lost."""
    step = 0.5 if rng.random() < 0.25 else 1.0
    each = max(step, int(total / len(rows) / step) * step)
    for row in rows:
        row.weight = each
    spare = total - each * len(rows)
    places = [rng.randrange(len(rows)) for _ in range(int(spare / step))] if spare > 0 else []
    for place in places:
        rows[place].weight += step
    for row in rows:
        is_lost = row.measured.is_missed or rng.random() < 0.06
        lost = max(step / 2, round(row.weight * rng.uniform(0.05, 0.4), rng.choice((0, 1, 2))))
        row.score = round(row.weight - min(lost, row.weight), 2) if is_lost else row.weight
        if is_lost or rng.random() < 0.03:
            row.reason = rng.choice(facts()["reasons"])


def figure(number: float, places: int | None = None) -> str:
    """Points as printed: 10, 9.5; with places where the form pads them."""
    if places is not None:
        return f"{number:.{places}f}"
    return f"{number:.2f}".rstrip("0").rstrip(".")
