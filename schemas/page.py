"""The page as every step after ``pages`` sees it, whether its text came from the text layer or from OCR.

Coordinates are PDF points, origin top left, y downward, of the page turned upright and straight (text runs left to
right, level). ``turn`` and ``skew`` tell how to get back to the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points. Example: ``Box(72.0, 90.5, 110.2, 102.5)``."""

    x0: float
    top: float
    x1: float
    bottom: float


class Glyph(NamedTuple):
    """One printed character, radicals folded to ideographs; ``baseline`` orders text where box tops differ."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    confidence: float


class Rule(NamedTuple):
    """A ruling line: horizontal where ``top == bottom``, vertical where ``x0 == x1``."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its glyphs and ruling lines in upright coordinates.

    Attributes:
        number: From 1.
        width: Points, upright.
        height: Points, upright.
        turn: Quarter turns clockwise (0 to 3) from upright back to the page as shown.
        glyphs: Spaces included where the page prints them.
        rules: Straight ruling lines, borders of boxes taken apart.
        source: ``text``, ``ocr``, or ``none`` where nothing could be read.
        shades: Filled areas behind text; they part rows where a table prints no lines.
        trouble: Why the page, or its text, can't be trusted; empty where it can.
        aside: Text that runs up or down the page while most runs rightwards; it is not among the glyphs.
        skew: Degrees clockwise by which a scan's print leans on the upright page, about the page's middle.
    """

    number: int
    width: float
    height: float
    turn: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    source: str
    shades: tuple[Box, ...] = ()
    trouble: str = ""
    aside: str = ""
    skew: float = 0.0

    def as_shown(self, box: Box) -> Box:
        """The same place on the page as a reader sees it, in points from its top left."""
        if self.skew:
            box = self._leaning(box)
        if self.turn == 0:
            return box
        if self.turn == 1:
            return Box(self.height - box.bottom, box.x0, self.height - box.top, box.x1)
        if self.turn == 2:
            return Box(self.width - box.x1, self.height - box.bottom, self.width - box.x0, self.height - box.top)
        return Box(box.top, self.width - box.x1, box.bottom, self.width - box.x0)

    def _leaning(self, box: Box) -> Box:
        """The bounds of a box that leans with the print."""
        across, down = cos(radians(self.skew)), sin(radians(self.skew))
        middle_x, middle_y = self.width / 2, self.height / 2
        corners = [(x - middle_x, y - middle_y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [middle_x + x * across - y * down for x, y in corners]
        ys = [middle_y + x * down + y * across for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


class Piece(NamedTuple):
    """One place where a text is printed: page from 1, box in points of the page as shown."""

    page: int
    box: Box
    text: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A text with every place it was printed in: one for most cells, more where a page break cuts it."""

    text: str
    pieces: tuple[Piece, ...]
