"""Straight strokes on a picture that are long enough to be ruling lines, faint ones too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.pictures.render import Pixels
from schemas.page import Box

Mask = npt.NDArray[np.bool_]

THICK = 2.2  # points: ruling lines are thinner
STRONG = 22  # of 255: a line is darker than the paper by this much
GRAIN = 3.0  # times the spread of bare paper's darkness: what stands out by more is no grain
WEAK = 8.0  # of 255: where the rest of it is known, a line is darker than the paper by this much on average
SOLID = 1.5  # points: what is dark beside a line so far, all along, is no line's side but a blot's
SHORT_LEVEL, SHORT_UPRIGHT = 18.0, 13.0  # points: a shorter stroke is part of a character
PIECE = 8.0  # points: a shorter stroke is not even a piece of a line that is known elsewhere
EVEN = 5.0  # points along a line that its darkness is averaged over
BREAK = 4.0  # points: a gap this short is a fault of the scan
SAME = 1.6  # points: pieces so little apart lie on one line
WHOLE = 0.9  # of a line of print: a stroke so long runs on past its ends
OPEN = 0.95  # of a line of print but for the white at one end: a stroke so long is a ruling line without that end
PALE = 0.4  # of most lines' darkness: a short line paler than this is none
ALONE = 60.0  # points: a longer line needs no other to be believed
WHITE = 0.12  # of the height of a line's box, above and below its ink
IN_PRINT = 0.8  # of its length: a stroke that runs in a line of print is part of characters
SPARSE = slice(None, None, 4)  # pixels enough to tell what most of a page is like


class StraightStroke(NamedTuple):
    """A straight line in pixels: along from ``start`` to ``stop``, at ``at`` across."""

    at: float
    start: float
    stop: float

    @property
    def length(self) -> float:
        """Pixels."""
        return self.stop - self.start


def strokes(dark: Pixels, scale: float, boxes: Sequence[Box], shortest: float = SHORT_LEVEL) -> list[StraightStroke]:
    """The level strokes of a picture that are no part of characters, pieces of one line joined.

    Args:
        dark: Ink as ``darkness`` gives it; laid on its side for upright strokes.
        scale: Pixels a point.
        boxes: Of lines of print, in pixels, laid on their side like the picture.
        shortest: Points.
    """
    ridge = _ridge(dark, scale)
    even = cv2.blur(ridge, (round(EVEN * scale), 1))
    within = [inked(box) for box in boxes]
    strong = _without_print(ridge > max(STRONG, _grain(ridge)), within)
    weak = (even > WEAK + float(np.median(even[SPARSE, SPARSE]))) & (strong | ~_print_mask(dark, within))
    found = [line for line in _runs(strong, scale, shortest) if not _is_print(line, boxes, PIECE * scale)]
    sure = _as_dark_as_most(found, dark, ALONE * scale)
    faint = [line for line in _runs(weak, scale, PIECE) if _is_between(line, sure, scale)]
    return _joined([*sure, *faint], scale)


def _as_dark_as_most(lines: Sequence[StraightStroke], dark: Pixels, long: float) -> list[StraightStroke]:
    """The lines without short ones far paler than most: strokes of a watermark, print of the other side."""
    shades = [_shade(line, dark) for line in lines]
    by_shade = sorted(zip(shades, lines, strict=True))
    half = sum(line.length for line in lines) / 2
    usual = next((shade for at, (shade, _) in enumerate(by_shade) if _sum_to(by_shade, at) >= half), 0.0)
    return [line for shade, line in zip(shades, lines, strict=True) if shade >= PALE * usual or line.length > long]


def _sum_to(by_shade: Sequence[tuple[float, StraightStroke]], at: int) -> float:
    return sum(line.length for _, line in by_shade[: at + 1])


def _shade(line: StraightStroke, dark: Pixels) -> float:
    """The mean darkness along a line, of the darkest of the three pixels across it."""
    middle = round(line.at)
    along = dark[max(middle - 1, 0) : middle + 2, round(line.start) : max(round(line.stop), round(line.start) + 1)]
    return float(along.max(axis=0).mean())


def _without_print(found: Mask, boxes: Sequence[Box]) -> Mask:
    """What was found without the rows of lines of print that nothing runs along from end to end.

    A ruling line that a page break left without its end may run from one end of the box over all ink, and no farther.
    """
    kept = found.copy()
    for box in boxes:
        part = _inside(kept, box)
        white = round(WHITE * min(part.shape))
        runs = part.mean(axis=1) >= WHOLE
        for one in (part[:, white:], part[:, : part.shape[1] - white]):
            runs |= one.mean(axis=1) >= OPEN
        part[~runs] = False
    return kept


def _print_mask(dark: Pixels, boxes: Sequence[Box]) -> Mask:
    mask = np.zeros(dark.shape, bool)
    for box in boxes:
        _inside(mask, box)[:] = True
    return mask


def _inside(mask: Mask, box: Box) -> Mask:
    return mask[round(box.top) : round(box.bottom), round(box.x0) : round(box.x1)]


def _is_between(piece: StraightStroke, sure: Sequence[StraightStroke], scale: float) -> bool:
    """Whether a faint piece lies on one straight with a surer one, and no farther out than long lines reach."""
    long = [line for line in sure if line.length > ALONE * scale]
    if not any(abs(line.at - piece.at) <= SAME * scale for line in sure) or not long:
        return False
    return min(line.start for line in long) <= piece.start + 1 and piece.stop - 1 <= max(line.stop for line in long)


def _ridge(dark: Pixels, scale: float) -> Pixels:
    """How much darker each pixel is than the blot it may belong to: characters beside a line leave gaps, blots none."""
    along, across = round(2 * BREAK * scale), max(round(SOLID * scale), 1)
    solid = cv2.erode(dark, np.ones((across, along), np.uint8))
    reach = round((THICK + SOLID / 2) * scale)
    padded = cv2.copyMakeBorder(solid, reach, reach, 0, 0, cv2.BORDER_REPLICATE)
    return cv2.subtract(dark, cv2.max(padded[: dark.shape[0]], padded[2 * reach :]))


def _grain(ridge: Pixels) -> float:
    """How dark the grain of the paper gets, of 255: its spread is told by its paler half, where no print is."""
    pale, usual = np.percentile(ridge[SPARSE, SPARSE], (16, 50))
    return float(usual + GRAIN * (usual - pale))


def _runs(found: Mask, scale: float, shortest: float) -> Iterator[StraightStroke]:
    mask = cv2.dilate(found.astype(np.uint8), np.ones((3, 1), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, max(round(BREAK * scale), 1)), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(shortest * scale)), np.uint8))
    yield from _thin(_without_blots(mask, scale), scale)


def _without_blots(mask: Pixels, scale: float) -> Pixels:
    """The strokes without what is thicker than a line; a line that runs into one stays where it is long beyond."""
    tall = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((round(3 * THICK * scale) + 1, 1), np.uint8))
    _, labels = cv2.connectedComponents(mask)
    blotted = np.isin(labels, np.unique(labels[tall > 0]))
    beyond = cv2.morphologyEx(mask - tall, cv2.MORPH_OPEN, np.ones((1, round(ALONE * scale)), np.uint8))
    return np.where(blotted, beyond, mask)


def _thin(mask: Pixels, scale: float) -> Iterator[StraightStroke]:
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    for (left, _, width, height, _), (_, middle) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True):
        if height <= 3 * THICK * scale:
            yield StraightStroke(middle, left, left + width)


def inked(box: Box) -> Box:
    """A line's box without the white above and below its ink, where a ruling line may run."""
    white = WHITE * min(box.bottom - box.top, box.x1 - box.x0)
    return Box(box.x0, box.top + white, box.x1, box.bottom - white)


def _is_print(line: StraightStroke, boxes: Sequence[Box], piece: float) -> bool:
    """Whether a stroke runs in one line of print but for a border that it touches; what runs on into others is none."""
    inside = max((in_print(line, [box]) for box in boxes), default=0.0)
    return inside >= IN_PRINT * line.length or (inside > line.length / 2 and line.length - inside < piece)


def in_print(line: StraightStroke, boxes: Sequence[Box]) -> float:
    """Pixels of a level line that run through lines of print."""
    passed = [(box.x0, box.x1) for box in boxes if box.top < line.at < box.bottom]
    return sum(max(min(x1, line.stop) - max(x0, line.start), 0) for x0, x1 in passed)


def _joined(lines: Sequence[StraightStroke], scale: float) -> list[StraightStroke]:
    """Pieces on one line, with a short gap between them or none, as one."""
    whole: list[StraightStroke] = []
    for line in sorted(lines, key=lambda piece: piece.start):
        for at, other in enumerate(whole):
            if abs(other.at - line.at) <= SAME * scale and line.start - other.stop <= BREAK * scale:
                longer = max(other, line, key=lambda piece: piece.length)
                whole[at] = StraightStroke(longer.at, other.start, max(other.stop, line.stop))
                break
        else:
            whole.append(line)
    return whole
