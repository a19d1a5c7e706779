"""What a writer lays down: lines of text and grids of cells, their columns given as shares of the width."""

from __future__ import annotations

from dataclasses import dataclass, field

SIDE = 0.045  # of the width: a side column of upright text


@dataclass
class Cell:
    """A cell from ``row`` over ``rows`` rows, between two shares of the grid's width."""

    row: int
    x0: float
    x1: float
    text: str
    rows: int = 1
    align: str = "center"  # left, right
    valign: str = ""  # top; empty where the look decides
    is_head: bool = False
    is_label: bool = False
    is_upright: bool = False  # one character below the other


@dataclass
class Grid:
    """A table: cells, how many rows it has, which of them are its repeated head, and where parts of it begin."""

    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    head: int = 0  # rows repeated on the next page, from the first
    parts: list[int] = field(default_factory=list)  # rows above which a three-line table draws a rule

    def add(self, *cells: tuple[float, float, str], align: str = "center", is_head: bool = False) -> int:
        """Adds a row of cells; gives back its place."""
        for x0, x1, text in cells:
            self.cells.append(Cell(self.rows, x0, x1, text, align=align, is_head=is_head))
        self.rows += 1
        return self.rows - 1


@dataclass
class Text:
    """A paragraph or a line: ``align`` center, left, right, or spread over the width."""

    text: str
    size: float = 1.0  # times the size of the body
    align: str = "left"
    is_bold: bool = False
    indent: int = 0  # characters before the first line


@dataclass
class Break:
    """A new page."""


Item = Text | Grid | Break


@dataclass
class Look:
    """How a file is set; lengths in points."""

    paper: tuple[float, float]
    rotate: int = 0  # the page's /Rotate
    is_sideways: bool = False
    face: str = ""
    size: float = 9.0
    leading: float = 1.3
    padding: float = 3.0
    margin: float = 50.0
    rules: str = "grid"
    line: float = 0.5
    is_filled: bool = False  # rules drawn as thin filled boxes
    shade: str = "none"
    align: str = "center"
    valign: str = "middle"
    repeats_head: bool = False
    at_break: str = "closed"  # open above, open below, open both
    splits_rows: bool = False
    cut_text: str = "first"  # larger, flow: where a merged cell's text stands when its cell is cut
    stamps: int = 0
    stamp_name: str = ""
    watermark: str = ""
    running_head: str = ""
    foot: str = ""
