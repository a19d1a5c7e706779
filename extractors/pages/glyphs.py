"""Characters of a page as pdfium reads them from the text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.pages.radicals import fold

SPACE = 32  # the only printable character that pdfium makes up
GARBLED = frozenset("\ufffd\ufffe\uffff\x00")


class RawGlyph(NamedTuple):
    """One character in PDF user space: loose box, origin on the baseline, direction of its run, size in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin_x: float
    origin_y: float
    direction: tuple[float, float]
    size: float


def read_glyphs(text_page: Any) -> Iterator[RawGlyph]:
    """Every printed character of a pdfium text page; characters that pdfium made up (spaces, line ends) are left out.

    The loose box is used: it has the height of the line, where the tight one has that of the ink.
    """
    char_box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pending = 0
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # a character outside the basic plane comes as two surrogates
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        if code < 32 or (code == SPACE and pdfium.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, char_box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        scale = (matrix.a * matrix.a + matrix.b * matrix.b) ** 0.5 or 1.0
        yield RawGlyph(
            fold(chr(code)),
            char_box.left,
            char_box.bottom,
            char_box.right,
            char_box.top,
            x.value,
            y.value,
            (matrix.a / scale, matrix.b / scale),
            pdfium.FPDFText_GetFontSize(text_page, index) * scale,
        )


def is_garbled(text: str) -> bool:
    """Whether a character is one that a broken font map leaves behind: none, private use, replacement.

    Example:
        ``is_garbled("\\ue123") is True``
    """
    return text in GARBLED or 0xE000 <= ord(text[0]) < 0xF900
