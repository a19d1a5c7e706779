"""The other parts of a form: who it is about, its funds, its goals, notes; and tables that stand before a form."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.drawn.content import Content, figure
from tests.drawn.model import Cell, Grid, Item, Text
from tests.drawn.plan import Features
from tests.drawn.words import Wording, facts, wordings


@dataclass
class Form:
    """A form while it is laid out: what it says, how, and the truth so far."""

    rng: Random  # of the layout
    content_rng: Random
    words: Wording
    plan: Features
    made: Content
    edges: list[float]  # of the columns that header cells may keep to
    side: float = 0.0
    truth: dict[str, Any] = field(default_factory=dict)

    def snap(self, share: float) -> float:
        """A share of the width, at the next edge where the header keeps to the indicators' columns."""
        inner = [edge for edge in self.edges if 0.02 < edge < 0.98]
        if self.plan["header_grid"] == "free" or not inner:
            return share
        return min(inner, key=lambda edge: abs(edge - share))

    def cuts(self, *shares: float) -> list[float]:
        """Edges from 0 to 1 at these shares, snapped where all of them stay apart."""
        snapped = [0.0, *(self.snap(share) for share in shares), 1.0]
        is_apart = all(b - a > 0.06 for a, b in itertools.pairwise(snapped))
        return snapped if is_apart else [0.0, *shares, 1.0]


def pairs(form: Form) -> list[tuple[str, str]]:
    """Labels of the header with their values, in the order of the form."""
    made, words, plan = form.made, form.words, form.plan
    kind = {"department": "department", "transfer": "transfer"}.get(made.kind, "project")
    digits = form.rng.randrange(100000, 999999)
    code = (
        form.rng.choice(("[{}]", "【P23-{}】", "（2023-{}）", "{}-", "{} ")).format(digits)
        if plan["code"] == "yes"
        else ""
    )
    whose = code if made.kind == "department" or form.rng.random() < 0.3 else ""
    shown = [(words.head(f"subject_{kind}"), whose + made.subject)]
    form.truth |= {"competent_department": "", "implementing_unit": ""}
    if made.kind != "department" or form.rng.random() < 0.25:
        shown.append((words.head("competent"), code + made.competent))
        form.truth["competent_department"] = made.competent
    if made.kind != "department":
        shown.append((words.head("implementing"), made.implementing))
        form.truth["implementing_unit"] = made.implementing
        if form.rng.random() < 0.25:
            shown.append(
                (words.head("kind_label"), form.rng.choice(("其他运转类", "特定目标类", "经常性项目", "本级项目")))
            )
    if plan["self_score"] == "header":
        shown.append((words.head("header_score"), figure(made.self_score)))
    if plan["year_place"] == "cell":
        shown.append(
            (form.rng.choice(("年度", "评价年度", "预算年度")), f"{made.year}{form.rng.choice(('年', '年度', ''))}")
        )
    return shown


def header(grid: Grid, form: Form) -> None:
    """Header rows in cells: the first pair over the full width, then two a row, or all two a row."""
    shown = pairs(form)
    grid.parts.append(grid.rows)
    wide, (a, b, c) = form.cuts(0.2), form.cuts(0.18, 0.5, 0.68)[1:4]
    while shown:
        label, value = shown.pop(0)
        if shown and (grid.rows > grid.parts[-1] or form.rng.random() < 0.4):
            other, second = shown.pop(0)
            grid.add((0, a, label), (a, b, value), (b, c, other), (c, 1, second))
        else:
            grid.add((0, wide[1], label), (wide[1], 1, value))


def header_lines(form: Form) -> list[Item]:
    """The header in lines of text above the table, one or two pairs a line."""
    shown = [f"{label.replace(chr(10), '')}：{value}" for label, value in pairs(form)]
    if form.rng.random() < 0.5:
        return [Text(line) for line in shown]
    lines = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    return [Text("\t".join(line), align="spread") for line in lines]


def funds(grid: Grid, form: Form) -> None:
    grid.parts.append(grid.rows)
    (_matrix if form.plan["funds"] == "matrix" else _pairs)(grid, form)


def _money(form: Form, number: float) -> str:
    yuan = form.plan["money"] == "元"
    return f"{number * 10000 if yuan else number:{',' if form.plan['thousands'] == 'yes' else ''}.2f}"


def _sums(form: Form, count: int) -> list[tuple[str, list[float]]]:
    """Rows of a funds table: the total, then its parts, each with initial and whole budget and what was spent."""
    rng, whole = form.rng, form.made.budget
    spent = whole if rng.random() < 0.5 else round(whole * rng.uniform(0.6, 0.999), 2)
    total = [whole if rng.random() < 0.6 else round(whole * rng.uniform(0.7, 1.1), 2), whole, spent]
    names = rng.sample(range(len(_parts(form))), rng.randint(1, min(4, count)))
    share = rng.uniform(0.55, 0.95) if len(names) > 1 else 1.0
    first = [round(number * share, 2) for number in total]
    rest = [round(a - b, 2) for a, b in zip(total, first, strict=True)]
    parts = [first, rest, [0.0] * 3, [0.0] * 3]
    labels = [_parts(form)[at] for at in sorted(names)]
    return [(form.words.head("funds_total"), total), *zip(labels, parts, strict=False)]


def _parts(form: Form) -> list[str]:
    return wordings()["funds_part"][form.words.split]


def _matrix(grid: Grid, form: Form) -> None:
    words, plan, rng = form.words, form.plan, form.rng
    measures = [words.head(f"budget_{name}") for name in ("initial", "whole", "spent")]
    shown = [0, 1, 2] if rng.random() < 0.6 else [1, 2]
    has_rate = rng.random() < 0.8
    heads = [measures[at] for at in shown]
    tail = [words.head("weight")] * (plan["funds_points"] == "yes") + [words.head("budget_rate")] * has_rate
    tail += [words.head("score")] * (plan["funds_points"] == "yes")
    rows = _sums(form, rng.randint(1, 4))
    count = len(heads) + len(tail)
    xs = [0.0, *(0.16 + 0.2 * (at > 0) + 0.64 * max(0, at - 1) / count for at in range(count + 2))]
    label = words.head("funds", u=plan["money"])
    grid.cells.append(Cell(grid.rows, 0.0, xs[1], label, len(rows) + 1, is_label=True))
    cuts = xs[1:]
    grid.add((cuts[0], cuts[1], rng.choice(("", "", "资金来源"))), *_across(cuts[1:], heads + tail), is_head=True)
    for at, (name, sums) in enumerate(rows):
        dash = rng.choice(("-", "", "—")) if at else ""
        texts = [_sum(form, name, (measures[m], sums[m])) for m in shown]
        tails = _tail(form, sums, has_rate) if not at else [dash] * len(tail)
        grid.add((cuts[0], cuts[1], name), *_across(cuts[1:], texts + tails))


def _across(cuts: list[float], texts: list[str]) -> list[tuple[float, float, str]]:
    return [(cuts[at], cuts[at + 1], text) for at, text in enumerate(texts)]


def _sum(form: Form, subject: str, sum_: tuple[str, float]) -> str:
    """A sum as printed; it goes into the truth."""
    measure, number = sum_
    text = "0" if number == 0 and form.rng.random() < 0.5 else _money(form, number)
    amount = {"subject": subject, "measure": measure, "amount_raw": text, "unit": form.plan["money"]}
    form.truth["amounts"].append({key: value.replace("\n", "") for key, value in amount.items()})
    return text


def _tail(form: Form, sums: list[float], has_rate: bool) -> list[str]:
    rate = f"{100 * sums[2] / sums[1]:.2f}%"
    if form.plan["funds_points"] == "no":
        return [rate] * has_rate
    return ["10", *[rate] * has_rate, figure(form.made.funds_points)]


def _pairs(grid: Grid, form: Form) -> None:
    """Funds as labels with their sums beside them."""
    rows = _sums(form, 2)
    unit = f"（{form.plan['money']}）"
    a, b, c = form.cuts(0.25, 0.5, 0.75)[1:4]
    column = form.rng.choice((1, 2))
    labels = [
        (name + (unit if not at else form.rng.choice((unit, ""))), sums[column]) for at, (name, sums) in enumerate(rows)
    ]
    for at in range(0, len(labels), 2):
        (left, first), *more = labels[at : at + 2]
        cells = [(0.0, a, left), (a, b, _sum(form, left, ("", first)))]
        cells += [(b, c, more[0][0]), (c, 1.0, _sum(form, more[0][0], ("", more[0][1])))] if more else [(b, 1.0, "")]
        grid.add(*cells)


def goals(grid: Grid, form: Form) -> None:
    """Goals side by side under two heads, or one below the other behind their labels."""
    words, made = form.words, form.made
    label, heads = words.head("goal"), (words.head("goal_expected"), words.head("goal_actual"))
    grid.parts.append(grid.rows)
    form.truth |= {"expected_goal": made.expected, "actual_goal": made.actual}
    if form.plan["goals"] == "side":
        left = form.rng.choice((0.0, 0.08, form.side or 0.08))
        middle = form.snap(0.55) if 0.3 < form.snap(0.55) < 0.8 else 0.55
        if left:
            is_upright = left < 0.07
            grid.cells.append(Cell(grid.rows, 0.0, left, label, 2, is_label=True, is_upright=is_upright))
        grid.add((left, middle, heads[0]), (middle, 1.0, heads[1]), is_head=True)
        grid.add((left, middle, made.expected), (middle, 1.0, made.actual), align="left")
        return
    a = form.cuts(0.2)[1]
    for head, text in zip(heads, (made.expected, made.actual), strict=True):
        grid.cells.append(Cell(grid.rows, 0.0, a, head, is_label=True))
        grid.add((a, 1.0, text), align="left")


def staff(rng: Random, words: Wording) -> list[Item]:
    """A table of basic figures; none of its sums belongs to an evaluation's indicators."""
    grid = Grid(head=1)
    years = (words.year - 1, words.year)
    grid.add(
        (0, 0.4, "财政供养人员情况"),
        (0.4, 0.6, "编制数"),
        (0.6, 0.8, f"{years[1]}年实际在职人数"),
        (0.8, 1, "控制率"),
        is_head=True,
    )
    grid.add(
        (0, 0.4, "合计"),
        (0.4, 0.6, str(rng.randint(60, 90))),
        (0.6, 0.8, str(rng.randint(40, 59))),
        (0.8, 1, f"{rng.randint(60, 98)}%"),
    )
    grid.add(
        (0, 0.4, "其中：行政人员"),
        *((0.4 + 0.2 * at, 0.6 + 0.2 * at, str(rng.randint(9, 50))) for at in (0, 1)),
        (0.8, 1, ""),
    )
    grid.add((0, 0.4, "经费控制情况"), (0.4, 0.7, f"{years[0]}年决算数"), (0.7, 1, f"{years[1]}年决算数"))
    for name in ("三公经费", "1.公务接待费", "2.公务用车运行维护费", "合计"):
        grid.add((0, 0.4, name), (0.4, 0.7, f"{rng.uniform(0, 30):.2f}"), (0.7, 1, f"{rng.uniform(0, 30):.2f}"))
    return [Text("部门基础数据表", 1.4, "center", True), Text("单位：万元、人", align="right"), grid]


def main_tasks(rng: Random) -> list[Item]:
    """A table of a department's main tasks."""
    grid = Grid(head=1)
    grid.add((0, 0.1, "序号"), (0.1, 0.35, "任务名称"), (0.35, 0.8, "主要内容"), (0.8, 1, "完成情况"), is_head=True)
    for at, duty in enumerate(rng.sample(facts()["duties"], 4), 1):
        grid.add(
            (0, 0.1, str(at)), (0.1, 0.35, f"任务{at}"), (0.35, 0.8, duty), (0.8, 1, rng.choice(("已完成", "基本完成")))
        )
    return [Text("年度主要任务完成情况", 1.2, "center", True), grid]


def prose(rng: Random) -> list[Item]:
    """Several numbered sections of a report."""
    known = facts()
    items: list[Item] = []
    for number, heading in zip("一二三四五六", rng.sample(known["headings"], rng.randint(3, 6)), strict=False):
        items.append(Text(f"{number}、{heading}", 1.1, is_bold=True, indent=2))
        has_parts = rng.random() < 0.3
        for at in range(1, rng.randint(2, 4)):
            if has_parts:
                items.append(Text(f"（{'一二三'[at - 1]}）{rng.choice(known['duties'])}", indent=2))
            items.append(Text("".join(rng.sample(known["prose"], 3)).format(n=rng.randint(60, 400)), indent=2))
    return items
