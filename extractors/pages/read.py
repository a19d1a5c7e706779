"""Pages of a report from its text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.pages.annotations import filled_in
from extractors.pages.faces import square_faces
from extractors.pages.glyphs import RawGlyph, read_glyphs
from extractors.pages.layers import Layers
from extractors.pages.marked import superscripts, unstruck, without_watermark
from extractors.pages.paths import Drawing, Point, Stroke, TooManyObjectsError, apply, read_drawing
from extractors.pages.stamps import stamped
from extractors.pages.trust import Layer, is_trusted
from extractors.pages.unseen import seen
from extractors.pages.upright import View, place, quarter_of, shown_view, upright_view
from extractors.pictures import INCH, Picture, PictureReader, draw, resolution
from schemas.kinds import Source
from schemas.page import Glyph, Page, Rule

if TYPE_CHECKING:
    from extractors.pictures.sheet import Sheet

TWICE_DRAWN = 0.3  # of the size: the same glyph drawn again within this distance is a bold made by printing twice


class _Unread(NamedTuple):
    """A page whose text layer can't be used, its picture, and where it was drawn from."""

    page: Page
    picture: Picture
    place: str


def read_pages(document: Any, reader: PictureReader = PictureReader()) -> list[Page]:
    """Every page of an open pdfium document, pages from 1.

    Args:
        document: A ``pypdfium2.PdfDocument``.
        reader: Reads the pictures of pages whose text layer is missing or can't be trusted.

    Returns:
        One page each; a page that can't be opened, or is a drawing bomb, is empty and names its trouble.
    """
    layers = Layers(document)
    count = len(document)

    def finished(draft: Page | _Unread) -> Page:
        return _as_shown(draft.page, reader.read(draft.picture, draft.place)) if isinstance(draft, _Unread) else draft

    pages = []
    with square_faces():
        for page in reader.each(finished, (_page(document, layers, number, reader) for number in range(1, count + 1))):
            reader.watch(page.number, count)
            pages.append(page)
    return pages


def _page(document: Any, layers: Layers, number: int, reader: PictureReader) -> Page | _Unread:
    try:
        return _read_page(filled_in(document, number - 1), layers, number, reader)
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, 0, (), (), "none", trouble="页面损坏")
    except TooManyObjectsError:
        return Page(number, 0.0, 0.0, 0, (), (), "none", trouble="绘图对象过多")


def _read_page(page: Any, layers: Layers, number: int, reader: PictureReader) -> Page | _Unread:
    text_page = page.get_textpage()
    all_glyphs = list(read_glyphs(text_page.raw))
    drawing = read_drawing(page.raw, layers.is_off)
    raw = seen(text_page, all_glyphs, drawing, layers.is_off)
    letters = set(stamped(text_page.raw, raw, drawing))
    raw = [glyph for glyph in raw if glyph.place not in letters] if letters else raw
    shown = shown_view(page.get_bbox(), page.get_rotation())
    if not is_trusted(page, Layer(raw, len(all_glyphs), drawing), shown):
        blank = Page(number, shown.width, shown.height, 0, (), (), "none")
        return _pictured(page, blank, resolution(page, _dpi(drawing)), reader)
    view = upright_view(shown, [glyph.direction for glyph in raw[::7]])
    rules = tuple(_rule(stroke, view) for stroke in drawing.strokes)
    return Page(
        number=number,
        width=view.width,
        height=view.height,
        turn=view.turn,
        glyphs=tuple(_text(raw, view, rules)),
        rules=rules,
        source=Source.TEXT,
        shades=tuple(place(view, area) for area in drawing.areas),
        aside=_aside(raw, view),
    )


def _pictured(page: Any, blank: Page, scale: float, reader: PictureReader) -> Page | _Unread:
    """A page as its picture shows it where that is known without drawing it, else the picture that is to be read."""
    place = reader.place(blank.number, scale)
    sheet = reader.recall(place)
    return _as_shown(blank, sheet) if sheet else _Unread(blank, draw(page, scale), place)


def _as_shown(blank: Page, sheet: Sheet) -> Page:
    """A page with what its picture shows, in points of that picture turned upright."""
    across, down = blank.width, blank.height
    width, height = (down, across) if sheet.turn % 2 else (across, down)
    return Page(blank.number, width, height, sheet.turn, sheet.glyphs, sheet.rules, Source.OCR, skew=sheet.skew)


def _text(raw: Iterable[RawGlyph], view: View, rules: Sequence[Rule]) -> Iterable[Glyph]:
    glyphs = without_watermark(list(_printed_once(_upright(raw, view))), rules)
    return superscripts(unstruck(glyphs, rules))


def _upright(raw: Iterable[RawGlyph], view: View) -> Iterable[Glyph]:
    """Glyphs in upright points; slanted ones (watermarks) and those that run another way are not part of the text."""
    quarters: dict[Point, bool] = {}
    a, b, c, d, e, f = view.matrix
    is_straight = b == 0 and c == 0 and a > 0 > d
    for text, left, low, right, high, origin_x, origin_y, direction, size, _ in raw:
        runs_right = quarters.get(direction)
        if runs_right is None:
            runs_right = quarters[direction] = quarter_of(view, direction) == 0
        if not runs_right:
            continue
        if is_straight:  # the same as below, without a call for each corner
            x0, top, x1, bottom = a * left + e, d * high + f, a * right + e, d * low + f
        else:
            x0, top, x1, bottom = place(view, (left, low, right, high))
        if x1 > 0 and x0 < view.width and bottom > 0 and top < view.height:  # beside the page nobody sees it
            yield Glyph(text, x0, top, x1, bottom, b * origin_x + d * origin_y + f, size, 1.0)


def _aside(raw: Sequence[RawGlyph], view: View) -> str:
    """Text at a right angle to most of the page's; aslant text is a watermark."""
    turned = {direction for direction in {glyph.direction for glyph in raw} if quarter_of(view, direction)}
    return "".join(glyph.text for glyph in raw if glyph.direction in turned).strip() if turned else ""


def _printed_once(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    drawn: dict[tuple[str, int], list[float]] = {}
    for glyph in glyphs:
        key = (glyph.text, round(glyph.baseline / 2))
        places = drawn.get(key)
        if places is None:
            drawn[key] = [glyph.x0]
            yield glyph
            continue
        near = TWICE_DRAWN * glyph.size
        if all(abs(x0 - glyph.x0) >= near for x0 in places):
            yield glyph
        places.append(glyph.x0)


def _rule(stroke: Stroke, view: View) -> Rule:
    (x_start, y_start), (x_end, y_end) = apply(view.matrix, stroke.start), apply(view.matrix, stroke.end)
    x0, x1 = sorted((x_start, x_end))
    top, bottom = sorted((y_start, y_end))
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Rule(middle, top, middle, bottom)


def _dpi(drawing: Drawing) -> float:
    """Dots per inch of the finest picture on a page, 0 without any."""
    across, down = ctypes.c_uint(), ctypes.c_uint()
    finest = 0.0
    for paint in drawing.fills:
        if pdfium.FPDFImageObj_GetImagePixelSize(paint.item, across, down) and paint.area:
            area = (paint.area.right - paint.area.left) * (paint.area.top - paint.area.bottom)
            finest = max(finest, INCH * (across.value * down.value / max(area, 1.0)) ** 0.5)
    return finest
