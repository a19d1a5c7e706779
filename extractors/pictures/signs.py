"""Signs that the recogniser takes for others, told by their ink: ≥ read as > or the reverse, ‰ as % or %0, = as 二."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.pictures.ink import INK
from extractors.pictures.recognise import DOUBTFUL, CharacterRead
from extractors.pictures.render import Pixels
from extractors.pictures.strokes import Mask

BARRED = {">": "≥", "<": "≤", "＞": "≥", "＜": "≤"}
BARE = {"≥": ">", "≤": "<"}
STROKES = 3  # a sign with a bar under it has so many, one below another; without it two
SHARE, NONE = 0.25, 0.05  # of a sign's width that has so many, with a bar and without
HEAVY = 0.555  # of a sign's ink that is in its lower half: with a bar that touches the angle more, without less
FOOT, LEVEL = 0.2, 0.85  # of a sign's height, its foot; of its width, a level bar as its foot
FEWEST = 8  # pixels: what is lower is too small to tell
EQUAL = 0.9  # of the longer stroke: the upper stroke of 二 is shorter
RINGS = frozenset("0oO")
PERCENTS = frozenset("%％‰")
PERCENT, PERMILLE = 0.33, 0.4  # of a sign's height that its foot runs on past its head: % less, ‰ more
HEAD = 0.25  # of a sign's height
HALF = 0.15  # of a line's height: a sign of % or ‰ reaches so far from its middle
NEAR = 0.1  # of a line's height: a mark read so little past ink may be part of it
STOP, FLOOR = 0.42, 1.08  # of a sign's height: the stop 。 is lower, a ring of ‰ higher
NEXT = 0.35  # of a sign's height: a ring's middle is farther from that of the next mark
APART = 0.2  # of a sign's height: the rings of ‰ are no farther apart
EDGE, THIN = 0.12, 0.1  # of a line's height: where a ruling line may run in its picture, and how thick it is
FAINT = 0.3  # of a line's darkest: in a pale line what is darker is ink
UNSURE = 0.5  # the confidence, at most, of a sign that its ink does not tell, or that was read against it


def corrected(marks: Sequence[CharacterRead], dark: Pixels) -> list[CharacterRead]:
    """The marks of a line with the signs that its ink shows.

    Args:
        marks: In reading order.
        dark: The line's ink, 0 to 255.

    Example:
        Marks ``≤3%0`` whose last ring is half as high as the 3 give ``≤3‰``.
    """
    ink = _without_rules(dark)
    inked = ink > 0
    following = [*marks[1:], CharacterRead("", 2.0, 1.0)]
    signs = [
        mark if after.text == "=" else _compared(mark, after.along, ink)
        for mark, after in zip(_equals(marks, inked), following, strict=True)
    ]
    return list(_shares(signs, inked))


def _without_rules(dark: Pixels) -> Pixels:
    """A line's ink without the ruling lines along the ends of its picture; 0 where there is none."""
    height = dark.shape[0]
    ink = np.where(dark > min(INK, FAINT * float(dark.max())), dark, 0).astype(np.uint8)
    for start, stop in _runs(ink > 0, 1):
        is_at_end = start < EDGE * height or stop > (1 - EDGE) * height
        if is_at_end and stop - start < THIN * height:
            ink[start:stop] = 0
    return ink


def _runs(inked: Mask, over: int) -> list[tuple[int, int]]:
    """From where to where there is ink: along a line over its rows (0), or down it over its columns (1)."""
    is_inked = np.asarray(inked.any(axis=over), np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_inked, [0]]))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _shares(marks: Sequence[CharacterRead], inked: Mask) -> Iterator[CharacterRead]:
    """The marks, with ‰ for what was read as % or as % and a ring."""
    at = 0
    while at < len(marks):
        mark, has_ring = marks[at], marks[at + 1 : at + 2] and marks[at + 1].text in RINGS
        after = at + 1 + bool(has_ring)
        at += 1
        if mark.text not in PERCENTS:
            yield mark
            continue
        tail = _tail(mark, marks[after].along if after < len(marks) else 2.0, inked)
        if tail is not None and tail > PERMILLE:
            at = after
            yield mark if mark.text == "‰" else mark._replace(text="‰", confidence=min(mark.confidence, DOUBTFUL))
        else:
            is_sure = mark.text != "‰" and not has_ring and tail is not None and tail < PERCENT
            yield mark if is_sure else _unsure(mark)


def _unsure(mark: CharacterRead) -> CharacterRead:
    return mark._replace(confidence=min(mark.confidence, UNSURE))


def _tail(mark: CharacterRead, following: float, inked: Mask) -> float | None:
    """How far the foot of a % or ‰ runs on past its head, by its height; None where its ink can't be told.

    The stroke of % ends above its last ring, that of ‰ above the one before.

    Args:
        mark: The sign.
        following: Where the middle of the next mark is that is none of its rings, from 0 to 1, or more for none.
        inked: The line's ink.
    """
    height, width = inked.shape
    middle = min(round(mark.along * width), width - 1)
    first, last = _around(mark, inked)
    if first <= following * width < last + NEAR * height:
        return None
    left = max(round(middle - HALF * height), 0)
    rows = np.flatnonzero(inked[:, left : max(last, middle + 1)].any(axis=1))
    if len(rows) < FEWEST:
        return None
    sign = inked[rows[0] : rows[-1] + 1, left:]
    right = _end(last - left, following * width - left, inked[rows[0] :, left:], len(sign))
    if right is None:
        return None
    head = np.flatnonzero(sign[: round(HEAD * len(sign)), :right].any(axis=0))
    return float(right - 1 - head[-1]) / len(sign) if len(head) else None


def _end(right: int, following: float, inked: Mask, high: int) -> int | None:
    """Where a sign ends along its line, with the rings after its first run of ink, which ends at ``right``.

    A ring stands on the sign's foot and is higher than the stop 。, which reaches below it in many types. None where
    it may be the next mark, whose middle is at ``following``.
    """
    for start, stop in _runs(inked, 0):
        if start < right:
            continue
        rows = np.flatnonzero(inked[:, start:stop].any(axis=1)) / high
        is_ring = rows[0] >= HEAD and rows[-1] - rows[0] > STOP and rows[-1] < FLOOR
        if start - right > APART * high or not is_ring:
            break
        if (start + stop) / 2 > following - NEXT * high:
            return None
        right = stop
    return right


def _equals(marks: Sequence[CharacterRead], inked: Mask) -> list[CharacterRead]:
    """二 at the start of a line, alone or before a figure, whose two strokes are equally long, is the sign =."""
    if marks[0].text != "二" or (len(marks) > 1 and not marks[1].text.isdecimal()):
        return list(marks)
    start, stop = _around(marks[0], inked)
    widths = [int(np.ptp(np.flatnonzero(row))) + 1 for row in inked[:, start:stop] if row.any()]
    half = len(widths) // 2
    if not half or min(max(widths[:half]), max(widths[half:])) < EQUAL * max(widths):
        return list(marks)
    return [marks[0]._replace(text="=", confidence=min(marks[0].confidence, DOUBTFUL)), *marks[1:]]


def _compared(mark: CharacterRead, following: float, ink: Pixels) -> CharacterRead:
    """A sign of comparison with the bar that its ink shows or without; unsure where that speaks neither way."""
    if mark.text not in BARRED and mark.text not in BARE:
        return mark
    start, stop = _around(mark, ink > 0)
    sign = ink[:, start:stop]
    rows = np.flatnonzero(sign.any(axis=1))
    if len(rows) < FEWEST or start <= following * ink.shape[1] < stop:
        return _unsure(mark)
    sign = sign[rows[0] : rows[-1] + 1]
    share, low, is_level = _strokes(sign > 0), _low(sign), _foot(sign > 0) > LEVEL
    if mark.text in BARE:
        if share >= SHARE or low > HEAVY or is_level:
            return mark
        return _unsure(mark._replace(text=BARE[mark.text]) if share < NONE else mark)
    if share >= SHARE or is_level:
        return mark._replace(text=BARRED[mark.text], confidence=min(mark.confidence, DOUBTFUL))
    return mark if share < NONE and low <= HEAVY else _unsure(mark)


def _strokes(sign: Mask) -> float:
    """The part of a sign's width that has three strokes one below another."""
    strokes = (np.diff(sign.astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0)
    return float((strokes >= STROKES).sum()) / max(int(sign.any(axis=0).sum()), 1)


def _low(sign: Pixels) -> float:
    """The part of a sign's ink that is in its lower half."""
    upper, lower = int(sign[: len(sign) // 2].sum()), int(sign[(len(sign) + 1) // 2 :].sum())
    return lower / max(upper + lower, 1)


def _foot(sign: Mask) -> float:
    """The part of a sign's width that has ink in its lowest rows: nearly all of it over a level bar."""
    return float(sign[-max(round(FOOT * len(sign)), 1) :].any(axis=0).mean())


def _around(mark: CharacterRead, inked: Mask) -> tuple[int, int]:
    """The columns of a sign's ink: those about its middle up to the white beside it."""
    height, width = inked.shape
    middle = min(round(mark.along * width), width - 1)
    runs = _runs(inked, 0)
    near = [(a, b) for a, b in runs if a - height / 4 <= middle <= b + height / 4]
    return min(near, key=lambda run: abs(sum(run) / 2 - middle), default=(middle, middle + 1))
