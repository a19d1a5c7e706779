"""A page as a picture, at the resolution that suits the scan on it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]  # of 0 to 255; OpenCV's own types say no more

INCH = 72.0  # points
COARSEST, FINEST = 150.0, 300.0  # dpi: below, small print has too few pixels; above, they only cost time
USUAL = 200.0  # dpi: for a page without a picture of its own, whose text layer can't be trusted
A4, A3 = 842.0, 1191.0  # points: the longer sides of ISO 216 paper
DRAWN_AS = 1  # raised when the same page at the same resolution gives another picture, so that no old one is recalled


class Picture(NamedTuple):
    """A page as shown.

    Attributes:
        pixels: Blue, green, red; rows from the top.
        scale: Pixels a point of the page.
        grain: Pixels a point of the print: more than ``scale`` where the page is said to be larger than any paper.
    """

    pixels: Pixels
    scale: float
    grain: float


def resolution(page: Any, dpi: float) -> float:
    """Pixels a point that a pdfium page is to be drawn with for reading.

    Args:
        page: A ``pypdfium2.PdfPage``.
        dpi: Of the scan on it, 0 where it has none; the picture keeps within what reading needs.

    Example:
        An A4 page with a scan of 600 dpi is drawn with 300, which are 4.17 pixels a point.
    """
    larger = _larger(page)
    wanted = min(max(dpi * larger, COARSEST), FINEST) if dpi else USUAL
    return wanted / INCH / larger


def _larger(page: Any) -> float:
    """How many times a page is larger than paper, as where a scan's pixels are taken for points."""
    longer = max(page.get_size())
    return longer / A4 if longer > A3 + INCH else 1.0


def draw(page: Any, scale: float) -> Picture:
    """Draw a pdfium page as a reader sees it, ``scale`` pixels a point."""
    return Picture(np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3]), scale, scale * _larger(page))
