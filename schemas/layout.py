"""Lines of text and grids of cells: what a page is made of once its glyphs and ruling lines are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile

from schemas.page import Box, Glyph, Page, Piece, Printed
from schemas.prose import Line

APART = "  "  # between figures that are not one
FIGURES = frozenset("0123456789０１２３４５６７８９")
IN_A_FIGURE = FIGURES | frozenset(".,，．%％‰")
DIGIT = 0.6  # of the size: a digit is no wider, and white wider than one stands in no figure
PADDING = 6.0  # points: white that printers leave at a side of a cell, at most


@dataclass(frozen=True)
class TextLine:
    """One line of text, in a cell or in the running text: its glyphs from left to right, on one baseline."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """The line as printed."""
        return "".join([glyph.text for glyph in self.glyphs])

    @cached_property
    def box(self) -> Box:
        """Bounds of the ink, spaces at the ends left out, in upright points."""
        inked = [glyph for glyph in self.glyphs if not glyph.text.isspace()] or list(self.glyphs)
        return Box(
            min([glyph.x0 for glyph in inked]),
            min([glyph.top for glyph in inked]),
            max([glyph.x1 for glyph in inked]),
            max([glyph.bottom for glyph in inked]),
        )


@dataclass(frozen=True, slots=True)
class CellPart:
    """The part of a cell that stands on one page.

    Attributes:
        page: The page it stands on.
        box: The cell's borders in upright points.
        lines: Its lines of text from top to bottom.
    """

    page: Page
    box: Box
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table: rows and columns it covers, counted from 0, and its parts, one a page.

    Example:
        一级指标 merged over five rows is ``Cell(row=1, column=0, row_span=5, column_span=1, …)``.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    parts: tuple[CellPart, ...]

    @cached_property
    def rows(self) -> range:
        """The rows it covers."""
        return range(self.row, self.row + self.row_span)

    @cached_property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.column, self.column + self.column_span)

    @cached_property
    def printed(self) -> Printed:
        """Its text, line wraps removed and white space folded, with the box of each part's text.

        Figures under each other that no wrap parts, as where the border between two rows is missing, stay apart.
        """
        pieces = [piece for part in self.parts if (piece := _piece(part))]
        return Printed("".join(piece.text for piece in pieces), tuple(pieces))

    @cached_property
    def text(self) -> str:
        """Its text, line wraps removed and white space folded."""
        return self.printed.text


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _piece(part: CellPart) -> Piece | None:
    if not part.lines:
        return None
    text = _joined(part)
    if not text:
        return None
    boxes = [line.box for line in part.lines if line.text.strip()]
    box = boxes[0] if len(boxes) == 1 else around(boxes)
    confidence = min([g.confidence for line in part.lines for g in line.glyphs if not g.text.isspace()])
    return Piece(part.page.number, part.page.as_shown(box), text, part.page.source, confidence)


def _joined(part: CellPart) -> str:
    """The lines joined, with two spaces where two figures stand far apart, or under each other as no wrap leaves."""
    texts = [_spaced(line) for line in part.lines]
    gaps = [APART if _are_two(*lines, part.box) else "" for lines in pairwise(part.lines)]
    return "".join(gap + text for gap, text in zip(("", *gaps), texts, strict=True))


def _spaced(line: TextLine) -> str:
    """A line with two spaces between figures that stand farther apart than digits of one do.

    So they stand where the border between two cells is missing: 10 and 1,381.25 are not 101,381.25.
    """
    runs, before = [""], None
    for glyph in line.glyphs:
        if before and {before.text, glyph.text} <= FIGURES and glyph.x0 - before.x1 > DIGIT * glyph.size:
            runs.append("")
        runs[-1] += glyph.text
        before = glyph
    return APART.join(" ".join(run.split()) for run in runs)


def _are_two(above: TextLine, below: TextLine, box: Box) -> bool:
    """Whether digits end one line and begin the next though they would have fitted on one: no wrap parts them."""
    if not {above.text.rstrip()[-1:], below.text.lstrip()[:1]} <= FIGURES:
        return False
    inked = (glyph for glyph in below.glyphs if not glyph.text.isspace())
    word = list(takewhile(lambda glyph: glyph.text in IN_A_FIGURE, inked))
    room = box.x1 - box.x0 - 2 * PADDING - (above.box.x1 - above.box.x0)
    return room >= word[-1].x1 - word[0].x0


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or the part of one, on one page.

    Attributes:
        page: The page it stands on.
        xs: Column edges from left to right in upright points, one more than there are columns.
        ys: Row edges from top to bottom.
        cells: In reading order.
        is_ruled: False where columns or rows were told by white space.
        stray: Lines of text inside its bounds that no cell holds, where its ruling lines leave a gap.
    """

    page: Page
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    is_ruled: bool = True
    stray: tuple[TextLine, ...] = ()

    @property
    def box(self) -> Box:
        """Bounds in upright points."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def stray_printed(self) -> Printed:
        """The text that no cell holds."""
        piece = _piece(CellPart(self.page, self.box, self.stray))
        return Printed(piece.text, (piece,)) if piece else Printed("", ())


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table, joined over pages.

    Attributes:
        cells: In reading order, rows and columns counted over the whole table.
        row_count: Rows.
        column_count: Columns.
        parts: The parts it was joined from.
        above: Lines of running text between what comes before and the table: its caption, a form's title.
        breaks: Rows that are the first on their page.
        rows: The cells that cover each row, by column.
    """

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    parts: tuple[TablePart, ...]
    above: tuple[Line, ...] = ()
    breaks: tuple[int, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Lay the cells out by row, so that a step can go down the rows."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            for row in cell.rows:
                rows[row].append(cell)
        ordered = tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
        object.__setattr__(self, "rows", ordered)
