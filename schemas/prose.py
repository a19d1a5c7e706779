"""Running text: printed lines, the sections they make, and the way back from a character to where it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from schemas.page import Box, Glyph, Page


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of running text; tables, page numbers, headers and footers are already taken out.

    Attributes:
        text: The characters in reading order, spaces as printed.
        glyphs: One glyph a character of ``text``.
        page: The page it is printed on.
        box: Points, upright, round the glyphs.

    Example:
        ``Line("（一）部门职能", glyphs, page, Box(121.9, 140.2, 230.0, 156.2))``
    """

    text: str
    glyphs: tuple[Glyph, ...]
    page: Page
    box: Box


class Mark(NamedTuple):
    """Where one character of a text is printed: ``line.glyphs[at]``."""

    line: Line
    at: int


@dataclass(frozen=True, slots=True)
class SectionText:
    """One heading with the running text under it, up to the next heading of any level.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, deeper for ① and the like; 0 before any heading.
            An outer 第一部分 or 第一章 is level 1 and moves the others down.
        number: As printed, ``（二）`` or ``1.``; None at level 0.
        heading: Without its number; None where the numbered paragraph has no heading of its own.
        text: One paragraph a line; paragraphs are parted by a newline.
        parent: Index of the enclosing section in the same tuple.
        page: From 1, where it starts.
        page_last: From 1, where it ends.
        number_marks: One mark a character of ``number``.
        heading_marks: One mark a character of ``heading``.
        text_marks: One mark a character of ``text``; None for the newlines.
    """

    level: int
    number: str | None
    heading: str | None
    text: str
    parent: int | None
    page: int
    page_last: int
    number_marks: tuple[Mark, ...] = ()
    heading_marks: tuple[Mark, ...] = ()
    text_marks: tuple[Mark | None, ...] = ()
