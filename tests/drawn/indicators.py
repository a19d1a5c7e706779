"""The indicator table laid out: heads, levels merged, repeated or as bands, points of levels, total rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from tests.drawn.columns import Column, Printed
from tests.drawn.content import Content, figure
from tests.drawn.model import Cell, Grid
from tests.drawn.plan import Features

PLACEHOLDERS = ("指标{n}：", "……", "/", "…")
HUNDRED = "一二三四五六七八九十"
NUMBER = {"指标1：": "指标{n}：", "指标1": "指标{n}", "指标1:": "指标{n}:"}


@dataclass
class Line:
    """A body row: texts by key, and the names it belongs to."""

    texts: dict[str, str]
    level1: str
    level2: str
    row: Printed | None = None


@dataclass
class Table:
    """An indicator table to be laid: its columns between two shares of the width."""

    columns: list[Column]
    plan: Features
    made: Content
    left: float = 0.0
    xs: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        total = sum(column.width for column in self.columns)
        self.xs = [self.left]
        for column in self.columns:
            self.xs.append(self.xs[-1] + (1 - self.left) * column.width / total)
        self.xs[-1] = 1.0


def lay(grid: Grid, table: Table, rows: list[Printed], rng: Random) -> None:
    """Adds head, body and total row of the table to a grid."""
    grid.parts.append(grid.rows)
    _heads(grid, table)
    grid.parts.append(grid.rows)
    lines = _lines(rng, table, rows)
    align = rng.choice(("center", "center", "left"))
    for number, (level1, part) in enumerate(groupby(lines, key=lambda line: line.level1)):
        if table.plan["l1"] == "band":
            grid.add(
                (table.left, 1.0, _numbered(table, f"{HUNDRED[number]}、", _named(table, level1, "", 1))), align=align
            )
        _inside(grid, table, list(part), align)
        if table.plan["subtotals"] == "yes":
            _subtotal(grid, table, level1)


def _inside(grid: Grid, table: Table, lines: list[Line], align: str) -> None:
    """The rows of one level 1, under bands of level 2 where the plan has them."""
    if table.plan["l2"] != "band":
        _body(grid, table, lines)
        return
    for number, (level2, part) in enumerate(groupby(lines, key=lambda line: line.level2)):
        name = _numbered(table, f"（{HUNDRED[number]}）", _named(table, lines[0].level1, level2, 2))
        grid.add((table.left, 1.0, name), align=align)
        own = list(part)
        for count, line in enumerate(own, 1):
            line.texts["level3"] = _numbered(table, f"{count}.", line.texts["level3"])
        _body(grid, table, own)


def _numbered(table: Table, number: str, name: str) -> str:
    return number + name if table.plan["bands"] == "numbered" else name


def _subtotal(grid: Grid, table: Table, level1: str) -> None:
    """A row with the sum of a level 1's points to earn and earned."""
    keys = [column.key for column in table.columns]
    first = next(at for at, key in enumerate(keys) if key in ("weight", "score"))
    own = [row for row in table.made.rows if row.level1 == level1]
    texts = {"weight": figure(sum(row.weight for row in own)), "score": figure(sum(row.score for row in own))}
    after = [(table.xs[at], table.xs[at + 1], texts.get(keys[at], "")) for at in range(first, len(keys))]
    grid.add((table.left, table.xs[first], "小计"), *after)


def _heads(grid: Grid, table: Table) -> None:
    depth = max(len(column.heads) for column in table.columns)
    for level in range(depth):
        place = 0
        for head, columns in groupby(table.columns, key=lambda column: column.heads[: level + 1]):
            count = len(list(columns))
            x0, x1 = table.xs[place], table.xs[place + count]
            place += count
            if len(head) == level + 1:
                is_leaf = len(table.columns[place - 1].heads) == level + 1
                cell = Cell(grid.rows + level, x0, x1, head[-1], depth - level if is_leaf else 1, is_head=True)
                grid.cells.append(cell)
    grid.rows += depth


def _lines(rng: Random, table: Table, rows: list[Printed]) -> list[Line]:
    """Body rows in order, names numbered and placeholders put in as the plan says."""
    lines, plan = [], table.plan
    for (level1, level2), part in groupby(rows, key=lambda row: (row.row.level1, row.row.level2)):
        for number, row in enumerate(part, 1):
            name = NUMBER.get(plan["prefix"], "").format(n=number) + row.texts["level3"]
            if plan["level_points"] == "level 3":
                name += f"（{figure(row.row.weight)}分）"
            lines.append(Line(row.texts | {"level3": name}, level1, level2, row))
        if plan["placeholder_rows"] == "yes" and rng.random() < 0.4:
            lines.append(Line({"level3": rng.choice(PLACEHOLDERS).format(n=number + 1)}, level1, level2))
    for number, line in enumerate(lines, 1):
        line.texts["index"] = str(number)
    return lines


def _body(grid: Grid, table: Table, lines: list[Line]) -> None:
    start = grid.rows
    for place, column in enumerate(table.columns):
        x0, x1 = table.xs[place], table.xs[place + 1]
        if column.key in ("level1", "level1_weight", "level2", "level2_weight"):
            for cell in _levels(table, column, lines):
                grid.cells.append(
                    Cell(start + cell.row, x0, x1, cell.text, cell.rows, valign=cell.valign, is_upright=cell.is_upright)
                )
            continue
        align = "left" if column.align == "text" else "center"
        grid.cells += [
            Cell(start + at, x0, x1, line.texts.get(column.key, ""), align=align) for at, line in enumerate(lines)
        ]
    grid.rows += len(lines)


def _levels(table: Table, column: Column, lines: list[Line]) -> list[Cell]:
    """Cells of a column that names a level or its points, rows counted from the first line."""
    depth = 1 if column.key.startswith("level1") else 2
    style = table.plan[f"l{depth}"]
    made, at = [], 0
    for (level1, level2), part in groupby(lines, key=lambda line: (line.level1, line.level2 if depth == 2 else "")):
        count = len(list(part))
        text = _named(table, level1, level2, depth)
        if column.key.endswith("weight"):
            text, style_here = figure(_sum(table, level1, level2)), "merged" if style == "vertical" else style
        else:
            style_here = style
        made += _styled(Cell(at, 0, 0, text, count), style_here)
        at += count
    return made


def _styled(cell: Cell, style: str) -> list[Cell]:
    if style in ("merged", "vertical"):
        cell.is_upright = style == "vertical" and len(cell.text) <= 3.5 * cell.rows and cell.text.isalpha()
        return [cell]
    if style == "first":
        cell.valign = "top"
        return [cell]
    shown = {"first lined": [0], "centred": [(cell.rows - 1) // 2]}.get(style, range(cell.rows))
    return [Cell(cell.row + at, 0, 0, cell.text if at in shown else "") for at in range(cell.rows)]


def _named(table: Table, level1: str, level2: str, depth: int) -> str:
    """A level's name, with its points where the plan prints them there."""
    name, style = level2 if depth == 2 else level1, table.plan["level_points"]
    points = figure(_sum(table, level1, level2))
    if style in ("brackets", "brackets 1+2") and (depth == 1 or style.endswith("2")):
        return f"{name}（{points}分）"
    return f"{name}{points}分" if style == "bare" and depth == 1 else name


def _sum(table: Table, level1: str, level2: str) -> float:
    return sum(row.weight for row in table.made.rows if row.level1 == level1 and level2 in ("", row.level2))


def total_row(grid: Grid, table: Table, label: str) -> None:
    """Adds the row with the sum of the points and the score."""
    keys = [column.key for column in table.columns]
    first = next(at for at, key in enumerate(keys) if key in ("weight", "score", "one"))
    places = 2 if table.plan["score_places"] == "yes" else None
    weight = sum(row.weight for row in table.made.rows) + (10 if table.plan["funds_points"] == "yes" else 0)
    score = figure(table.made.self_score, places)
    texts = {"weight": figure(weight), "score": score, "one": f"{figure(weight)}/{score}"}
    after = [(table.xs[at], table.xs[at + 1], texts.get(keys[at], "")) for at in range(first, len(keys))]
    grid.parts.append(grid.rows)
    grid.add((0.0, table.xs[first], label), *after)
