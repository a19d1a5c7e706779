"""Signs that the recogniser takes for others, told by their ink: ≥ read as >, ‰ read as %0, = read as 二."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extractors.pictures.ink import INK
from extractors.pictures.recognise import DOUBTFUL, Mark
from extractors.pictures.render import Pixels
from extractors.pictures.strokes import Mask

BARRED = {">": "≥", "<": "≤"}
STROKES = 3  # a sign with a bar under it has so many, one below another; without it two
SHARE = 0.25  # of a sign's width that has so many
SMALL = 0.62  # of the height of the ink beside it: the second ring of ‰, where the figure 0 has all of it
EQUAL = 0.9  # of the longer stroke: the upper stroke of 二 is shorter
RING = 0.16  # of a line's height: a ring of ‰ is wider
RINGS = frozenset("0oO")


def corrected(marks: Sequence[Mark], dark: Pixels) -> list[Mark]:
    """The marks of a line with the signs that its ink shows.

    Args:
        marks: In reading order.
        dark: The line's ink, 0 to 255.

    Example:
        Marks ``≤3%0`` whose last ring is half as high as the 3 give ``≤3‰``.
    """
    inked = dark > INK
    following = [*(mark.text for mark in marks[1:]), ""]
    signs = [
        mark if after == "=" else _barred(mark, inked)
        for mark, after in zip(_equals(marks, inked), following, strict=True)
    ]
    found: list[Mark] = []
    for mark in signs:
        if found and found[-1].text == "%" and mark.text in RINGS and _is_ring(mark, found[-1], inked):
            found[-1] = Mark("‰", found[-1].along, min(found[-1].confidence, mark.confidence, DOUBTFUL))
        else:
            found.append(mark)
    return found


def _equals(marks: Sequence[Mark], inked: Mask) -> list[Mark]:
    """二 at the start of a line, alone or before a figure, whose two strokes are equally long, is the sign =."""
    if marks[0].text != "二" or (len(marks) > 1 and not marks[1].text.isdecimal()):
        return list(marks)
    start, stop = _around(marks[0], inked)
    widths = [int(np.ptp(np.flatnonzero(row))) + 1 for row in inked[:, start:stop] if row.any()]
    half = len(widths) // 2
    if not half or min(max(widths[:half]), max(widths[half:])) < EQUAL * max(widths):
        return list(marks)
    return [marks[0]._replace(text="=", confidence=min(marks[0].confidence, DOUBTFUL)), *marks[1:]]


def _barred(mark: Mark, inked: Mask) -> Mark:
    if mark.text not in BARRED:
        return mark
    start, stop = _around(mark, inked)
    sign = inked[:, start:stop]
    strokes = (np.diff(sign.astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0)
    share = float((strokes >= STROKES).sum()) / max(int(sign.any(axis=0).sum()), 1)
    return mark._replace(text=BARRED[mark.text], confidence=DOUBTFUL) if share >= SHARE else mark


def _around(mark: Mark, inked: Mask) -> tuple[int, int]:
    """The columns of a sign's ink: those about its middle up to the white beside it."""
    columns: list[bool] = np.any(inked, axis=0).tolist()
    height, width = inked.shape
    middle = min(round(mark.along * width), width - 1)
    edges = [0, *(at for at, (one, other) in enumerate(pairwise(columns), 1) if one != other), width]
    near = [(a, b) for a, b in pairwise(edges) if columns[a] and a - height / 4 <= middle <= b + height / 4]
    return min(near, key=lambda run: abs(sum(run) / 2 - middle), default=(middle, middle + 1))


def _is_ring(mark: Mark, percent: Mark, inked: Mask) -> bool:
    """Whether a mark is the last ring of a sign: one blot with the % before it, and far lower than the line."""
    height, width = inked.shape
    start, stop = _around(mark, inked)
    if start > percent.along * width:
        return False
    ring = inked[:, max(stop - round(RING * height), start) : stop]
    rows, all_rows = np.flatnonzero(ring.any(axis=1)), np.flatnonzero(inked.any(axis=1))
    return len(rows) > 0 and rows[-1] - rows[0] + 1 < SMALL * (all_rows[-1] - all_rows[0] + 1)
