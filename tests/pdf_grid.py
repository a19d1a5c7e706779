"""Tables drawn from pictures: where their cells and borders lie, in points from the top left of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics

FONT, FACE = "Song", "STSong-Light"  # a face that readers have: nothing is embedded
SIZE, LEADING, PADDING = 9.0, 12.0, 3.0  # points
MARGIN = 50.0  # points: left of the page, and above its first item

Line = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """A table drawn from a picture.

    Attributes:
        picture: See the module.
        widths: Of the columns in points; the page's width shared alike where none are given.
        border: ``strokes``, ``rects`` (thin filled ones), ``dots``, ``level`` (lines only), ``three_line``, ``none``.
        open: Sides without a border, as ``"left right bottom"``; ``head`` is the rule below a three-line table's head.
        missing: Borders left out, as ``"1 3 left"`` or ``"1 3 top"`` of the cell in row 1 and column 3, from 0.
        top: Distance from the top of the page; below the item before where none is given.
        left: Distance from the left of the page.
        is_shaded: Every other row on grey.
        is_top: Text stands at the top of its cell, else in the middle.
        padding: White above and below the text of a cell.
    """

    picture: str
    widths: tuple[float, ...] = ()
    border: str = "strokes"
    open: str = ""
    missing: tuple[str, ...] = ()
    top: float | None = None
    left: float = MARGIN
    is_shaded: bool = False
    is_top: bool = False
    padding: float = PADDING


class Cell(NamedTuple):
    """A cell with the rows and columns it covers, and its text wrapped into lines."""

    rows: range
    columns: range
    lines: tuple[str, ...]


def sums(start: float, sizes: Sequence[float]) -> list[float]:
    return [start + sum(sizes[:count]) for count in range(len(sizes) + 1)]


def cells(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Iterator[Cell]:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in ("^", "<"):
                continue
            right = next((c for c in range(column + 1, len(texts)) if texts[c] != "<"), len(texts))
            below = next((r for r in range(row + 1, len(rows)) if rows[r][column] != "^"), len(rows))
            room = sum(widths[column:right]) - 2 * PADDING
            yield Cell(range(row, below), range(column, right), tuple(_wrapped(text, room)))


def _wrapped(text: str, room: float) -> Iterator[str]:
    """Lines of a cell: cut where ``/n`` stands, or between two characters where a line is full."""
    for part in text.split("/n"):
        line = ""
        for character in part:
            if line and width_of(line + character) > room + 0.01:
                yield line
                line = ""
            line += character
        yield line


def heights(rows: Sequence[Any], cells: Sequence[Cell], white: float) -> list[float]:
    heights = [LEADING + white] * len(rows)
    for cell in sorted(cells, key=lambda cell: len(cell.rows)):
        last = cell.rows.stop - 1
        lacking = LEADING * len(cell.lines) + white - sum(heights[row] for row in cell.rows)
        heights[last] += max(lacking, 0.0)
    return heights


def borders(grid: Grid, cells: Sequence[Cell], xs: Sequence[float], ys: Sequence[float]) -> Iterator[Line]:
    if grid.border == "none":
        return
    sides = {"left": xs[0], "right": xs[-1], "top": ys[0], "bottom": ys[-1], "head": ys[1]}
    left_out = {side: sides[side] for side in grid.open.split()}
    if grid.border == "three_line":
        yield from ((xs[0], y, xs[-1], y) for y in (ys[0], ys[1], ys[-1]) if y not in left_out.values())
        return
    for cell in cells:
        x0, x1 = xs[cell.columns.start], xs[cell.columns.stop]
        top, bottom = ys[cell.rows.start], ys[cell.rows.stop]
        yield from ((x0, y, x1, y) for y in (top, bottom) if y not in (left_out.get("top"), left_out.get("bottom")))
        if grid.border == "level":
            continue
        yield from ((x, top, x, bottom) for x in (x0, x1) if x not in (left_out.get("left"), left_out.get("right")))


def missing(grid: Grid, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Line]:
    for border in grid.missing:
        row, column, side = border.split()
        x, y = xs[int(column)], ys[int(row)]
        yield (x, y, x, ys[int(row) + 1]) if side == "left" else (x, y, xs[int(column) + 1], y)


def width_of(text: str, size: float = SIZE) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))
