"""From PDF user space to the page as a reader holds it: cropped, rotated, and turned until text runs rightwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.pages.paths import Matrix, Point, apply, multiply
from schemas.page import Box

QUARTERS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # direction of text on the page as shown, y downward


class View(NamedTuple):
    """How a page is looked at.

    Attributes:
        matrix: User space to upright points, y downward.
        width: Upright, in points.
        height: Upright, in points.
        turn: Quarter turns clockwise from upright to the page as shown.
    """

    matrix: Matrix
    width: float
    height: float
    turn: int


def shown_view(crop: tuple[float, float, float, float], rotation: int) -> View:
    """The page as a reader sees it, before text that runs up or down is considered.

    Args:
        crop: CropBox as left, bottom, right, top in user space.
        rotation: ``/Rotate`` in degrees clockwise.
    """
    left, bottom, right, top = crop
    view = View((1, 0, 0, -1, -left, top), right - left, top - bottom, 0)
    for _ in range(rotation // 90 % 4):
        view = View(multiply(view.matrix, (0, 1, -1, 0, view.height, 0)), view.height, view.width, 0)
    return view


def upright_view(view: View, directions: Sequence[Point]) -> View:
    """The view turned so that most of the text runs rightwards.

    Args:
        view: The page as shown.
        directions: Unit vectors of the runs of text, in user space.
    """
    counts = Counter(quarter for quarter in (quarter_of(view, d) for d in directions) if quarter is not None)
    turn = counts.most_common(1)[0][0] if counts else 0
    for _ in range(turn):
        # A quarter turn anticlockwise brings text that runs down the page (quarter 1) to run rightwards.
        view = View(multiply(view.matrix, (0, -1, 1, 0, 0, view.width)), view.height, view.width, 0)
    return view._replace(turn=turn)


def quarter_of(view: View, direction: Point) -> int | None:
    """Which of right, down, left, up a run of text takes in this view; None where it is slanted."""
    a, b, c, d, _, _ = view.matrix
    x, y = direction[0] * a + direction[1] * c, direction[0] * b + direction[1] * d
    for quarter, (right, down) in enumerate(QUARTERS):
        if x * right + y * down > 0.99:
            return quarter
    return None


def place(view: View, area: tuple[float, float, float, float]) -> Box:
    """An area of user space (left, bottom, right, top) as an upright box."""
    x_first, y_first = apply(view.matrix, (area[0], area[1]))
    x_second, y_second = apply(view.matrix, (area[2], area[3]))
    return Box(min(x_first, x_second), min(y_first, y_second), max(x_first, x_second), max(y_first, y_second))
