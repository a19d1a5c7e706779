"""Drawn paths of a page: ruling lines and filled areas, through every form XObject, each by its own matrix."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.pages.dashes import FEWEST, LONGEST, Dash, chained

HAIRLINE = 3.5  # points: a filled area not thicker than this is a drawn line
DOT = 1.5  # points: a shorter piece is a dot and borders nothing by itself
STRAIGHT = 1.0  # points: a stroke may lean this much
MAX_DEPTH = 12
MAX_OBJECTS = 200_000
WHITE = 250  # of 255: paler than this nobody sees

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Stroke(NamedTuple):
    """A straight line in PDF user space, level or upright."""

    start: Point
    end: Point


class Area(NamedTuple):
    """A filled area's bounds in PDF user space."""

    left: float
    bottom: float
    right: float
    top: float


EVERYWHERE = Area(float("-inf"), float("-inf"), float("inf"), float("inf"))


class Paint(NamedTuple):
    """An object among the others as they are painted one over another: text, fill, image or shading.

    Attributes:
        order: Objects painted before it.
        item: The pdfium object.
        matrix: From the space of its form XObject to user space.
        area: What a fill, an image or a shading covers at most.
    """

    order: int
    item: Any
    matrix: Matrix
    area: Area | None = None


class Drawing(NamedTuple):
    """What a page draws; ``texts`` and ``fills`` in the order of painting, ``fills`` even where nobody sees them.

    ``rings`` are outlines of curves alone, as a stamp's.
    """

    strokes: list[Stroke]
    areas: list[Area]
    images: list[Area]
    texts: list[Paint]
    fills: list[Paint]
    rings: list[Paint]


class TooManyObjectsError(ValueError):
    """A page draws more objects than any report does."""


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` and then ``outer``."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, point: Point) -> Point:
    """The point as ``matrix`` maps it."""
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def read_drawing(page: Any, is_off: Callable[[Any], bool] = lambda item: False) -> Drawing:
    """Strokes, filled areas, images and text objects of a pdfium page.

    Args:
        page: The raw pdfium page.
        is_off: Whether a form XObject belongs to a layer that is not shown; nothing in it is read.

    Raises:
        TooManyObjectsError: The page draws more than ``MAX_OBJECTS`` objects, as a drawing bomb does.
    """
    drawing = Drawing([], [], [], [], [], [])
    for count, (item, matrix) in enumerate(_objects(page, is_off)):
        if count >= MAX_OBJECTS:
            raise TooManyObjectsError(f"more than {MAX_OBJECTS} objects on one page")
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawing.texts.append(Paint(count, item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(Paint(count, item, matrix), drawing)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            square = [apply(multiply(_matrix(item), matrix), p) for p in ((0, 0), (0, 1), (1, 0), (1, 1))]
            drawing.images.append(bounds(square))
            drawing.fills.append(Paint(count, item, matrix, drawing.images[-1]))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            drawing.fills.append(Paint(count, item, matrix, EVERYWHERE))
    return drawing._replace(strokes=_dashes_joined(drawing.strokes))


def _dashes_joined(strokes: list[Stroke]) -> list[Stroke]:
    """Short pieces that follow each other made into lines, level and upright; a dot may be part of one of each."""
    short = [stroke for stroke in strokes if _length(stroke) <= LONGEST]
    if len(short) < FEWEST:
        return strokes
    long = [stroke for stroke in strokes if _length(stroke) > LONGEST]
    level = [_piece(stroke, 1) for stroke in short if _runs(stroke, 0)]
    upright = [_piece(stroke, 0) for stroke in short if _runs(stroke, 1)]
    long += [Stroke((p.start, p.across), (p.stop, p.across)) for p in chained(level)]
    long += [Stroke((p.across, p.start), (p.across, p.stop)) for p in chained(upright)]
    return long + [stroke for stroke in short if _length(stroke) > DOT]


def _length(stroke: Stroke) -> float:
    return max(abs(stroke.start[0] - stroke.end[0]), abs(stroke.start[1] - stroke.end[1]))


def _runs(stroke: Stroke, axis: int) -> bool:
    """Whether a piece can be part of a line along the axis: it runs along it, or is but a dot."""
    return _length(stroke) <= HAIRLINE or abs(stroke.start[axis] - stroke.end[axis]) == _length(stroke)


def _piece(stroke: Stroke, across: int) -> Dash:
    along = 1 - across
    start, stop = sorted((stroke.start[along], stroke.end[along]))
    return Dash((stroke.start[across] + stroke.end[across]) / 2, start, stop)


def _objects(page: Any, is_off: Callable[[Any], bool]) -> Iterator[tuple[Any, Matrix]]:
    """Every object with the matrix of the form XObjects around it; a stack, so that depth can't exhaust Python's."""
    count, get = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject
    stack = [(get(page, index), IDENTITY, 0) for index in reversed(range(count))]
    while stack:
        item, matrix, depth = stack.pop()
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < MAX_DEPTH and not is_off(item):
            inner = multiply(_matrix(item), matrix)
            count = pdfium.FPDFFormObj_CountObjects(item)
            stack.extend((pdfium.FPDFFormObj_GetObject(item, i), inner, depth + 1) for i in reversed(range(count)))
            if len(stack) > MAX_OBJECTS:
                raise TooManyObjectsError(f"more than {MAX_OBJECTS} objects on one page")


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _read_path(paint: Paint, drawing: Drawing) -> None:
    item, fill, stroke = paint.item, ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    outlines = list(_outlines(item, multiply(_matrix(item), paint.matrix)))
    frames = [bounds(outline.points) for outline in outlines] if fill.value else []
    drawing.fills.extend(Paint(paint.order, item, paint.matrix, area) for area in frames if not _is_thin(area))
    rings = (bounds(outline.points) for outline in outlines if len(outline.curved) >= len(outline.points) - 1)
    drawing.rings.extend(paint._replace(area=area) for area in rings if not _is_thin(area))
    if stroke.value and _is_seen(item, pdfium.FPDFPageObj_GetStrokeColor):
        drawing.strokes.extend(line for outline in outlines for line in _straight(outline))
    elif fill.value and _is_seen(item, pdfium.FPDFPageObj_GetFillColor):
        if len(frames) == 2 and _is_frame(*frames) and not any(outline.curved for outline in outlines):
            drawing.strokes.extend(_sides(frames[0]))
            return
        for area, outline in zip(frames, outlines, strict=True):
            line = _centre_line(area)
            if line:
                drawing.strokes.append(line)
            elif len(list(_straight(outline))) == len(outline.points) - 1:  # a star or a seal's disc is no shading
                drawing.areas.append(area)


def colour_of(item: Any, get: Any = pdfium.FPDFPageObj_GetFillColor) -> Colour | None:
    """Red, green, blue and alpha of 255 each; None where an object has a pattern or no colour of its own."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    return (red.value, green.value, blue.value, alpha.value) if get(item, red, green, blue, alpha) else None


def _is_seen(item: Any, get: Any) -> bool:
    colour = colour_of(item, get)
    return colour is None or (colour[3] > 0 and min(colour[:3]) < WHITE)


class _Outline(NamedTuple):
    """Corner and control points of a subpath, and the places of those that a curve leads to."""

    points: list[Point]
    curved: set[int]


def _outlines(item: Any, matrix: Matrix) -> Iterator[_Outline]:
    """Every subpath; a curve that is straight counts as a line."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outline = _Outline([], set())
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind, points = pdfium.FPDFPathSegment_GetType(segment), outline.points
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield _without_straight_curves(outline)
            outline = _Outline([], set())
            points = outline.points
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            outline.curved.add(len(points))
        points.append(apply(matrix, (x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(outline.points) > 1:
        yield _without_straight_curves(outline)


def _without_straight_curves(outline: _Outline) -> _Outline:
    """A curve comes as two control points and its end; where all lie on one level or upright line, it is a line."""
    for end in sorted(outline.curved)[2::3]:
        area = bounds(outline.points[end - 3 : end + 1])
        if min(area.right - area.left, area.top - area.bottom) <= STRAIGHT:
            outline.curved.difference_update(range(end - 2, end + 1))
    return outline


def _straight(outline: _Outline) -> Iterator[Stroke]:
    for at, (start, end) in enumerate(pairwise(outline.points), 1):
        if at not in outline.curved and min(abs(start[0] - end[0]), abs(start[1] - end[1])) <= STRAIGHT:
            yield Stroke(start, end)


def bounds(points: Sequence[Point]) -> Area:
    """The smallest upright area that holds all points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _centre_line(area: Area) -> Stroke | None:
    if not _is_thin(area):
        return None
    if area.right - area.left >= area.top - area.bottom:
        middle = (area.bottom + area.top) / 2
        return Stroke((area.left, middle), (area.right, middle))
    middle = (area.left + area.right) / 2
    return Stroke((middle, area.bottom), (middle, area.top))


def _is_thin(area: Area) -> bool:
    return area.right - area.left <= HAIRLINE or area.top - area.bottom <= HAIRLINE


def _is_frame(outer: Area, inner: Area) -> bool:
    return all(0 < abs(o - i) <= HAIRLINE for o, i in zip(outer, inner, strict=True))


def _sides(area: Area) -> list[Stroke]:
    corners = [
        (area.left, area.bottom), (area.right, area.bottom), (area.right, area.top), (area.left, area.top),
        (area.left, area.bottom),
    ]  # fmt: skip
    return list(_straight(_Outline(corners, set())))
