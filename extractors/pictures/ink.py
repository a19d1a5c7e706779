"""What is printed on a scanned page, freed of the paper's shade and of red seals."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractors.pictures.render import Pixels

RED = 45  # of 255: by so much red outweighs green and blue in a seal
FAINT = 18  # of 255: by so much within its bounds, where JPEG has washed thin strokes out
SEAL = 56.0  # points: seals are 38 to 45 mm across, red words far lower
EDGE = 1.2  # points: the pale edge of its strokes
GAP = 3.0  # points between the strokes of a seal
PRINT, BARE = 0.55, 0.88  # of a seal's usual lightness in red: print under it is as dark, bare paper under it lighter
INK = 80  # of 255: what is darker than the paper by this much is ink
PAPER = 8.0  # points: no stroke of print is this thick, and shaded cells are larger


def without_seals(pixels: Pixels, scale: float) -> Pixels:
    """The picture with red seals bleached, so that characters under them stand alone.

    In the red channel red ink is as light as paper and black ink stays dark. Red words are left as they are: only what
    is as tall and wide as a seal is bleached.

    Args:
        pixels: Blue, green, red.
        scale: Pixels a point.
    """
    blue, green, red = cv2.split(pixels)
    redness = cv2.subtract(red, cv2.max(blue, green))
    is_red, is_reddish = (redness > RED).astype(np.uint8), (redness > FAINT).astype(np.uint8)
    seals = _seals(is_red, is_reddish, scale) if cv2.countNonZero(is_red) > scale * scale * SEAL else None
    if seals is None or not seals.any():
        return pixels
    bare = float(np.median(red[seals & (is_red > 0)]))
    light = np.clip((red[seals].astype(np.float32) / bare - PRINT) / (BARE - PRINT), 0, 1)
    bleached = pixels.copy()
    bleached[seals] = (light[:, None] * np.median(pixels[seals & (is_reddish == 0)], axis=0)).astype(np.uint8)
    return bleached


def _seals(is_red: Pixels, is_reddish: Pixels, scale: float) -> npt.NDArray[np.bool_]:
    """The red of seals, and what lies so near that their red may run into it."""
    reach, edge = 2 * round(GAP * scale) + 1, 2 * round(EDGE * scale) + 1
    joined = cv2.morphologyEx(is_red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [cv2.convexHull(outline) for outline in outlines if min(cv2.boundingRect(outline)[2:]) >= SEAL * scale]
    inside = cv2.drawContours(np.zeros_like(is_red), large, -1, 1, cv2.FILLED)
    return cv2.dilate(inside & is_reddish, np.ones((edge, edge), np.uint8)).astype(bool)


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
    lit = cv2.divide(gray, np.maximum(large, 60), scale=255.0)
    return cv2.bitwise_not(lit)
