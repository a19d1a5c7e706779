"""What pdfium reads inside a box of a page as shown: the second opinion that evidence is held against."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import cos, sin
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.pages.faces import square_faces
from extractors.pages.radicals import fold
from schemas.page import Box

FINE = 100  # device units a point: pdfium maps to whole device units
SAME_LINE = 0.6  # of the size: baselines nearer than this are one line (10² stays whole)


class Shown(NamedTuple):
    """One character of a page as shown: middle of its box, place along and across its run of text, size in points."""

    text: str
    x: float
    y: float
    along: float
    across: float
    size: float


class ShownPages:
    """The characters of every page of a PDF, read once."""

    def __init__(self, pdf: bytes) -> None:
        """Open the PDF; pages are read as they are asked for."""
        self.document = pypdfium2.PdfDocument(pdf)
        self.pages: dict[int, list[Shown]] = {}

    def text_in(self, number: int, box: Box) -> str:
        """The characters of a page, from 1, whose middle lies in the box, in reading order, without white space."""
        if number not in self.pages:
            with square_faces():  # by which the reader measures too, whatever fonts the machine has
                self.pages[number] = list(_characters(self.document[number - 1]))
        inside = [c for c in self.pages[number] if box.x0 <= c.x <= box.x1 and box.top <= c.y <= box.bottom]
        lines: list[list[Shown]] = []
        for character in sorted(inside, key=lambda c: c.across):
            if lines and character.across - lines[-1][0].across < SAME_LINE * character.size:
                lines[-1].append(character)
            else:
                lines.append([character])
        return "".join(c.text for line in lines for c in sorted(line, key=lambda c: c.along))


def plain(text: str) -> str:
    """A text without white space, radicals folded to ideographs."""
    return "".join(fold(character) for character in "".join(text.split()))


def _characters(page: Any) -> Iterator[Shown]:
    text_page = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        text = text_page.get_text_range(index, 1, errors="ignore")
        if not text.strip() or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        middle = _shown(page, (box.left + box.right) / 2, (box.bottom + box.top) / 2)
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        start, ahead = (
            _shown(page, x.value, y.value),
            _shown(page, x.value + 100 * cos(angle), y.value - 100 * sin(angle)),
        )
        right, down = (ahead[0] - start[0]) / 100, (ahead[1] - start[1]) / 100
        along, across = start[0] * right + start[1] * down, start[1] * right - start[0] * down
        yield Shown(fold(text), *middle, along, across, max(box.top - box.bottom, box.right - box.left))


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of user space on the page as shown, as pdfium itself maps it."""
    across, down = ctypes.c_int(), ctypes.c_int()
    size = round(page.get_width() * FINE), round(page.get_height() * FINE)
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE
