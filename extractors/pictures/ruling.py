"""Ruling lines of a scanned page, whole even where the scan has broken them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.pictures.render import Pixels
from extractors.pictures.strokes import ALONE, SAME, SHORT_UPRIGHT, StraightStroke, in_print, inked, strokes
from schemas.page import Box

NEAR = 3.0  # points: lines that end this short of each other meet
SEEN = 0.4  # of the way to the next line: seen so far, a line goes on to it
STREAK = 36.0  # points: an upright line that runs so far past all level ones, at both ends, is a streak of the scanner
SHARED = 3  # lines that end at one place are no chance
ROUNDS = 2  # lines made whole in the first show the others where to end


class Ruling(NamedTuple):
    """The level and the upright lines of a picture, in pixels."""

    level: tuple[StraightStroke, ...]
    upright: tuple[StraightStroke, ...]


def ruling(dark: Pixels, scale: float, print_boxes: Sequence[Box]) -> Ruling:
    """The ruling lines of an upright picture.

    A ruling line ends where it meets another. One that is seen to end elsewhere is broken there and goes on to the next
    such place, unless print stands in its way; what hangs over a little is a stroke of some character.

    Args:
        dark: Ink as ``darkness`` gives it.
        scale: Pixels a point.
        print_boxes: Where lines of print are, in pixels.
    """
    turned = [Box(box.top, box.x0, box.bottom, box.x1) for box in print_boxes]
    level = strokes(dark, scale, print_boxes)
    upright = strokes(np.ascontiguousarray(dark.T), scale, turned, SHORT_UPRIGHT)
    print_boxes, turned = [inked(box) for box in print_boxes], [inked(box) for box in turned]
    level, upright = _meeting(level, upright, scale), _meeting(_no_streaks(upright, level, scale), level, scale)
    for _ in range(ROUNDS):
        level, upright = (
            _mended(_Known(level, upright, print_boxes, scale)),
            _mended(_Known(upright, level, turned, scale)),
        )
    upright += _parting(_Known(upright, level, turned, scale))
    return Ruling(
        tuple(line for line in level if _is_rule(line, _Known(level, upright, print_boxes, scale))),
        tuple(line for line in upright if _is_rule(line, _Known(upright, level, turned, scale))),
    )


def _parting(known: _Known) -> list[StraightStroke]:
    """Pieces of upright lines that the scan has lost between two level ones: print stands on either side, none between.

    Not so of level lines: print above and below may be two lines of one cell.
    """
    found = []
    for track in _tracks(known.lines, SAME * known.scale):
        at = track[0].at
        for before, after in pairwise(track):
            met = [line.at for line in known.across if line.start < at < line.stop]
            inner = sorted(place for place in met if before.stop < place < after.start)
            for start, stop in pairwise([before.stop, *inner, after.start]):
                if _parts_print(StraightStroke(at, start, stop), known):
                    found.append(StraightStroke(at, start, stop))
    return found


def _parts_print(gap: StraightStroke, known: _Known) -> bool:
    """Whether print stands close by above and below a gap of a level line, and nowhere across it."""
    middle = (gap.start + gap.stop) / 2
    walls = [line.at for line in known.lines if line.start < middle < line.stop]
    top = max((at for at in walls if at < gap.at), default=float("-inf"))
    bottom = min((at for at in walls if at > gap.at), default=float("inf"))
    near = [box for box in known.boxes if gap.start < (box.x0 + box.x1) / 2 < gap.stop]
    near = [box for box in near if box.bottom > top and box.top < bottom]
    beside = any(box.bottom <= gap.at + 2 for box in near), any(box.top >= gap.at - 2 for box in near)
    return all(beside) and not any(box.top < gap.at - 2 and box.bottom > gap.at + 2 for box in near)


def _is_rule(line: StraightStroke, known: _Known) -> bool:
    """Whether a line runs from one to another, or along a good way beside print."""
    near = NEAR * known.scale
    met = [at for at in _crossings(line, known.across, near) if line.start - near <= at <= line.stop + near]
    return len(met) > 1 or ((bool(met) or line.length > ALONE * known.scale) and not in_print(line, known.boxes))


def _meeting(lines: Sequence[StraightStroke], across: Sequence[StraightStroke], scale: float) -> list[StraightStroke]:
    """The lines without short ones that meet no other; pieces on one straight are one line."""
    return [line for track in _tracks(lines, SAME * scale) if _borders(track, across, scale) for line in track]


def _borders(track: Sequence[StraightStroke], across: Sequence[StraightStroke], scale: float) -> bool:
    near, start, stop = NEAR * scale, track[0].start, track[-1].stop
    met = [at for at in _crossings(track[0], across, near) if start - near <= at <= stop + near]
    return bool(met) or sum(line.length for line in track) > ALONE * scale


def _no_streaks(
    upright: Sequence[StraightStroke], level: Sequence[StraightStroke], scale: float
) -> list[StraightStroke]:
    """Upright lines without those that run past all level ones at both ends."""
    if not level:
        return list(upright)
    top = min(line.at for line in level) - STREAK * scale
    bottom = max(line.at for line in level) + STREAK * scale
    tracks = _tracks(upright, SAME * scale)
    return [line for track in tracks if track[0].start > top or track[-1].stop < bottom for line in track]


class _Known(NamedTuple):
    """What is known of the lines of one direction: those across them, and the print in their way."""

    lines: Sequence[StraightStroke]
    across: Sequence[StraightStroke]
    boxes: Sequence[Box]
    scale: float


def _crossings(line: StraightStroke, across: Sequence[StraightStroke], near: float) -> list[float]:
    """Where other lines meet a line or would, were it longer."""
    return sorted(other.at for other in across if other.start - near <= line.at <= other.stop + near)


def _mended(known: _Known) -> list[StraightStroke]:
    tracks = _tracks(known.lines, SAME * known.scale)
    near = NEAR * known.scale
    starts = _shared([track[0].start for track in tracks], near)
    stops = _shared([track[-1].stop for track in tracks], near)
    return [line for track in tracks for line in _whole(track, known, (starts, stops))]


def _tracks(lines: Sequence[StraightStroke], same: float) -> list[list[StraightStroke]]:
    """Lines on one straight, each track from its start to its end."""
    tracks: list[list[StraightStroke]] = []
    for line in sorted(lines, key=lambda line: -line.length):
        for track in tracks:
            if abs(track[0].at - line.at) <= same:
                track.append(line)
                break
        else:
            tracks.append([line])
    return [sorted(track, key=lambda line: line.start) for track in tracks]


def _whole(
    track: Sequence[StraightStroke], known: _Known, shared: tuple[list[float], list[float]]
) -> list[StraightStroke]:
    """The pieces of one line, carried on to each other and to the lines they meet."""
    near = NEAR * known.scale
    at = max(track, key=lambda line: line.length).at
    crossings = _crossings(StraightStroke(at, 0, 0), known.across, near)
    passing = _passing(at, known, near)
    ends = [StraightStroke(at, float("-inf"), float("-inf")), *track, StraightStroke(at, float("inf"), float("inf"))]
    pieces: list[StraightStroke] = []
    for before, line, after in zip(ends, ends[1:], ends[2:], strict=False):
        back, ahead = (shared[0] if line is track[0] else []), (shared[1] if line is track[-1] else [])
        stop, start = _at(line.stop, passing, near), _at(line.start, passing, near)
        if stop is None:
            stop = _end(line, ([*crossings, after.start], ahead), near, known.boxes)
        if start is None:
            turned = [Box(-box.x1, box.top, -box.x0, box.bottom) for box in known.boxes]
            places = [-place for place in (*crossings, before.stop)], [-place for place in back]
            start = -_end(StraightStroke(at, -line.stop, -line.start), places, near, turned)
        if pieces and start <= pieces[-1].stop + 1:
            pieces[-1] = StraightStroke(at, pieces[-1].start, max(stop, pieces[-1].stop))
        elif stop > start:
            pieces.append(StraightStroke(at, start, stop))
    return pieces


def _passing(at: float, known: _Known, near: float) -> list[float]:
    """Where lines across pass, even where just there they are broken."""
    tracks = _tracks(known.across, SAME * known.scale)
    return [track[0].at for track in tracks if track[0].start - near <= at <= track[-1].stop + near]


def _at(end: float, places: Sequence[float], near: float) -> float | None:
    """The place that a line's end is at; None where it is at none."""
    close = [place for place in places if abs(place - end) <= near]
    return min(close, key=lambda place: abs(place - end), default=None)


def _shared(ends: Sequence[float], near: float) -> list[float]:
    """Places at which several lines end: a side of the table, drawn or not."""
    return [end for end in ends if sum(abs(other - end) <= near / 2 for other in ends) >= SHARED]


def _end(
    line: StraightStroke, places: tuple[Sequence[float], Sequence[float]], near: float, boxes: Sequence[Box]
) -> float:
    """Where a line that is seen from ``start`` to ``stop`` truly ends.

    Args:
        line: Its ``stop`` is no place where it meets another.
        places: Where it meets others or goes on itself; and where many others end, should it meet none ahead.
        near: Pixels between lines that meet.
        boxes: Print in the way.
    """
    meetings, shared = places
    last = max((meeting for meeting in meetings if line.start - near <= meeting < line.stop), default=None)
    ahead = [meeting for meeting in meetings if line.stop < meeting < float("inf")]
    following = min(ahead or [place for place in shared if place > line.stop - near], default=None)
    base = line.start if last is None else last
    over = StraightStroke(line.at, base, line.stop)
    if following is not None and not in_print(StraightStroke(line.at, line.stop, following), boxes):
        seen = over.length - in_print(over, boxes)
        if last is None or seen >= SEEN * (following - base):
            return following
    return line.stop if last is None or over.length > 4 * near else last
