"""Rules and shades of a table on one page, as its look says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.drawn.model import Grid
from tests.drawn.paginate import Sheet

if TYPE_CHECKING:
    from tests.drawn.canvas import Writer

Line = tuple[float, float, float, float]


def shades(writer: Writer, sheet: Sheet, ys: list[float]) -> None:
    """Grey below heads, labels or every other row."""
    shade = writer.look.shade
    if shade == "none":
        return
    writer.canvas.saveState()
    writer.canvas.setFillGray(0.88 if shade != "zebra" else 0.93)
    if shade == "zebra":
        for row in range(sheet.first % 2, len(ys) - 1, 2):
            box(writer, (writer.x(0), ys[row], writer.x(1), ys[row + 1]))
    for laid in sheet.cells:
        cell = laid.cell
        if (shade in ("header", "labels") and cell.is_head) or (shade == "labels" and (cell.is_label or cell.x0 == 0)):
            box(writer, (writer.x(cell.x0), ys[laid.row], writer.x(cell.x1), ys[laid.end]))
    writer.canvas.restoreState()


def box(writer: Writer, edges: Line) -> None:
    x0, top, x1, bottom = edges
    writer.canvas.rect(x0, writer.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)


def borders(writer: Writer, grid: Grid, sheet: Sheet, ys: list[float]) -> None:
    """Rules of a table's part on one page, as its look says."""
    look = writer.look
    lines = set(_lines(writer, grid, sheet, ys))
    open_above = sheet.is_continued and look.at_break in ("open above", "open both")
    open_below = sheet.goes_on and look.at_break in ("open below", "open both")
    for x0, top, x1, bottom in sorted(lines):
        if top == bottom and ((open_above and top == round(ys[0], 2)) or (open_below and top == round(ys[-1], 2))):
            continue
        outer = x0 == x1 and x0 in (round(writer.x(0), 2), round(writer.x(1), 2))
        outer = outer or (top == bottom and top in (round(ys[0], 2), round(ys[-1], 2)))
        _rule(writer, (x0, top, x1, bottom), look.line * (3 if look.rules == "outer thick" and outer else 1))


def _lines(writer: Writer, grid: Grid, sheet: Sheet, ys: list[float]) -> Iterator[Line]:
    rules, left, right = writer.look.rules, round(writer.x(0), 2), round(writer.x(1), 2)
    if rules == "none":
        return
    if rules == "threeline":
        parts = [row - sheet.first for row in [*grid.parts, grid.head] if sheet.first < row < sheet.first + len(ys) - 1]
        for row in {0, len(ys) - 1, *parts}:
            yield left, round(ys[row], 2), right, round(ys[row], 2)
        return
    for laid in sheet.cells:
        x0, x1 = round(writer.x(laid.cell.x0), 2), round(writer.x(laid.cell.x1), 2)
        top, bottom = round(ys[laid.row], 2), round(ys[laid.end], 2)
        yield from ((x0, y, x1, y) for y in (top, bottom))
        for x in (x0, x1):
            is_outer = x in (left, right)
            if rules == "hrules" or (rules == "open sides" and is_outer) or (rules == "no uprights" and not is_outer):
                continue
            yield x, top, x, bottom


def _rule(writer: Writer, line: Line, thick: float) -> None:
    x0, top, x1, bottom = line
    canvas, rules = writer.canvas, writer.look.rules
    canvas.setLineWidth(thick)
    if rules == "dotted":
        canvas.setDash(thick, 1.5 * thick + 0.5)
    if writer.look.is_filled and rules != "dotted":
        across = (x1 - x0 or thick, bottom - top or thick)
        canvas.rect(x0, writer.height - top - across[1], *across, stroke=0, fill=1)
    else:
        for aside in (-0.7, 0.7) if rules == "double" else (0.0,):
            x, y = (aside, 0.0) if x0 == x1 else (0.0, aside)
            canvas.line(x0 + x, writer.height - top + y, x1 + x, writer.height - bottom + y)
    canvas.setDash()
