"""The tables of the sample reports as HTML: merged cells come from equal neighbours, as a clerk would merge them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from .data import UNIT, Report

Row = Sequence[str]


def cell(text: str, tag: str = "td", **attributes: object) -> str:
    """One cell; ``kind`` becomes its class: ``cell("1", rowspan=2, kind="left")``."""
    named = "".join(f' {"class" if key == "kind" else key}="{value}"' for key, value in attributes.items() if value)
    return f"<{tag}{named}>{escape(text)}</{tag}>"


def table(kind: str, widths: Sequence[int], head: str, body: str) -> str:
    """Return a ruled table; widths are per cent of the text's width."""
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    return f'<table class="{kind}"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'


def head(*rows: str) -> str:
    """Return a table head, printed again on every page."""
    return f"<thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</thead>"


def titles(*names: str, **attributes: object) -> str:
    """Header cells side by side."""
    return "".join(cell(name, "th", **attributes) for name in names)


def merged(rows: Sequence[Row], depth: int, rest: Callable[[Row], str]) -> list[str]:
    """Rows' inner HTML with the first ``depth`` columns merged downwards where they are equal."""
    return [_spans(rows, place, depth) + rest(row) for place, row in enumerate(rows)]


def _spans(rows: Sequence[Row], place: int, depth: int) -> str:
    """Return the merged cells that start in this row."""
    made = ""
    for column in range(depth):
        key = rows[place][: column + 1]
        if place == 0 or rows[place - 1][: column + 1] != key:
            made += cell(rows[place][column], rowspan=_same(rows[place:], column + 1))
    return made


def _same(rows: Sequence[Row], width: int) -> int:
    """How many rows from the first on begin alike."""
    return next((n for n, row in enumerate(rows) if row[:width] != rows[0][:width]), len(rows))


def lines(rows: Sequence[str]) -> str:
    """Table rows from their inner HTML."""
    return "".join(f"<tr>{row}</tr>" for row in rows)


def funds(report: Report) -> str:
    """Return the fund table with its total row; beside 预算数 and 支出数 it prints their rate."""
    measures = report.funds.measures
    rated = measures == ("预算数", "支出数")
    above = report.layout.unit_above
    names = [measure if above else f"{measure}（{UNIT}）" for measure in measures] + ["支出率"] * rated
    rows = [*_fund_rows(report, rated)]
    width = 32 if len(names) == 1 else 19 if above else 20
    widths = [8, 92 - width * len(names), *[width] * len(names)]
    drawn = table("funds", widths, head(titles("序号", report.layout.fund_name, *names)), lines(rows))
    return f'<p class="unit">单位：{UNIT}</p>{drawn}' if above else drawn


def _fund_rows(report: Report, rated: bool) -> Iterator[str]:
    for place, (name, *sums) in enumerate(report.funds.rows, 1):
        yield cell(str(place)) + cell(name, kind="left") + _sums(sums, rated)
    yield cell("合  计", colspan=2, kind="strong") + _sums(report.funds.total, rated)


def _sums(sums: Row, rated: bool) -> str:
    rate = [f"{100 * float(sums[1]) / float(sums[0]):.1f}%"] if rated else []
    return "".join(cell(text, kind="right" if text in sums else "") for text in [*sums, *rate])


def goals(report: Report) -> str:
    """Return the goal table; long rows may be cut by the page's end."""
    rows = [
        cell(str(place)) + cell(goal.expected, kind="left") + cell(goal.actual, kind="left") + cell(goal.status)
        for place, goal in enumerate(report.goals, 1)
    ]
    return table("goals", (8, 32, 47, 13), head(titles("序号", *report.layout.goal_headers)), lines(rows))


def indicators(report: Report) -> str:
    """Return the indicator table in the department's layout."""
    return {"side": _side, "points": _points, "split": _split}[report.layout.indicators](report)


def _side(report: Report) -> str:
    """Five columns after a narrow side column 绩效指标 that spans the whole table, header row too."""
    rows = report.indicators
    side = f'<th rowspan="{len(rows) + 1}" class="upright">绩<br>效<br>指<br>标</th>'
    first = side + titles("一级指标", "二级指标", "三级指标", "指标值", "完成值")
    body = merged(rows, 2, lambda row: "".join(cell(row[at], kind="left" * (at == 2)) for at in (2, 4, 6)))
    return table("indicators", (6, 10, 13, 33, 19, 19), "", lines([first, *body]))


def _points(report: Report) -> str:
    """Points and reason beside each row, and a row 总分 at the end."""
    rows = report.indicators
    names = titles(
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"
    )
    body = merged(
        rows, 2, lambda row: "".join(cell(row[at], kind="left" * (at in (2, 9))) for at in (2, 4, 6, 7, 8, 9))
    )
    total = cell("总分", colspan=5, kind="strong") + cell("100") + cell(report.score) + cell("")
    return table("indicators", (10, 11, 22, 12, 12, 7, 8, 18), head(names), lines([*body, total]))


def _split(report: Report) -> str:
    """Print the target over three cells 性质, 值 and 单位 under a two-row header."""
    rows = report.indicators
    upper = titles("一级指标", "二级指标", "三级指标", rowspan=2) + titles("年度指标值", colspan=3)
    upper += titles("实际完成值", "偏差原因", rowspan=2)
    names = head(upper, titles("指标性质", "指标值", "计量单位"))
    body = merged(
        rows, 2, lambda row: "".join(cell(row[at], kind="left" * (at in (2, 9))) for at in (2, 3, 4, 5, 6, 9))
    )
    return table("indicators", (9, 13, 23, 7, 10, 8, 11, 19), names, lines(body))
