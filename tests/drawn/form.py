"""One form, and the file of forms: items for a writer, with their truth."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from tests.drawn import blocks
from tests.drawn.blocks import Form
from tests.drawn.columns import Column, columns, printed
from tests.drawn.content import content, share_points
from tests.drawn.indicators import Table, lay, total_row
from tests.drawn.model import SIDE, Break, Cell, Grid, Item, Look, Text
from tests.drawn.plan import Features, file_features, form_features
from tests.drawn.words import Wording, facts

PAPERS = {"A4P": (595.28, 841.89), "A4L": (841.89, 595.28), "A3P": (841.89, 1190.55), "A3L": (1190.55, 841.89)}
TITLES = {
    "project": (
        "{y}年度项目支出绩效自评表",
        "项目支出绩效自评表",
        "{r}{y}年度预算项目绩效自评表",
        "部门预算项目支出绩效自评表",
    ),
    "transfer": ("{y}年度转移支付绩效自评表", "{y}年专项转移支付绩效目标自评表", "转移支付资金绩效自评表"),
    "department": ("{y}年度部门整体支出绩效自评表", "{r}部门整体支出绩效自评表", "部门整体支出绩效自评表"),
    "scoring": ("项目支出绩效评价指标评分表", "{y}年度绩效评价得分表"),
}


class File(NamedTuple):
    """A file to be written: its items and look, and the truth."""

    items: list[Item]
    look: Look
    truth: dict[str, Any]


def draw_file(seed: str, split: str) -> File:
    """A file by its seed: the same seed gives the same file."""
    rng = Random(seed)
    plan = file_features(rng)
    year, region = rng.randint(2016, 2024), rng.choice(facts()["regions"])
    words = Wording(rng, split, year)
    same, layout = form_features(rng, plan["kind"], plan["rules"]), rng.random()
    items, evaluations, shown = _before(rng, words, plan, region), [], []
    for at in range(int(plan["forms"])):
        is_own = at > 0 and plan["same_form"] == "no"
        form_plan = form_features(rng, rng.choice((plan["kind"], "project")), plan["rules"]) if is_own else same
        items += [Break()] * bool(items and (at == 0 or rng.random() < 0.7))
        made = content(rng, form_plan["kind"], region, year)
        own = Random(rng.random() if is_own else layout)  # forms of one layout draw it from the same numbers
        laid, truth = draw_form(Form(own, rng, Wording(own, split, year), form_plan, made, []))
        items += laid
        evaluations.append(truth)
        shown.append(form_plan)
    features = (
        plan
        | shown[0]
        | {"year": year, "region": region, "split_words": split, "ncols": str(len(evaluations[0]["columns"]))}
    )
    look = _look(rng, plan, region)
    return File(items, look, {"evaluations": evaluations, "features": features})


def _before(rng: Random, words: Wording, plan: Features, region: str) -> list[Item]:
    items: list[Item] = []
    if plan["narrative"] == "yes":
        name = region + rng.choice(rng.choice(facts()["themes"])["offices"])
        items += [Text(f"{name}{words.year}年度绩效自评报告", 1.7, "center", True), *blocks.prose(rng)]
    if plan["before"] == "staff":
        items += [*[Break()] * bool(items), *blocks.staff(rng, words)]
    if plan["before"] == "main tasks":
        items += blocks.main_tasks(rng)
    return items


def draw_form(form: Form) -> tuple[list[Item], dict[str, Any]]:
    """Items of one form, and its truth."""
    plan, made, rng = form.plan, form.made, form.content_rng
    has_funds_points = plan["funds_points"] == "yes"
    if plan["points"] != "none":
        share_points(rng, made.rows, 90 if has_funds_points else rng.choice((100, 100, 90)))
    made.funds_points = rng.choice((10, 10, 9.5, 8.8)) if has_funds_points else 0.0
    laid = columns(form.rng, form.words, plan)
    form.side = SIDE if plan["side"] == "yes" else 0.0
    table = Table(laid, plan, made, form.side)
    form.edges = table.xs
    rows = printed(rng, made, plan, {column.key for column in laid})
    form.truth |= {"amounts": [], "expected_goal": "", "actual_goal": ""}
    title = _title(form)
    lines = blocks.header_lines(form) if plan["header"] == "lines" else []
    grids = _grids(form, table, rows)
    below = [Text(f"注：{rng.choice(facts()['notes'])}", 0.9)] if plan["note"] == "below" else []
    signed = [Text("填报人：\t联系电话：\t填报日期：", align="spread")] if rng.random() < 0.3 else []
    return [*title, *lines, *grids, *below, *signed], _truth(form, laid, [row.truth for row in rows])


def _title(form: Form) -> list[Item]:
    made, rng = form.made, form.rng
    text = rng.choice(TITLES[made.kind]).format(y=made.year, r=made.region)
    items: list[Item] = [Text(f"附件{rng.randint(1, 5)}")] * (rng.random() < 0.2)
    items.append(Text(text, rng.choice((1.5, 1.7, 2.0)), "center", is_bold=rng.random() < 0.6))
    if str(made.year) not in text and form.plan["year_place"] != "cell":
        items.append(
            Text(
                f"（{made.year}年度）" if form.plan["year_place"] == "title" else f"评价年度：{made.year}年",
                align="center",
            )
        )
    return items


def _grids(form: Form, table: Table, rows: Sequence[Any]) -> list[Item]:
    """The form's blocks, in one table or each in its own."""
    plan, rng = form.plan, form.rng
    is_apart = plan["own_table"] == "yes"
    grids = [Grid()]
    for name in ("header", "funds", "goals"):
        if (name == "header" and plan["header"] == "lines") or plan.get(name) == "absent":
            continue
        getattr(blocks, name)(grids[-1], form)
        if is_apart:
            grids.append(Grid())
    grid = grids[-1]
    start = grid.rows
    lay(grid, table, list(rows), rng)
    if start == 0:
        grid.head = max(len(column.heads) for column in table.columns)
    if form.side:
        grid.cells.append(
            Cell(start, 0.0, form.side, form.words.head("side"), grid.rows - start, is_label=True, is_upright=True)
        )
    if plan["self_score"] == "total":
        total_row(grid, table, form.words.head("total"))
    if plan["note"] == "row":
        grid.add((0.0, 1.0, "说明：" + rng.choice(facts()["notes"])), align="left")
    return [item for grid in grids if grid.rows for item in (grid, Text("", 0.5))]


def _truth(form: Form, laid: list[Column], indicators: list[dict[str, str]]) -> dict[str, Any]:
    made, plan = form.made, form.plan
    shown = [{"heads": [head.replace("\n", "") for head in column.heads], "role": column.role} for column in laid]
    side = [{"heads": [], "role": "other"}] if form.side else []
    evaluation: dict[str, Any] = {
        "kind": "department" if made.kind == "department" else "project",
        "subject": made.subject,
        "competent_department": form.truth["competent_department"],
        "implementing_unit": form.truth["implementing_unit"],
        "fiscal_year": made.year,
        "department": made.subject if made.kind == "department" else made.implementing,
        "self_score": None if plan["self_score"] == "none" else made.self_score,
        "indicators": indicators,
        "amounts": form.truth["amounts"],
        "expected_goal": form.truth["expected_goal"],
        "actual_goal": form.truth["actual_goal"],
        "columns": side + shown,
    }
    return evaluation


def _look(rng: Random, plan: Features, region: str) -> Look:
    is_dense = plan["paper"] == "A4P"
    return Look(
        paper=PAPERS[plan["paper"]],
        rotate=int(plan["turn"].split()[1]) if plan["turn"].startswith("rotate") else 0,
        is_sideways=plan["turn"] == "sideways",
        size=float(plan["tsize"]) - (1.0 if is_dense and plan["tsize"] in ("10", "10.5") else 0.0),
        leading=float(plan["leading"]),
        padding=float(plan["pad"]),
        margin=rng.choice((36.0, 50.0, 64.0)),
        rules=plan["rules"],
        line=float(plan["border"]),
        is_filled=plan["filled"] == "yes",
        shade=plan["shade"],
        align=plan["align"],
        valign=plan["valign"],
        repeats_head=plan["repeat"] == "yes",
        at_break=plan["at_break"],
        splits_rows=plan["splits_rows"] == "yes",
        cut_text=plan["cut_text"],
        stamps=rng.choice((1, 1, 2)) if plan["stamp"] == "yes" else 0,
        stamp_name=f"{region}财政局",
        watermark=rng.choice(("内部资料", "征求意见稿", f"{region}财政局")) if plan["watermark"] == "yes" else "",
        running_head=f"{region}绩效自评材料汇编" if plan["running_head"] == "yes" else "",
        foot=plan["foot"],
    )
