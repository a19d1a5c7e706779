"""Cubic outlines to quadratic ones: Chromium embeds TrueType fonts, but draws OpenType CFF as many Type 3 fonts."""

from __future__ import annotations

from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import newTable  # type: ignore[import-untyped]

_MOST_ERROR = 1.0  # font units of a thousand to the em: far below what a printed page shows


def to_truetype(font: Any) -> None:
    """Turn a fontTools font with a CFF table into a TrueType font, in place; leave another as it is."""
    if "CFF " not in font:
        return
    glyphs = font.getGlyphSet()
    table = newTable("glyf")
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs = {name: _quadratic(glyphs[name]) for name in table.glyphOrder}
    font["loca"], font["glyf"] = newTable("loca"), table
    for name in ("CFF ", "VORG", "vhea", "vmtx"):
        if name in font:
            del font[name]
    _describe(font)


def _quadratic(glyph: Any) -> Any:
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, _MOST_ERROR, reverse_direction=True))
    return pen.glyph()


def _describe(font: Any) -> None:
    """Set the tables that say what kind of outlines follow; glyph counts are filled when the font is written."""
    font["head"].glyphDataFormat = 0
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for name in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(limits, name, 1 if name == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.recalcBBoxes = True
    font.sfntVersion = "\000\001\000\000"
