"""Where lines of print are on a picture."""

from __future__ import annotations

import cv2
import numpy as np
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from extractors.pictures.engine import Engine
from extractors.pictures.render import INCH, Pixels
from schemas.page import Box

DPI = 130.0  # print of 9 points is 16 pixels high: finer pictures cost time and find no more
GRID = 32  # pixels: sides the network takes are multiples of it
FOUND = DBPostProcess(thresh=0.3, box_thresh=0.4, max_candidates=3000, unclip_ratio=1.6, use_dilation=True)


def detect(pixels: Pixels, scale: float, engine: Engine) -> list[Box]:
    """Boxes of the lines of print, in pixels.

    Args:
        pixels: Blue, green, red.
        scale: Pixels a point.
        engine: Finds them.
    """
    height, width = pixels.shape[:2]
    factor = min(DPI / INCH / scale, 1.0)
    size = (max(round(width * factor / GRID), 1) * GRID, max(round(height * factor / GRID), 1) * GRID)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    tensor = np.ascontiguousarray((small.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None])
    corners, _ = FOUND(engine.detect(tensor)[None, None], (height, width))
    return [Box(*quad.min(axis=0).tolist(), *quad.max(axis=0).tolist()) for quad in corners]
