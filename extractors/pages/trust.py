"""Whether a page's text layer says what the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from extractors.pages.glyphs import RawGlyph, is_garbled
from extractors.pages.paths import Drawing
from extractors.pages.upright import View, place
from extractors.pictures.engine import is_usual
from extractors.pictures.render import Pixels, draw
from schemas.page import Box

GARBLED_SHARE = 0.2  # of the glyphs: a layer with more unreadable ones can't be trusted
PICTURE_SHARE = 0.05  # of the page: smaller pictures are emblems and codes
RARE_SHARE = 0.2  # of the ideographs: text of the administration has hardly any outside GB 2312
FOREIGN_SHARE = 0.5  # of the characters: letters of other scripts, in a Chinese report
ENOUGH = 20  # characters that a share is told from
COARSE = 1.4  # pixels a point: enough to see where print is
DRAWN = 20  # filled shapes: a page without text that has more may print its characters as outlines
GRID = 50  # places each way that a page is covered at or not
CHARACTER = (4.0, 40.0)  # points: a blot of ink smaller or larger is no character


class Layer(NamedTuple):
    """What a page holds: the glyphs that a reader sees, how many it holds in all, and what is drawn beside them."""

    raw: Sequence[RawGlyph]
    held: int
    drawing: Drawing


def is_trusted(page: Any, layer: Layer, view: View) -> bool:
    """Whether a page can be read from its text layer.

    Not where there is none though something is drawn, where characters are unreadable or such as no Chinese report has,
    where most are hidden as OCR programs lay them over a scan, nor where pictures show more print than the layer has.

    Args:
        page: The ``pypdfium2.PdfPage``.
        layer: What it holds.
        view: The page as shown.
    """
    printed = [glyph for glyph in layer.raw if not glyph.text.isspace()]
    images = [place(view, image) for image in layer.drawing.images]
    pictured = _covered(view, images)
    if not printed:
        return not (images or layer.drawing.strokes or len(layer.drawing.fills) > DRAWN)
    if pictured > PICTURE_SHARE and 2 * len(layer.raw) < layer.held:
        return False
    if sum(is_garbled(glyph.text) for glyph in printed) > GARBLED_SHARE * len(printed) or _is_strange(printed):
        return False
    if pictured <= PICTURE_SHARE:
        return True
    glyphs = [place(view, (glyph.left, glyph.bottom, glyph.right, glyph.top)) for glyph in printed]
    return _print_in_pictures(page, glyphs, images) <= max(len(printed), ENOUGH)


def _is_strange(printed: Sequence[RawGlyph]) -> bool:
    """Whether the characters are such as no Chinese report is written in: a font map that leads elsewhere."""
    ideographs = [glyph.text for glyph in printed if "\u4e00" <= glyph.text <= "\u9fff"]
    if len(ideographs) >= ENOUGH:
        return sum(not is_usual(text) for text in ideographs) > RARE_SHARE * len(ideographs)
    foreign = sum(glyph.text.isalpha() and not "\u4e00" <= glyph.text <= "\u9fff" for glyph in printed)
    return len(printed) >= ENOUGH and foreign > FOREIGN_SHARE * len(printed)


def _covered(view: View, images: Sequence[Box]) -> float:
    """The share of the page that pictures cover, strips of one scan taken together."""
    shares = np.zeros((GRID, GRID), np.uint8)
    across, down = GRID / view.width, GRID / view.height
    for box in images:
        _paint(shares, Box(box.x0 * across, box.top * down, box.x1 * across, box.bottom * down), 1)
    return float(shares.mean())


def _print_in_pictures(page: Any, glyphs: Sequence[Box], images: Sequence[Box]) -> int:
    """How many blots of ink of a character's size the pictures show where the text layer has no character."""
    import cv2

    from extractors.pictures.ink import INK, darkness

    inked = (darkness(draw(page, COARSE).pixels, COARSE) > INK).astype(np.uint8)
    where = np.zeros_like(inked)
    for boxes, value in ((images, 1), (glyphs, 0)):
        for box in boxes:
            _paint(where, Box(*(side * COARSE for side in box)), value)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(inked & where, np.ones((2, 2), np.uint8)))
    longer = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) / COARSE
    return int(((longer > CHARACTER[0]) & (longer < CHARACTER[1])).sum())


def _paint(mask: Pixels, box: Box, value: int) -> None:
    x0, top, x1, bottom = (max(round(side), 0) for side in box)
    mask[top:bottom, x0:x1] = value
