"""Ruling lines of a scanned page, found even where they are faint or broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from extractors.pictures.render import Pixels
from schemas.page import Box

THICK = 2.2  # points: ruling lines are thinner
FAINT = 22  # of 255: by so much the faintest line stands out from what lies beside it
SHORT_LEVEL, SHORT_UPRIGHT = 18.0, 13.0  # points: a shorter stroke is part of a character
BREAK = 4.0  # points: a gap this short is a fault of the scan
NEAR = 3.0  # points: lines that end this short of each other meet
SAME = 2.0  # points: pieces so little apart lie on one line
IN_PRINT = 0.7  # of its length: a stroke that runs in lines of print is part of characters


class Line(NamedTuple):
    """A straight line in pixels: along from ``start`` to ``stop``, at ``at`` across."""

    at: float
    start: float
    stop: float


class Ruling(NamedTuple):
    """The level and the upright lines of a picture, in pixels."""

    level: tuple[Line, ...]
    upright: tuple[Line, ...]


def ruling(dark: Pixels, scale: float, print_boxes: Sequence[Box]) -> Ruling:
    """The ruling lines of an upright picture.

    A ruling line ends where it meets another; one that ends elsewhere is broken there and goes on to the next.

    Args:
        dark: Ink as ``darkness`` gives it.
        scale: Pixels a point.
        print_boxes: Where lines of print are, in pixels.
    """
    turned = [Box(box.top, box.x0, box.bottom, box.x1) for box in print_boxes]
    level = _outside_print(_lines(dark, scale, SHORT_LEVEL), print_boxes)
    upright = _outside_print(_lines(np.ascontiguousarray(dark.T), scale, SHORT_UPRIGHT), turned)
    level, upright = _pieced(level, scale), _pieced(upright, scale)
    return Ruling(tuple(_mended(level, upright, scale)), tuple(_mended(upright, level, scale)))


def _lines(dark: Pixels, scale: float, shortest: float) -> Iterator[Line]:
    mask = (_ridge(dark, scale) > FAINT).astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, max(round(BREAK * scale), 1)), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(shortest * scale)), np.uint8))
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    for (left, _, width, height, _), (_, middle) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True):
        if height <= 3 * THICK * scale:
            yield Line(middle, left, left + width)


def _ridge(dark: Pixels, scale: float) -> Pixels:
    """How much darker each pixel is than those a line's thickness above and below it."""
    reach = round(THICK * scale)
    beside = cv2.blur(dark, (1, max(round(scale), 1)))
    padded = cv2.copyMakeBorder(beside, reach, reach, 0, 0, cv2.BORDER_REPLICATE)
    above, below = padded[: dark.shape[0]], padded[2 * reach :]
    return cv2.subtract(dark, cv2.addWeighted(above, 0.5, below, 0.5, 0))


def _outside_print(lines: Iterator[Line], boxes: Sequence[Box]) -> list[Line]:
    """The lines without those that run for most of their length in lines of print."""
    return [line for line in lines if _in_print(line, boxes) < IN_PRINT * (line.stop - line.start)]


def _in_print(line: Line, boxes: Sequence[Box]) -> float:
    inset = [(box.x0, box.x1) for box in boxes if box.top + 2 < line.at < box.bottom - 2]
    return sum(max(min(x1, line.stop) - max(x0, line.start), 0) for x0, x1 in inset)


def _pieced(lines: Sequence[Line], scale: float) -> list[Line]:
    """Pieces on one line, with a short gap between them, as one."""
    whole: list[Line] = []
    for line in sorted(lines, key=lambda piece: piece.start):
        for at, other in enumerate(whole):
            if abs(other.at - line.at) <= SAME * scale and line.start - other.stop <= BREAK * scale:
                longer = max(other, line, key=lambda piece: piece.stop - piece.start)
                whole[at] = Line(longer.at, other.start, max(other.stop, line.stop))
                break
        else:
            whole.append(line)
    return whole


def _mended(lines: Sequence[Line], across: Sequence[Line], scale: float) -> Iterator[Line]:
    """Each line carried on, where it ends without meeting another, to the next line across or its own next piece."""
    near = NEAR * scale
    for line in lines:
        crossings = sorted(other.at for other in across if other.start - near <= line.at <= other.stop + near)
        ahead = [piece for piece in lines if abs(piece.at - line.at) <= SAME * scale and piece.start > line.stop]
        behind = [piece for piece in lines if abs(piece.at - line.at) <= SAME * scale and piece.stop < line.start]
        stop = _end(line.stop, [*crossings, *(piece.start for piece in ahead)], near)
        start = -_end(-line.start, [*(-at for at in crossings), *(-piece.stop for piece in behind)], near)
        yield Line(line.at, start, stop)


def _end(end: float, meetings: Sequence[float], near: float) -> float:
    """Where a line that is seen up to ``end`` ends: where it meets another, or else at the next such place."""
    if any(abs(meeting - end) <= near for meeting in meetings):
        return end
    return min((meeting for meeting in meetings if meeting > end), default=end)
