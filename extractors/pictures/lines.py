"""Lines of print as they are given to the recogniser: within their cells, whole, and each on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractors.pictures.ink import INK
from extractors.pictures.render import Pixels
from extractors.pictures.ruling import Ruling
from extractors.pictures.strokes import StraightStroke
from extractors.pictures.upright import crop
from schemas.page import Box

EM = 1.27  # heights of its characters that the detector's box of a line is high
STACKED = 1.8  # times as high as wide: print that runs down
SQUARE = 1.15  # of the size: a character is no higher
WHITE = 0.12  # of the size that is kept above and below a character of a column
SHORT = 1.6  # times as wide as high: boxes of one or two characters
ALONG = 0.7  # of a line's length or height: a ruling line that runs along so much of it
THROUGH = 0.3  # of a line's height from its ends: a ruling line farther in cuts it


def read_boxes(boxes: Sequence[Box], lines: Ruling, dark: Pixels) -> list[Box]:
    """The boxes of print to be read, in pixels.

    Args:
        boxes: As detected.
        lines: The page's ruling lines.
        dark: Its ink.
    """
    return [part for box in boxes for piece in _cut(box, lines) for part in _stacked(piece, dark)]


def _cut(box: Box, lines: Ruling) -> Iterator[Box]:
    """The box of a line of print cut where a ruling line runs through it, and kept off those along its ends."""
    height, width = box.bottom - box.top, box.x1 - box.x0
    upright = [line.at for line in lines.upright if _spans(line, box.top, box.bottom) and box.x0 < line.at < box.x1]
    level = [line.at for line in lines.level if _spans(line, box.x0, box.x1) and box.top < line.at < box.bottom]
    top = max([box.top, *(at + 2 for at in level if at < box.top + THROUGH * height)])
    bottom = min([box.bottom, *(at - 2 for at in level if at > box.bottom - THROUGH * height)])
    sides = [box.x0, *sorted(upright), box.x1]
    for left, right in pairwise(sides):
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


def widened(box: Box, dark: Pixels) -> Box:
    """The box of one or two characters with the white beside it: signs are read better so. In pixels."""
    height = box.bottom - box.top
    if box.x1 - box.x0 > SHORT * height:
        return box
    around = Box(max(box.x0 - height / 2, 0), box.top, min(box.x1 + height / 2, dark.shape[1]), box.bottom)
    inked = np.flatnonzero((crop(dark, around) > INK).any(axis=0)) + around.x0
    left = max([around.x0, *(inked[inked < box.x0] + 2)])
    right = min([around.x1, *(inked[inked > box.x1] - 2)])
    return Box(min(left, box.x0), box.top, max(right, box.x1), box.bottom)


def _spans(line: StraightStroke, start: float, stop: float) -> bool:
    """Whether a line runs along most of a stretch."""
    return min(line.stop, stop) - max(line.start, start) > ALONG * (stop - start)
