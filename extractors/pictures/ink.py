"""What is printed on a scanned page, freed of the paper's shade and of red seals."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractors.pictures.render import Pixels

RED = 45  # of 255: by so much red outweighs green and blue in a seal
PALE_RED = 20  # of 255: by so much in its thin strokes, whose colour a JPEG thins out over the paper beside them
SEAL = 56.0  # points: seals are 38 to 45 mm across, red words far lower
EDGE = 1.2  # points: the pale edge of its strokes
GAP = 3.0  # points between the strokes of a seal
PRINT, BARE = 0.55, 0.88  # of a seal's usual lightness: print under it is as dark, bare paper under it lighter
INK = 80  # of 255: what is darker than the paper by this much is ink
PAPER = 8.0  # points: no stroke of print is this thick, and shaded cells are larger
DIM = 128  # of 255: on darker paper ink is measured as on paper of this shade, or the grain of a dark cell were ink


def without_seals(pixels: Pixels, scale: float) -> Pixels:
    """The picture with red seals bleached, so that characters under them stand alone.

    In the red channel red ink is as light as paper and black ink stays dark. A JPEG keeps colours coarsely, so that
    thin red strokes are dark there too; they are no darker than the seal is in grey. Red words are left as they are:
    only what is as tall and wide as a seal is bleached.

    Args:
        pixels: Blue, green, red.
        scale: Pixels a point.
    """
    blue, green, red = cv2.split(pixels)
    redness = cv2.subtract(red, cv2.max(blue, green))
    seals = _seals(redness, scale)
    if not seals.any():
        return pixels
    gray, full = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), seals & (redness > RED)
    in_gray = np.where(redness > PALE_RED, _lightness(gray, full), 0)
    light = np.maximum(_lightness(red, full), in_gray)[seals]
    bleached = pixels.copy()
    bleached[seals] = (light[:, None] * np.median(pixels[seals & (redness <= PALE_RED)], axis=0)).astype(np.uint8)
    return bleached


def _lightness(channel: Pixels, full: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """0 where a channel is as dark as print under a seal, 1 where it is as light as the seal without any."""
    usual = float(np.median(channel[full]))
    light: npt.NDArray[np.float32] = np.clip((channel.astype(np.float32) / usual - PRINT) / (BARE - PRINT), 0, 1)
    return light


def _seals(redness: Pixels, scale: float) -> npt.NDArray[np.bool_]:
    """The red of seals, and what lies so near that their red may run into it."""
    is_red = (redness > RED).astype(np.uint8)
    if cv2.countNonZero(is_red) <= scale * scale * SEAL:
        return np.zeros(redness.shape, bool)
    reach, edge = 2 * round(GAP * scale) + 1, 2 * round(EDGE * scale) + 1
    joined = cv2.morphologyEx(is_red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [outline for outline in outlines if min(cv2.boundingRect(outline)[2:]) >= SEAL * scale]
    inside = np.zeros_like(is_red)
    for outline in large:  # print breaks the ring into arcs: the longest tells the circle that all of the seal lies in
        (x, y), radius = cv2.minEnclosingCircle(outline)
        cv2.circle(inside, (round(x), round(y)), round(radius) + edge, 1, cv2.FILLED)
    stained = inside & (redness > PALE_RED).astype(np.uint8)
    return cv2.dilate(stained, np.ones((edge, edge), np.uint8)).astype(bool)


def darkness(pixels: Pixels, scale: float) -> Pixels:
    """How much darker than the paper around it each pixel is, 0 to 255; ink on paper, dark or light, clean or shaded.

    Args:
        pixels: Blue, green, red.
        scale: Pixels a point.
    """
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    step = max(round(scale), 1)
    small = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    size = round(PAPER * scale / step) | 1
    paper = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), (size // 2, size // 2))
    large = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(cv2.subtract(large, gray), np.maximum(large, DIM), scale=255.0)
