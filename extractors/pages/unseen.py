"""Text that the file holds and no reader sees: invisible, in the colour of what lies under it, or painted over."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.pages.glyphs import RawGlyph
from extractors.pages.paths import Area, Colour, Drawing, Paint, apply, bounds, colour_of

INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
FILLED = pdfium.FPDF_TEXTRENDERMODE_FILL
PALE = 200  # of 255: text not paler than this is seen on any paper
CONTRAST = 16.0  # of 255: a smaller difference in lightness nobody sees
OPAQUE = 255
DENSE = 0.99  # of a picture's pixels: so many opaque ones leave no text to be seen, the edge of one askew aside
PAPER: Colour = (255, 255, 255, 255)


class _Texts(NamedTuple):
    """Text objects of a page by their address that can't be seen, and with order those seen on darker ground only."""

    hidden: frozenset[int]
    pale: dict[int, tuple[int, Colour]]


def seen(text_page: Any, glyphs: list[RawGlyph], drawing: Drawing, is_off: Callable[[Any], bool]) -> list[RawGlyph]:
    """The glyphs that a reader sees, in their order.

    Args:
        text_page: The ``pypdfium2.PdfTextPage``.
        glyphs: All of it.
        drawing: The same page's objects in the order of painting.
        is_off: Whether an object belongs to a layer that is not shown.
    """
    texts = _texts(drawing.texts, is_off)
    lost = {glyphs[at].place for at in _covered(text_page, glyphs, drawing)}
    if texts.hidden or texts.pale:
        lost |= {glyph.place for glyph in glyphs if _is_lost(_address(text_page.raw, glyph), glyph, drawing, texts)}
    return [glyph for glyph in glyphs if glyph.place not in lost] if lost else glyphs


def _texts(paints: Sequence[Paint], is_off: Callable[[Any], bool]) -> _Texts:
    hidden: set[int] = set()
    pale: dict[int, tuple[int, Colour]] = {}
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(255)
    get_mode, get_colour = pdfium.FPDFTextObj_GetTextRenderMode, pdfium.FPDFPageObj_GetFillColor
    for order, item, _, _ in paints:
        mode, has_colour = get_mode(item), get_colour(item, red, green, blue, alpha)
        if mode in INVISIBLE or (has_colour and alpha.value == 0) or is_off(item):
            hidden.add(ctypes.addressof(item.contents))
        elif has_colour and mode == FILLED and red.value >= PALE and green.value >= PALE and blue.value >= PALE:
            pale[ctypes.addressof(item.contents)] = order, (red.value, green.value, blue.value, alpha.value)
    return _Texts(frozenset(hidden), pale)


def _address(text_page: Any, glyph: RawGlyph) -> int:
    item = pdfium.FPDFText_GetTextObject(text_page, glyph.place)
    return ctypes.addressof(item.contents) if item else 0


def _is_lost(address: int, glyph: RawGlyph, drawing: Drawing, texts: _Texts) -> bool:
    if address in texts.hidden:
        return True
    if address not in texts.pale:
        return False
    order, colour = texts.pale[address]
    ground = _ground(_middle(glyph), order, drawing.fills)
    return ground is not None and abs(_lightness(ground) - _lightness(colour)) < CONTRAST


def _ground(middle: tuple[float, float], order: int, fills: Sequence[Paint]) -> Colour | None:
    """The colour under a glyph; None where it lies on a picture or a pattern, and nobody can say."""
    for fill in reversed(fills):
        if fill.order < order and fill.area and _holds(fill.area, middle):
            colour = colour_of(fill.item) if pdfium.FPDFPageObj_GetType(fill.item) == pdfium.FPDF_PAGEOBJ_PATH else None
            if colour is None or colour[3]:
                return colour
    return PAPER


def _lightness(colour: Colour) -> float:
    """Luma of ITU-R BT.601."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def _covered(text_page: Any, glyphs: Sequence[RawGlyph], drawing: Drawing) -> Iterator[int]:
    """Places in the list of glyphs that an opaque rectangle or picture painted later lies over."""
    first = drawing.texts[0].order if drawing.texts else 0
    covers = [fill for fill in drawing.fills if fill.order > first]
    if not covers:
        return
    orders = {ctypes.addressof(text.item.contents): text.order for text in drawing.texts}
    rows = sorted((_middle(glyph)[1], at) for at, glyph in enumerate(glyphs))
    for fill in covers:
        assert fill.area
        start, stop = bisect_left(rows, (fill.area.bottom, -1)), bisect_right(rows, (fill.area.top, len(rows)))
        inside = [at for _, at in rows[start:stop] if _holds(fill.area, _middle(glyphs[at]))]
        older = [at for at in inside if orders.get(_address(text_page.raw, glyphs[at]), fill.order) < fill.order]
        area = _opaque(fill, text_page.page) if older else None
        yield from (at for at in older if area and _holds(area, _middle(glyphs[at])))


def _opaque(fill: Paint, page: Any) -> Area | None:
    """What a filled rectangle or a picture covers wholly, its clip paths considered; None for anything else."""
    if not fill.area or pdfium.FPDFPageObj_HasTransparency(fill.item):
        return None
    kind = pdfium.FPDFPageObj_GetType(fill.item)
    if not (_is_solid(fill.item) if kind == pdfium.FPDF_PAGEOBJ_PATH else _is_dense(fill, page)):
        return None
    area = fill.area
    for clip in _clips(fill):
        area = Area(
            max(area.left, clip.left),
            max(area.bottom, clip.bottom),
            min(area.right, clip.right),
            min(area.top, clip.top),
        )
    return area


def _is_solid(item: Any) -> bool:
    """Whether a path is filled rectangles that nothing shows through."""
    colour = colour_of(item)
    return colour is not None and colour[3] == OPAQUE and not _has_curves(item)


def _is_dense(fill: Paint, page: Any) -> bool:
    """Whether an object is a picture without holes: a scan, where a seal or a watermark lets the text through."""
    if pdfium.FPDFPageObj_GetType(fill.item) != pdfium.FPDF_PAGEOBJ_IMAGE:
        return False
    raw = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, fill.item)
    if not raw:
        return False
    bitmap = pypdfium2.PdfBitmap.from_raw(raw)
    pixels = bitmap.to_numpy()
    is_dense = bitmap.format != pdfium.FPDFBitmap_BGRA or bool((pixels[..., 3] == OPAQUE).mean() > DENSE)
    bitmap.close()
    return is_dense


def _has_curves(item: Any) -> bool:
    """Whether an outline is more than rectangles: a curve, or a corner that none of them has."""
    kinds = [
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(item, index))
        for index in range(pdfium.FPDFPath_CountSegments(item))
    ]
    return pdfium.FPDF_SEGMENT_BEZIERTO in kinds or not 4 <= len(kinds) / kinds.count(pdfium.FPDF_SEGMENT_MOVETO) <= 5


def _clips(fill: Paint) -> Iterator[Area]:
    path = pdfium.FPDFPageObj_GetClipPath(fill.item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = []
        for at in range(max(pdfium.FPDFClipPath_CountPathSegments(path, index), 0)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, at), x, y)
            points.append(apply(fill.matrix, (x.value, y.value)))
        if points:
            yield bounds(points)


def _middle(glyph: RawGlyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2


def _holds(area: Area, point: tuple[float, float]) -> bool:
    return area.left <= point[0] <= area.right and area.bottom <= point[1] <= area.top
