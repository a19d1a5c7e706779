"""Chinese faces that a file names and does not carry, measured the same on every machine.

pdfium takes such a face from the machine's own fonts. Where the machine has no Chinese font it takes a substitute whose
glyphs are empty: text that runs up or down a turned page then has no extent and is left out of the text layer. While
pages are read, every such face is one small glyph for all characters, so that widths and heights are the file's alone.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

SQUARE_FACE = files("extractors.pages") / "square_face.ttf"  # made by tests/square_face.py
EAST_ASIAN = frozenset(
    {
        pdfium.FXFONT_GB2312_CHARSET,
        pdfium.FXFONT_CHINESEBIG5_CHARSET,
        pdfium.FXFONT_SHIFTJIS_CHARSET,
        pdfium.FXFONT_HANGEUL_CHARSET,
    }
)
WHOLE = 0  # the table number by which pdfium asks for a whole font file
HANDLE = 1
CHARSET = 3  # its place in pdfium's question, after the handler itself


class SquareFaces(pypdfium2.PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 has no types
    """Answers pdfium's questions about the machine's fonts: one square face for East Asian writing, none for any other.

    What is not East Asian pdfium then sets in the faces it carries itself, which are the same on every machine.
    """

    def __init__(self) -> None:
        """Read the face once."""
        super().__init__()
        self._face = SQUARE_FACE.read_bytes()

    def EnumFonts(self, _: Any, mapper: Any) -> None:  # noqa: N802  # pdfium's own names, here and below
        """No font of the machine is listed."""

    def MapFont(self, *question: Any) -> int | None:  # noqa: N802
        """The square face for a character set of East Asia; asked for are weight, slant, character set, pitch, name."""
        return HANDLE if question[CHARSET] in EAST_ASIAN else None

    def GetFont(self, _: Any, face: Any) -> None:  # noqa: N802
        """No face is known by its name."""

    def GetFontData(self, _: Any, font: Any, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        """The file's length in bytes, and the file itself where the buffer holds it."""
        if table != WHOLE:
            return 0
        if size >= len(self._face):
            ctypes.memmove(buffer, self._face, len(self._face))
        return len(self._face)

    def GetFaceName(self, _: Any, font: Any, buffer: Any, size: int) -> int:  # noqa: N802
        """The face has no name."""
        return 0

    def GetFontCharset(self, _: Any, font: Any) -> int:  # noqa: N802
        """It is asked only of the one face there is."""
        return int(pdfium.FXFONT_GB2312_CHARSET)

    def DeleteFont(self, _: Any, font: Any) -> None:  # noqa: N802
        """Nothing was made for it."""


@contextmanager
def square_faces() -> Iterator[None]:
    """While it lasts, pdfium measures faces that a file does not carry by the square face, afterwards by the machine's.

    Example:
        ``with square_faces(): text_page = pypdfium2.PdfDocument(pdf)[0].get_textpage()``
    """
    square, machine = _handlers()
    square.setup(reusable=True)
    try:
        yield
    finally:
        machine.setup(reusable=True)


@cache
def _handlers() -> tuple[SquareFaces, Any]:
    return SquareFaces(), pypdfium2.PdfSysfontBase()
