"""The picture of a page turned so that its print stands upright, and straight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractors.pictures.detect import detect
from extractors.pictures.engine import Engine
from extractors.pictures.ink import darkness
from extractors.pictures.recognise import recognise
from extractors.pictures.render import Pixels
from extractors.pictures.skew import skew
from schemas.page import Box

LONG = 2.0  # times as wide as high: shorter lines do not tell which way print runs
TRIED, ENOUGH = 4, 8.0  # lines read to tell which way is up, and how many times as wide as high each is at most
SHADED = 110  # of 255: a line of print darker than this stands white on dark
SURE = 0.9  # a line read with this confidence stands upright


class Straight(NamedTuple):
    """A picture turned upright and straight, its ink, and where its lines of print are, in pixels.

    Attributes:
        turn: Quarter turns clockwise from upright to the page as shown.
        skew: Degrees clockwise by which the print leaned on the upright page.
    """

    pixels: Pixels
    dark: Pixels
    boxes: list[Box]
    turn: int
    skew: float


def straighten(pixels: Pixels, scale: float, engine: Engine) -> Straight:
    """Turn a picture by quarters and by a few degrees until its print runs level, rightwards.

    Args:
        pixels: Blue, green, red; the page as shown.
        scale: Pixels a point.
        engine: Finds and reads print.
    """
    dark = darkness(pixels, scale)
    angle = skew(dark)
    pixels, dark = turned_back(pixels, angle), turned_back(dark, angle)
    boxes = detect(pixels, scale, engine)
    turn = 0
    if _runs_down(boxes):
        pixels, dark, turn = _quarter(pixels, 1), _quarter(dark, 1), 1
        boxes = detect(pixels, scale, engine)
    if _is_upside_down(pixels, boxes, engine):
        pixels, dark, turn = _quarter(pixels, 2), _quarter(dark, 2), turn + 2
        height, width = dark.shape
        boxes = [Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top) for box in boxes]
    plain = without_white(pixels, boxes)
    return Straight(pixels, dark if plain is pixels else darkness(plain, scale), boxes, turn, angle)


def without_white(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """The picture with lines of white print as dark as the cells they stand in: around them these are no ink then.

    Args:
        pixels: Blue, green, red.
        boxes: Where lines of print are, in pixels.

    Example:
        A head 得分 printed white on navy is plain navy, and the borders beside it are what is darker than that.
    """
    white = [box for box in boxes if np.median(crop(pixels, box)) < SHADED]
    plain = pixels.copy() if white else pixels
    for box in white:
        part = crop(plain, box)
        part[:] = np.minimum(part, np.median(part, axis=(0, 1)).astype(np.uint8))
    return plain


def turned_back(pixels: Pixels, angle: float) -> Pixels:
    """The picture turned anticlockwise by an angle in degrees about its middle."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _quarter(pixels: Pixels, turns: int) -> Pixels:
    """The picture turned anticlockwise by quarters."""
    return np.ascontiguousarray(np.rot90(pixels, turns))


def _runs_down(boxes: Sequence[Box]) -> bool:
    level = sum(box.x1 - box.x0 for box in boxes if box.x1 - box.x0 > LONG * (box.bottom - box.top))
    down = sum(box.bottom - box.top for box in boxes if box.bottom - box.top > LONG * (box.x1 - box.x0))
    return down > level


def _is_upside_down(pixels: Pixels, boxes: Sequence[Box], engine: Engine) -> bool:
    """Whether what the longest lines begin with reads better from the other side."""
    longest = sorted(boxes, key=lambda box: box.x0 - box.x1)[:TRIED]
    lines = [crop(pixels, box._replace(x1=min(box.x1, box.x0 + ENOUGH * (box.bottom - box.top)))) for box in longest]
    upright = _sureness(lines, engine)
    return upright < SURE and _sureness([_quarter(line, 2) for line in lines], engine) > upright


def _sureness(lines: Sequence[Pixels], engine: Engine) -> float:
    """The mean confidence of characters; 1 where there are no lines."""
    marks = [mark.confidence for line in recognise(lines, engine) for mark in line]
    return sum(marks) / len(marks) if marks else float(not lines)


def crop(pixels: Pixels, box: Box) -> Pixels:
    """The part of a picture within a box, at least a pixel each way."""
    x0, top = max(round(box.x0), 0), max(round(box.top), 0)
    return pixels[top : max(round(box.bottom), top + 1), x0 : max(round(box.x1), x0 + 1)]
