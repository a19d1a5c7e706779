"""Whether the characters read in a line account for its ink: where some has none, a character was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.pictures.ink import INK
from extractors.pictures.recognise import DOUBTFUL, CharacterRead
from extractors.pictures.render import Pixels
from extractors.pictures.strokes import Mask

REACH = 1.0  # of the size on either side of an ideograph's middle, and
NARROW_REACH = 0.7  # of a figure's: farther off is ink of another character; the network's places are rough
LOST = 0.25  # of the size: so much ink side by side is a character
FAR = 0.35  # of the size: a character read so far from any ink is none, unless it is sure, and its ink pale
PALE = INK / 2  # of 255: the ink of small grey print, a comma's most of all
IDEOGRAPH = 0x2E80
SUSPECT = 0.5  # the confidence, at most, of the character beside which one was lost


def covering(marks: Sequence[CharacterRead], dark: Pixels, size: float) -> list[CharacterRead]:
    """The marks of a line, those without ink left out, those beside ink that nobody read less sure.

    Args:
        marks: In reading order.
        dark: The line's ink, 0 to 255.
        size: Of its characters, in pixels.

    Example:
        ``3`` read where 3次 is printed keeps at most half of its confidence.
    """
    inked: Mask = np.any(dark > INK, axis=0)
    columns, width = np.flatnonzero(np.any(dark > PALE, axis=0)), dark.shape[1]
    if not inked.any():
        return list(marks)
    near = [float(np.abs(columns - mark.along * width).min()) <= FAR * size for mark in marks]
    kept = [mark for mark, is_near in zip(marks, near, strict=True) if is_near or mark.confidence > DOUBTFUL]
    lost = list(_unread(kept, inked, size))
    beside = {min(range(len(kept)), key=lambda at: abs(kept[at].along * width - middle)) for middle in lost if kept}
    return [
        mark._replace(confidence=min(mark.confidence, SUSPECT)) if at in beside else mark
        for at, mark in enumerate(kept)
    ]


def _unread(marks: Sequence[CharacterRead], inked: Mask, size: float) -> Iterator[float]:
    """The middles of stretches with as much ink as a character that no mark is near."""
    left = inked.copy()
    for mark in marks:
        reach = (REACH if ord(mark.text[0]) >= IDEOGRAPH else NARROW_REACH) * size
        middle = mark.along * len(inked)
        left[max(round(middle - reach), 0) : max(round(middle + reach), 0)] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], left.astype(np.int8), [0]])))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if stop - start >= LOST * size:
            yield float(start + stop) / 2
