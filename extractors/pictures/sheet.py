"""Step ``pictures``: a page as a picture into its glyphs and ruling lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from extractors.pictures.covering import covering
from extractors.pictures.engine import Engine
from extractors.pictures.ink import INK, without_seals
from extractors.pictures.lines import EM, read_boxes, widened
from extractors.pictures.missed import certain, missed
from extractors.pictures.recognise import CharacterRead, recognise
from extractors.pictures.render import Picture, Pixels
from extractors.pictures.ruling import Ruling, ruling
from extractors.pictures.signs import corrected
from extractors.pictures.upright import Straight, crop, straighten
from schemas.page import Box, Glyph, Rule

READS_AS = 4  # raised when this file or those it calls read otherwise, so that kept sheets are read anew
BASELINE = 0.36  # of the size below the middle of a line
SMALLEST = 0.6  # of most lines' size: a lone dash or stop is no smaller print
FEW, LARGER = 3, 1.2  # a box with fewer characters than that is no higher, times the usual size, for their sake
WIDE, NARROW = 1.0, 0.55  # of the size: ideographs, and letters and digits


class Sheet(NamedTuple):
    """What a picture of a page shows, in points of the page turned upright and straight.

    Attributes:
        turn: Quarter turns clockwise from upright to the page as shown.
        skew: Degrees clockwise by which the print leans on the upright page.
        glyphs: Characters with their confidence.
        rules: Ruling lines.
    """

    turn: int
    skew: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def read_sheet(picture: Picture, engine: Engine) -> Sheet:
    """Read the picture of a page.

    Args:
        picture: The page as shown.
        engine: Finds and reads print.
    """
    scale, grain = picture.scale, picture.grain
    page = straighten(without_seals(picture.pixels, grain), grain, engine)
    lines = ruling(page.dark, grain, page.boxes)
    found = list(_read(read_boxes(page.boxes, lines, page.dark), page, engine))
    more = _read(missed([line.box for line in found if line.marks], lines, page.dark, grain), page, engine)
    found += [line._replace(marks=certain(line.marks)) for line in more]
    usual = median(_size(line.box) for line in found) if found else 0.0
    glyphs = [glyph for line in found if line.marks for glyph in _glyphs(line, page.dark, usual)]
    return Sheet(page.turn, page.skew, tuple(_in_points(glyphs, scale)), tuple(_rules(lines, scale)))


class _Line(NamedTuple):
    """A line of print: its box in pixels, what of the picture was read, and what was read there."""

    box: Box
    shown: Box
    marks: list[CharacterRead]


def _read(boxes: Sequence[Box], page: Straight, engine: Engine) -> Iterator[_Line]:
    shown = [widened(box, page.dark) for box in boxes]
    marks = recognise([crop(page.pixels, box) for box in shown], engine)
    for box, wide, found in zip(boxes, shown, marks, strict=True):
        yield _Line(box, wide, corrected(found, crop(page.dark, wide)) if found else [])


def _size(box: Box) -> float:
    """Of the characters of a line, in pixels."""
    return (box.bottom - box.top) / EM


def _glyphs(line: _Line, dark: Pixels, usual: float) -> Iterator[Glyph]:
    """The characters of a line with their boxes: the ends from the ink, the rest between their middles.

    Args:
        line: With at least one mark.
        dark: The picture's ink.
        usual: The size of most lines, in pixels.
    """
    box, shown = line.box, line.shown
    size, width = _size(box), shown.x1 - shown.x0
    few = len(line.marks) < FEW
    marks = covering(line.marks, crop(dark, shown), min(size, LARGER * usual) if few else size)
    columns = np.flatnonzero((crop(dark, box) > INK).any(axis=0))
    first, last = (box.x0 + float(columns[0]), box.x0 + float(columns[-1]) + 1) if len(columns) else (box.x0, box.x1)
    half = [size * (WIDE if ord(mark.text[0]) >= 0x2E80 else NARROW) / 2 for mark in marks]
    middles = [shown.x0 + mark.along * width for mark in marks]
    baseline = (box.top + box.bottom) / 2 + BASELINE * size
    for at, mark in enumerate(marks):
        left, right = middles[at] - half[at], middles[at] + half[at]
        left = min(first, middles[at]) if at == 0 else max(left, _between(middles, half, at - 1))
        right = max(last, middles[at]) if at == len(marks) - 1 else min(right, _between(middles, half, at))
        yield Glyph(mark.text, left, box.top, right, box.bottom, baseline, size, mark.confidence)


def _between(middles: Sequence[float], half: Sequence[float], at: int) -> float:
    share = half[at] / (half[at] + half[at + 1])
    return middles[at] + (middles[at + 1] - middles[at]) * share


def _in_points(glyphs: Sequence[Glyph], scale: float) -> Iterator[Glyph]:
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    for text, x0, top, x1, bottom, baseline, size, confidence in glyphs:
        held = max(size, SMALLEST * usual) / scale
        yield Glyph(text, x0 / scale, top / scale, x1 / scale, bottom / scale, baseline / scale, held, confidence)


def _rules(lines: Ruling, scale: float) -> Iterator[Rule]:
    for line in lines.level:
        yield Rule(line.start / scale, line.at / scale, line.stop / scale, line.at / scale)
    for line in lines.upright:
        yield Rule(line.at / scale, line.start / scale, line.at / scale, line.stop / scale)
