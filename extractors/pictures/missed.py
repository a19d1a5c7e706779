"""Print that the detector passed over: a lone figure beside the rest of a seal, a sign in a cell of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy as np

from extractors.pictures.ink import INK
from extractors.pictures.lines import EM
from extractors.pictures.recognise import CharacterRead
from extractors.pictures.render import Pixels
from extractors.pictures.ruling import Ruling
from extractors.pictures.upright import crop
from schemas.page import Box

LOWEST, HIGHEST = 0.5, 1.3  # of the usual size: figures and ideographs are so high
NARROWEST, LONGEST = 0.2, 12.0  # of the usual size: a blot is as wide as the figure 1 at least, a missed line no longer
FLAT, BROAD = 0.22, 0.4  # of the usual size: the sign = is so high, and so wide
FULL, HOLLOW = 0.75, 0.08  # of a blot's box is ink: more is a stain, less a scratch
APART = 0.35  # of the size: what stands so near together is one line
BESIDE = 0.15  # of the size: ink so near a line that was found is its edge
RULED = 1.0  # points beside a ruling line that are its ink
DARK = 0.8  # of the usual print's darkness: paler blots are the rest of a seal, or of the other side's print
SURE = 0.98  # a blot read with less confidence may be anything,
SURE_SIGN = 0.9  # one read as a sign that compares nothing else: the rest of a seal looks like none
SIGNS = frozenset("≥≤=")
UNREADABLE = "\ufffd"
MOST = 40  # blots a page: more are a picture or grain, and no print


def missed(boxes: Sequence[Box], lines: Ruling, dark: Pixels, scale: float) -> list[Box]:
    """Boxes of print within the ruled part of a page that no box holds, in pixels, as high as the detector's.

    Args:
        boxes: Of the lines of print that were found.
        lines: The page's ruling lines; without any nothing is looked for.
        dark: Its ink.
        scale: Pixels a point.
    """
    if not boxes or len(lines.upright) < 2 or len(lines.level) < 2:
        return []
    size = median(min(box.bottom - box.top, box.x1 - box.x0) for box in boxes) / EM
    left = _left_over(boxes, lines, dark, (scale, size))
    found = [box for box in _blots(left, size) if _is_print(box, left, size)]
    as_print = DARK * median(_darkness(crop(dark, box)) for box in boxes)
    found = [box for box in found if _darkness(crop(dark, box)) >= as_print]
    return [] if len(found) > MOST else [_as_detected(box, size) for box in found]


def certain(marks: Sequence[CharacterRead]) -> list[CharacterRead]:
    """What was read in a missed box where that is sure, else one character that says that print was not read.

    Example:
        ``W`` read with 0.62 gives ``\ufffd``: some sign stands there, and none that can be told.
    """
    least = min((mark.confidence for mark in marks), default=0.0)
    enough = SURE_SIGN if {mark.text for mark in marks} <= SIGNS else SURE
    return list(marks) if least >= enough else [CharacterRead(UNREADABLE, 0.5, min(least, 0.5))]


def _darkness(dark: Pixels) -> float:
    """The mean of the ink, 0 to 255."""
    return float(dark[dark > INK].mean()) if (dark > INK).any() else 0.0


def _left_over(boxes: Sequence[Box], lines: Ruling, dark: Pixels, measures: tuple[float, float]) -> Pixels:
    """The ink of the ruled part that neither a line of print nor a ruling line explains, 0 or 1."""
    scale, size = measures
    ruled = Box(*(pick(line.at for line in own) for pick in (min, max) for own in (lines.upright, lines.level)))
    left = np.zeros(dark.shape[:2], np.uint8)
    crop(left, ruled)[:] = crop(dark, ruled) > INK
    for x0, top, x1, bottom in boxes:
        near = BESIDE * size
        crop(left, Box(x0 - near, top - near, x1 + near, bottom + near))[:] = 0
    wide = RULED * scale
    for line in lines.level:
        crop(left, Box(line.start - wide, line.at - wide, line.stop + wide, line.at + wide))[:] = 0
    for line in lines.upright:
        crop(left, Box(line.at - wide, line.start - wide, line.at + wide, line.stop + wide))[:] = 0
    return left


def _blots(left: Pixels, size: float) -> Iterator[Box]:
    """The bounds of ink that stands together."""
    near = max(round(APART * size), 1)
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((near, near), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for x0, top, width, height, _ in stats[1:].tolist():
        yield Box(x0, top, x0 + width, top + height)


def _is_print(box: Box, left: Pixels, size: float) -> bool:
    height, width = (box.bottom - box.top) / size, (box.x1 - box.x0) / size
    full = float(crop(left, box).mean())
    is_high, is_sign = LOWEST <= height <= HIGHEST and width >= NARROWEST, FLAT <= height < LOWEST and width >= BROAD
    return (is_high or is_sign) and width <= LONGEST and HOLLOW <= full <= FULL


def _as_detected(box: Box, size: float) -> Box:
    """The box with the white that the detector leaves around print; that of a flat sign as high as its line."""
    high, middle = EM * max(box.bottom - box.top, size), (box.top + box.bottom) / 2
    white = (high - (box.bottom - box.top)) / 2
    return Box(box.x0 - min(white, size / 4), middle - high / 2, box.x1 + min(white, size / 4), middle + high / 2)
