"""Letters of a stamp drawn into the page: in its colour and inside its ring, they are no text of the cells below."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.pages.glyphs import RawGlyph
from extractors.pages.paths import Area, Colour, Drawing, Paint, colour_of

SMALLEST = 30.0  # points across: the smallest seals measure 12 mm, a ring round a number less
COLOURED = 60  # of 255, between the strongest and the weakest of red, green and blue: less is grey
SAME = 48  # of 255: letters and ring of one stamp differ in no part of their colour by more


def stamped(text_page: Any, glyphs: Sequence[RawGlyph], drawing: Drawing) -> Iterator[int]:
    """Places in pdfium's text page of the glyphs that are a stamp's letters.

    Args:
        text_page: The raw pdfium text page.
        glyphs: All of it.
        drawing: The same page's objects.
    """
    for ring in drawing.rings:
        colour = _colour(ring)
        if ring.area is None or colour is None or not _is_seal(ring.area):
            continue
        for glyph in glyphs:
            if _holds(ring.area, glyph) and _is_like(_text_colour(text_page, glyph), colour):
                yield glyph.place


def _is_seal(area: Area) -> bool:
    return min(area.right - area.left, area.top - area.bottom) >= SMALLEST


def _colour(ring: Paint) -> Colour | None:
    """The colour of a ring drawn as a line or filled; None where it is grey."""
    for get in (pdfium.FPDFPageObj_GetStrokeColor, pdfium.FPDFPageObj_GetFillColor):
        colour = colour_of(ring.item, get)
        if colour and max(colour[:3]) - min(colour[:3]) > COLOURED:
            return colour
    return None


def _text_colour(text_page: Any, glyph: RawGlyph) -> Colour | None:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    found = pdfium.FPDFText_GetFillColor(text_page, glyph.place, red, green, blue, alpha)
    return (red.value, green.value, blue.value, alpha.value) if found else None


def _is_like(colour: Colour | None, other: Colour) -> bool:
    return colour is not None and all(abs(a - b) <= SAME for a, b in zip(colour[:3], other[:3], strict=True))


def _holds(area: Area, glyph: RawGlyph) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return area.left <= x <= area.right and area.bottom <= y <= area.top
