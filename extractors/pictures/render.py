"""A page as a picture, at the resolution that suits the scan on it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

INCH = 72.0  # points
COARSEST, FINEST = 150.0, 300.0  # dpi: below, small print has too few pixels; above, they only cost time
USUAL = 200.0  # dpi: for a page without a picture of its own, whose text layer can't be trusted
LARGEST = 40_000_000  # pixels: an A3 page at 300 dpi has 17 million


class Picture(NamedTuple):
    """A page as shown: blue, green, red rows from the top, and how many pixels a point has."""

    pixels: Pixels
    scale: float


def render(page: Any, dpi: float) -> Picture:
    """Draw a pdfium page for reading.

    Args:
        page: A ``pypdfium2.PdfPage``.
        dpi: Of the scan on it, 0 where it has none; the picture keeps within what reading needs.
    """
    wanted = min(max(dpi, COARSEST), FINEST) if dpi else USUAL
    width, height = page.get_size()
    return draw(page, min(wanted / INCH, (LARGEST / max(width * height, 1.0)) ** 0.5))


def draw(page: Any, scale: float) -> Picture:
    """Draw a pdfium page as a reader sees it, ``scale`` pixels a point."""
    return Picture(np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3]), scale)
