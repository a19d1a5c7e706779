"""Pages of a report from its text layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2

from extractors.pages.annotations import filled_in
from extractors.pages.glyphs import RawGlyph, is_garbled, read_glyphs
from extractors.pages.layers import Layers
from extractors.pages.marked import superscripts, unstruck, without_watermark
from extractors.pages.paths import Area, Drawing, Point, Stroke, TooManyObjectsError, apply, read_drawing
from extractors.pages.unseen import seen
from extractors.pages.upright import View, place, quarter_of, shown_view, upright_view
from schemas.page import Box, Glyph, Page, Rule

SCAN_SHARE = 0.6  # of the page: an image this large with hidden text over it is a scan
GARBLED_SHARE = 0.2  # of the glyphs: a layer with more unreadable ones can't be trusted
TWICE_DRAWN = 0.3  # of the size: the same glyph drawn again within this distance is a bold made by printing twice


def read_pages(document: Any) -> list[Page]:
    """Every page of an open pdfium document, pages from 1.

    Args:
        document: A ``pypdfium2.PdfDocument``.

    Returns:
        One page each; a page that can't be opened, or is a drawing bomb, is empty and names its trouble.
    """
    layers = Layers(document)
    return [_page(document, layers, number) for number in range(1, len(document) + 1)]


def _page(document: Any, layers: Layers, number: int) -> Page:
    try:
        return _read_page(filled_in(document, number - 1), layers, number)
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, 0, (), (), "none", trouble="页面损坏")
    except TooManyObjectsError:
        return Page(number, 0.0, 0.0, 0, (), (), "none", trouble="绘图对象过多")


def _read_page(page: Any, layers: Layers, number: int) -> Page:
    text_page = page.get_textpage()
    all_glyphs = list(read_glyphs(text_page.raw))
    drawing = read_drawing(page.raw, layers.is_off)
    raw = seen(text_page.raw, all_glyphs, drawing, layers.is_off)
    view = shown_view(page.get_bbox(), page.get_rotation())
    view = upright_view(view, [glyph.direction for glyph in raw[::7]])
    trouble = _trouble(raw, drawing, view, len(all_glyphs))
    rules = tuple(_rule(stroke, view) for stroke in drawing.strokes)
    return Page(
        number=number,
        width=view.width,
        height=view.height,
        turn=view.turn,
        glyphs=() if trouble else tuple(_text(raw, view, rules)),
        rules=rules,
        source="none" if trouble else "text",
        shades=tuple(place(view, area) for area in drawing.areas),
        trouble=trouble,
        aside=_aside(raw, view),
    )


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


def _trouble(raw: list[RawGlyph], drawing: Drawing, view: View, held: int) -> str:
    """Why the text layer can't be used, in Chinese for the finding; empty where it can.

    ``held`` counts all glyphs, also those that nobody sees, as OCR programs lay them over a scan.
    """
    printed = [glyph for glyph in raw if not glyph.text.isspace()]
    is_scan = any(_share(image, view) > SCAN_SHARE for image in drawing.images)
    if is_scan and 2 * len(raw) < held:
        return "文字层是扫描件的隐藏识别结果"
    if not printed:
        return "无文字层" if is_scan or drawing.images or drawing.strokes else ""
    if sum(is_garbled(glyph.text) for glyph in printed) > GARBLED_SHARE * len(printed):
        return "文字层乱码"
    return ""


def _share(image: Area, view: View) -> float:
    box = place(view, image)
    page = Box(0, 0, view.width, view.height)
    width = min(box.x1, page.x1) - max(box.x0, page.x0)
    height = min(box.bottom, page.bottom) - max(box.top, page.top)
    return max(width, 0) * max(height, 0) / (view.width * view.height)
