"""A grid's rows over pages: cells' texts wrapped, rows measured, cut where a page ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.drawn.model import Cell, Grid, Look

Measure = Callable[[str], float]  # the width of a text in points


@dataclass
class Laid:
    """A cell with its text wrapped, over rows from ``row`` up to ``end``."""

    cell: Cell
    row: int
    end: int
    lines: list[str]


@dataclass
class Sheet:
    """Rows of a grid on one page: cells cut to it, heights of its rows, and whether it goes on above or below."""

    cells: list[Laid]
    heights: list[float]
    is_continued: bool
    goes_on: bool
    first: int  # the grid's row that stands first, below a repeated head


def wrapped(text: str, room: float, measure: Measure) -> list[str]:
    """Lines no wider than the room; numbers and Latin words are not cut unless they are wider than it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in re.findall(r"[A-Za-z0-9.,%/]+|.", paragraph):
            for part in [piece] if measure(piece) <= room else list(piece):
                if line and measure(line + part) > room + 0.01:
                    lines.append(line)
                    line = ""
                line += part
        lines.append(line)
    return [line.strip() for line in lines]


def laid(grid: Grid, look: Look, width: float, measure: Measure) -> list[Laid]:
    made = []
    for cell in grid.cells:
        room = max(look.size * 1.05, (cell.x1 - cell.x0) * width - 2 * min(look.padding, 4.0) - 1)
        lines = list(cell.text) if cell.is_upright else wrapped(cell.text, room, measure)
        made.append(Laid(cell, cell.row, cell.row + cell.rows, lines if cell.text else []))
    return made


def heights(cells: list[Laid], rows: int, look: Look) -> list[float]:
    """Rows as high as their texts need; what a merged cell lacks is shared by its rows."""
    step = look.size * look.leading
    made = [step + 2 * look.padding] * rows
    for cell in sorted(cells, key=lambda cell: cell.end - cell.row):
        lacking = len(cell.lines) * step + 2 * look.padding - sum(made[cell.row : cell.end])
        if lacking > 0:
            for row in range(cell.row, cell.end):
                made[row] += lacking / (cell.end - cell.row)
    return made


def sheets(
    grid: Grid, look: Look, size: tuple[float, float], rooms: Iterator[float], measure: Measure
) -> Iterator[Sheet]:
    """Parts of a grid page by page; ``rooms`` gives the height left on this page, then on each page after it."""
    cells = laid(grid, look, size[0], measure)
    tall = heights(cells, grid.rows, look)
    repeated = grid.head if look.repeats_head else 0
    start, room = 0, next(rooms)
    while start < len(tall):
        head = repeated if start else 0
        end = _fits(tall, start, room - sum(tall[:head]))
        if end < len(tall) and look.splits_rows and end >= grid.head:
            left = room - sum(tall[:head]) - sum(tall[start:end])
            cells, tall, end = _split(cells, tall, (end, left), look)
        if end <= grid.head and start == 0 and end < len(tall) and room < size[1] - 1:
            end = 0  # a head never stands alone
        elif end == start:
            end = start + 1  # a row higher than the page
        if end > start:
            yield _sheet(cells, tall, (start, end), head, look)
        start = end
        if start < len(tall):
            room = next(rooms)


def _fits(tall: list[float], start: int, room: float) -> int:
    end, used = start, 0.0
    while end < len(tall) and used + tall[end] <= room + 0.01:
        used += tall[end]
        end += 1
    return end


def _split(
    cells: list[Laid], tall: list[float], where: tuple[int, float], look: Look
) -> tuple[list[Laid], list[float], int]:
    """The grid with one row cut into two where the page ends, if at least a line fits above and one is left below."""
    row, left = where
    step = look.size * look.leading
    fitting = int((left - 2 * look.padding) / step)
    longest = max((len(cell.lines) for cell in cells if cell.row == row and cell.end == row + 1), default=0)
    if fitting < 1 or longest <= fitting:
        return cells, tall, row
    made = []
    for cell in cells:
        if cell.row == row and cell.end == row + 1:
            made += [replace(cell, lines=cell.lines[:fitting]), Laid(cell.cell, row + 1, row + 2, cell.lines[fitting:])]
        else:
            moved = int(cell.row > row), int(cell.end > row)
            made.append(replace(cell, row=cell.row + moved[0], end=cell.end + moved[1]))
    above = fitting * step + 2 * look.padding
    below = max(tall[row] - fitting * step, step + 2 * look.padding)
    return made, [*tall[:row], above, below, *tall[row + 1 :]], row + 1


def _sheet(cells: list[Laid], tall: list[float], rows: tuple[int, int], head: int, look: Look) -> Sheet:
    start, end = rows
    again = [replace(cell) for cell in cells if head and cell.end <= head]
    on_page = [_cut(cell, tall, rows, look) for cell in cells if cell.row < end and cell.end > start]
    moved = [replace(cell, row=cell.row - start + head, end=cell.end - start + head) for cell in on_page]
    return Sheet(again + moved, tall[:head] + tall[start:end], start > 0, end < len(tall), start)


def _cut(cell: Laid, tall: list[float], rows: tuple[int, int], look: Look) -> Laid:
    """A cell's part on this page, with the lines that stand in it."""
    start, end = rows
    first, last = max(cell.row, start), min(cell.end, end)
    if (first, last) == (cell.row, cell.end):
        return cell
    step = look.size * look.leading
    here, before, after = (sum(tall[a:b]) for a, b in ((first, last), (cell.row, first), (last, cell.end)))
    needed = len(cell.lines) * step
    if look.cut_text == "larger" and max(here, before, after) >= needed:
        is_here = here == max(here, before, after) and not (here in (before,) and before > 0)
        return replace(cell, row=first, end=last, lines=cell.lines if is_here else [])
    room, room_before = int(here / step), int(before / step)
    if not after:
        room = len(cell.lines)
    return replace(cell, row=first, end=last, lines=cell.lines[room_before : room_before + room])
