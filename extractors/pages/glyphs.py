"""Characters of a page as pdfium reads them from the text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.pages.radicals import fold

SPACE = 32  # the only printable character that pdfium makes up
UNREADABLE = 0xFFFD
GARBLED = frozenset("\ufffd\ufffe\uffff\x00")


class RawGlyph(NamedTuple):
    """One character in PDF user space: loose box, origin on the baseline, direction of its run, size in points.

    ``place`` is its place in pdfium's text page.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin_x: float
    origin_y: float
    direction: tuple[float, float]
    size: float
    place: int


def read_glyphs(text_page: Any) -> Iterator[RawGlyph]:
    """Every printed character of a pdfium text page; characters that pdfium made up (spaces, line ends) are left out.

    The loose box is used: it has the height of the line, where the tight one has that of the ink.
    """
    char_box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pending = 0
    get_code, has_no_code = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_HasUnicodeMapError
    get_box, get_origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    get_matrix, get_size = pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetFontSize
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = get_code(text_page, index)
        if 0xD800 <= code < 0xDC00:  # a character outside the basic plane comes as two surrogates
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        if code <= SPACE and pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if has_no_code(text_page, index) == 1 or (code >= 0xE000 and is_garbled(chr(code))):
            code = UNREADABLE
        elif code < SPACE:
            continue
        get_box(text_page, index, char_box)
        get_origin(text_page, index, x, y)
        get_matrix(text_page, index, matrix)
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
            get_size(text_page, index) * scale,
            index,
        )


def is_garbled(text: str) -> bool:
    """Whether a character is one that a broken font map leaves behind: none, private use, replacement.

    Example:
        ``is_garbled("\\ue123") is True``
    """
    return text in GARBLED or 0xE000 <= ord(text[0]) < 0xF900
