"""How far a scanned page is turned: by a few degrees on the glass, by quarters in the feeder."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.pictures.render import Pixels

WIDEST = 5.0  # degrees
COARSE, FINE = 0.5, 0.05  # degrees
ENOUGH = 700  # pixels: the longer side of the picture that angles are tried on


def skew(dark: Pixels) -> float:
    """Degrees clockwise by which the print is turned, within ``WIDEST``.

    Of all angles the one under which rows and columns of ink stand out most (Postl, 1986).

    Args:
        dark: Ink as ``darkness`` gives it.
    """
    factor = ENOUGH * 2 / max(dark.shape)
    small = cv2.resize(dark, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    tiny = cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    rough = max(np.arange(-WIDEST, WIDEST + COARSE, COARSE), key=lambda angle: _contrast(tiny, float(angle)))
    near = np.arange(rough - COARSE, rough + COARSE + FINE, FINE)
    return float(max(near, key=lambda angle: _contrast(small, float(angle))))


def _contrast(dark: Pixels, angle: float) -> float:
    """How sharply rows and columns of ink part from white when the picture is turned back by the angle."""
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return sum(
        float(np.square(np.diff(cv2.reduce(turned, axis, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel())).sum())
        for axis in (0, 1)
    )
