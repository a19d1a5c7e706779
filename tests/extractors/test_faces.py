"""Text in faces that the file does not carry is read alike on every machine."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pages.faces import SQUARE_FACE, square_faces
from extractors.pages.read import read_pages
from tests.square_face import face

WORDS = ("绩效指标", "实际完成值 98.5%", "2023年")


class _NoFonts(pypdfium2.PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 has no types
    """A machine on which no font is installed."""

    def EnumFonts(self, _: Any, mapper: Any) -> None: ...  # noqa: N802

    def MapFont(self, *question: Any) -> None: ...  # noqa: N802

    def GetFont(self, _: Any, face: Any) -> None: ...  # noqa: N802


def _page(turn: int) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842), invariant=True)
    canvas.translate(300, 420)
    canvas.rotate(turn)
    canvas.setFont("STSong-Light", 12)
    for place, words in enumerate(WORDS):
        canvas.drawString(-80, -20 * place, words)
    canvas.save()
    return sink.getvalue()


def _glyphs(pdf: bytes) -> list[tuple[float | str, ...]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [tuple(glyph) for glyph in read_pages(document)[0].glyphs]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_no_font_of_the_machine_changes_what_is_read(turn: int) -> None:
    pdf = _page(turn)
    here = _glyphs(pdf)
    bare = _NoFonts()
    bare.setup(reusable=True)
    try:
        assert _glyphs(pdf) == here
    finally:
        pypdfium2.PdfSysfontBase().setup(reusable=True)
    assert sorted("".join(str(glyph[0]) for glyph in here)) == sorted("".join(WORDS))


def test_a_machine_without_fonts_would_lose_turned_text() -> None:
    bare = _NoFonts()
    bare.setup(reusable=True)
    try:
        with pypdfium2.PdfDocument(_page(90)) as document:
            lost = document[0].get_textpage().get_text_bounded()
        with square_faces(), pypdfium2.PdfDocument(_page(90)) as document:
            kept = document[0].get_textpage().get_text_bounded()
    finally:
        pypdfium2.PdfSysfontBase().setup(reusable=True)
    assert WORDS[0] not in lost and WORDS[0] in kept


def test_the_face_is_the_one_its_program_makes() -> None:
    assert SQUARE_FACE.read_bytes() == face()
