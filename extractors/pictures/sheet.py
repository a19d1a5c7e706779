"""Step ``pictures``: a page as a picture into its glyphs and ruling lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from extractors.pictures.engine import Engine
from extractors.pictures.ink import INK, without_seals
from extractors.pictures.recognise import Mark, recognise
from extractors.pictures.render import Picture, Pixels
from extractors.pictures.ruling import Ruling, ruling
from extractors.pictures.signs import corrected
from extractors.pictures.strokes import Line
from extractors.pictures.upright import crop, straighten
from schemas.page import Box, Glyph, Rule

READS_AS = 1  # raised when this file or those it calls read otherwise, so that kept sheets are read anew
EM = 1.27  # heights of its characters that the detector's box of a line is high
BASELINE = 0.36  # of the size below the middle of a line
SMALLEST = 0.6  # of most lines' size: a lone dash or stop is no smaller print
WIDE, NARROW = 1.0, 0.55  # of the size: ideographs, and letters and digits
STACKED = 1.8  # times as high as wide: print that runs down
SQUARE = 1.15  # of the size: a character is no higher
WHITE = 0.12  # of the size that is kept above and below a character of a column
SHORT = 1.6  # times as wide as high: boxes of one or two characters
ALONG = 0.7  # of a line's length or height: a ruling line that runs along so much of it
THROUGH = 0.3  # of a line's height from its ends: a ruling line farther in cuts it


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
    cut = [part for box in page.boxes for piece in _cut(box, lines) for part in _stacked(piece, page.dark)]
    shown = [_widened(box, page.dark) for box in cut]
    marks = recognise([crop(page.pixels, box) for box in shown], engine)
    glyphs = [
        glyph
        for box, wide, found in zip(cut, shown, marks, strict=True)
        if found
        for glyph in _glyphs(box, wide, corrected(found, crop(page.dark, wide)), page.dark)
    ]
    return Sheet(page.turn, page.skew, tuple(_in_points(glyphs, scale)), tuple(_rules(lines, scale)))


def _cut(box: Box, lines: Ruling) -> Iterator[Box]:
    """The box of a line of print cut where a ruling line runs through it, and kept off those along its ends."""
    height, width = box.bottom - box.top, box.x1 - box.x0
    upright = [line.at for line in lines.upright if _spans(line, box.top, box.bottom) and box.x0 < line.at < box.x1]
    level = [line.at for line in lines.level if _spans(line, box.x0, box.x1) and box.top < line.at < box.bottom]
    top = max([box.top, *(at + 2 for at in level if at < box.top + THROUGH * height)])
    bottom = min([box.bottom, *(at - 2 for at in level if at > box.bottom - THROUGH * height)])
    sides = [box.x0, *sorted(upright), box.x1]
    for left, right in zip(sides, sides[1:], strict=False):
        x0, x1 = left + 2 * (left != box.x0), right - 2 * (right != box.x1)
        if x1 - x0 > THROUGH * min(height, width) and bottom - top > THROUGH * height:
            yield Box(x0, top, x1, bottom)


def _stacked(box: Box, dark: Pixels) -> Iterator[Box]:
    """The characters of a column of print one by one, each a line of its own; any other box as it is."""
    height, width = box.bottom - box.top, box.x1 - box.x0
    if height < STACKED * width:
        yield box
        return
    inked = (crop(dark, box) > INK).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    runs = [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    for start, stop in _characters(runs, width / EM):
        yield Box(box.x0, box.top + start - WHITE * width, box.x1, box.top + stop + WHITE * width)


def _characters(runs: Sequence[tuple[int, int]], size: float) -> list[tuple[int, int]]:
    """Runs of ink down a column as characters: what together is no higher than a character is one."""
    found: list[tuple[int, int]] = []
    for start, stop in runs:
        if found and stop - found[-1][0] <= size * SQUARE:
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
    return found


def _widened(box: Box, dark: Pixels) -> Box:
    """The box of one or two characters with the white beside it: signs are read better so."""
    height = box.bottom - box.top
    if box.x1 - box.x0 > SHORT * height:
        return box
    around = Box(max(box.x0 - height / 2, 0), box.top, min(box.x1 + height / 2, dark.shape[1]), box.bottom)
    inked = np.flatnonzero((crop(dark, around) > INK).any(axis=0)) + around.x0
    left = max([around.x0, *(inked[inked < box.x0] + 2)])
    right = min([around.x1, *(inked[inked > box.x1] - 2)])
    return Box(min(left, box.x0), box.top, max(right, box.x1), box.bottom)


def _spans(line: Line, start: float, stop: float) -> bool:
    """Whether a line runs along most of a stretch."""
    return min(line.stop, stop) - max(line.start, start) > ALONG * (stop - start)


def _glyphs(box: Box, shown: Box, marks: Sequence[Mark], dark: Pixels) -> Iterator[Glyph]:
    """The characters of a line with their boxes: the ends from the ink, the rest between their middles.

    Args:
        box: Of the line, in pixels.
        shown: What of the picture was read.
        marks: What was read there.
        dark: The picture's ink.
    """
    size, width = (box.bottom - box.top) / EM, shown.x1 - shown.x0
    columns = np.flatnonzero((crop(dark, box) > INK).any(axis=0))
    first, last = (box.x0 + float(columns[0]), box.x0 + float(columns[-1]) + 1) if len(columns) else (box.x0, box.x1)
    half = [size * (WIDE if ord(mark.text[0]) >= 0x2E80 else NARROW) / 2 for mark in marks]
    middles = [shown.x0 + mark.along * width for mark in marks]
    baseline = (box.top + box.bottom) / 2 + BASELINE * size
    for at, mark in enumerate(marks):
        left, right = middles[at] - half[at], middles[at] + half[at]
        if at == 0:
            left = min(first, middles[at])
        else:
            left = max(left, _between(middles, half, at - 1))
        if at == len(marks) - 1:
            right = max(last, middles[at])
        else:
            right = min(right, _between(middles, half, at))
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
