"""项目支出绩效自评表 as HTML: the ministry's form of 2020, one table from the project's name to the total of points."""

from __future__ import annotations

from html import escape

from .data import Form, Forms
from .tables import cell, lines, merged, table, titles

_WIDTHS = (5, 11, 14, 18, 12, 13, 7, 7, 13)


def form(file: Forms, one: Form) -> str:
    """One form with its title, on a page of its own."""
    return (
        f'<section class="form"><h1 class="form">{escape(file.title)}</h1><p class="year">（{file.year}年度）</p>'
        + table("form", _WIDTHS, "", lines([*_who(file, one), *_money(one), *_goal(one), *_rows(one)]))
        + "</section>"
    )


def _who(file: Forms, one: Form) -> list[str]:
    return [
        cell("项目名称", "th", colspan=2) + cell(one.name, colspan=7),
        cell("主管部门", "th", colspan=2)
        + cell(file.department, colspan=3)
        + cell("实施单位", "th", colspan=2)
        + cell(one.unit, colspan=2),
    ]


def _money(one: Form) -> list[str]:
    """Block 项目资金: the label merged over the head and the four rows."""
    names = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    first = cell("项目资金（万元）", "th", colspan=2, rowspan=len(one.funds) + 1) + cell("", colspan=1)
    return [first + titles(*names), *("".join(map(cell, row)) for row in one.funds)]


def _goal(one: Form) -> list[str]:
    return [
        cell("年度总体目标", "th", colspan=2, rowspan=2)
        + cell("预期目标", "th", colspan=3)
        + cell("实际完成情况", "th", colspan=4),
        cell(one.expected_goal, colspan=3, kind="left") + cell(one.actual_goal, colspan=4, kind="left"),
    ]


def _rows(one: Form) -> list[str]:
    """Block 绩效指标, its label upright, with the total of points as last row."""
    names = titles(
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"
    )
    side = f'<th rowspan="{len(one.rows) + 1}">绩<br>效<br>指<br>标</th>'
    body = merged(one.rows, 2, lambda row: cell(row[2], kind="left") + "".join(map(cell, row[3:])))
    total = cell("总分", "th", colspan=6) + cell("100") + cell(one.score) + cell("")
    return [side + names, *body, total]
