"""Makes the face by which text in fonts that a file does not carry is measured: ``python -m tests.square_face``.

One glyph for every character, a quarter of an em wide and as high as a capital: it has an extent in both directions, so
that pdfium keeps the text, and lies inside what the file says of a character's width and height, so that those count.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from extractors.pages.faces import SQUARE_FACE

EM = 1000
WIDTH, HEIGHT = 250, 700
ASCENT, DESCENT = 880, -120
MANY_TO_ONE = 13  # the format of a cmap that gives many characters one glyph
NAMES = (".notdef", "square")


def face() -> bytes:
    """The font file's bytes, the same at every call."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupHead(unitsPerEm=EM, created=0, modified=0)
    builder.setupGlyphOrder(list(NAMES))
    builder.setupGlyf(dict.fromkeys(NAMES, _square()))
    builder.setupHorizontalMetrics(dict.fromkeys(NAMES, (EM, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "square", "styleName": "Regular"})
    builder.font["cmap"] = _characters()
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    sink = io.BytesIO()
    builder.font.save(sink)
    return sink.getvalue()


def _square() -> Any:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, HEIGHT), (WIDTH, HEIGHT), (WIDTH, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _characters() -> Any:
    subtable = CmapSubtable.newSubtable(MANY_TO_ONE)
    subtable.platformID, subtable.platEncID = 3, 10
    subtable.format, subtable.reserved, subtable.length, subtable.language, subtable.nGroups = MANY_TO_ONE, 0, 0, 0, 0
    subtable.cmap = dict.fromkeys(range(0x20, 0x30000), "square")
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [subtable]
    return table


if __name__ == "__main__":
    Path(str(SQUARE_FACE)).write_bytes(face())
