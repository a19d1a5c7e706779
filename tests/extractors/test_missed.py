"""What of a picture's ink is print, and whether what was read accounts for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.pictures.covering import SUSPECT, covering
from extractors.pictures.missed import UNREADABLE, certain, missed
from extractors.pictures.recognise import CharacterRead
from extractors.pictures.render import Pixels
from extractors.pictures.ruling import Ruling
from extractors.pictures.strokes import StraightStroke
from schemas.page import Box

SIZE = 20.0  # pixels: of the characters drawn here
GRID = Ruling(
    (StraightStroke(10, 10, 390), StraightStroke(190, 10, 390)),
    (StraightStroke(10, 10, 190), StraightStroke(390, 10, 190)),
)
READ = Box(30, 40, 110, 40 + 1.27 * SIZE)


def drawn(*places: tuple[float, float, float, float], shape: tuple[int, int] = (200, 400), dark: int = 200) -> Pixels:
    """A picture's ink with characters drawn as frames, so that a part of their box is bare as in print."""
    ink = np.zeros(shape, np.uint8)
    for x0, top, x1, bottom in places:
        ink[round(top) : round(bottom), round(x0) : round(x1)] = dark
        ink[round(top) + 2 : round(bottom) - 2, round(x0) + 2 : round(x1) - 2] = 0
    return ink


WORDS = (32.0, 43.0, 108.0, 63.0)
BLOTS = [
    ((200, 100, 211, 118), 200, True, "a lone figure"),
    ((200, 100, 211, 118), 110, False, "as pale as what is left of a seal"),
    ((200, 100, 206, 104), 200, False, "a speck"),
    ((200, 100, 212, 107), 200, True, "as flat and broad as the sign ="),
    ((200, 60, 290, 150), 200, False, "larger than print"),
    ((112, 43, 118, 63), 200, True, "beside a word, and no part of it"),
    ((106, 43, 110, 63), 200, False, "the edge of a word"),
    ((386, 60, 389, 78), 200, False, "along a ruling line"),
]


@pytest.mark.parametrize(("place", "dark", "is_missed", "why"), BLOTS, ids=[why for *_, why in BLOTS])
def test_ink_that_no_line_of_print_holds(place: tuple[float, ...], dark: int, is_missed: bool, why: str) -> None:
    x0, top, x1, bottom = place
    ink = np.maximum(drawn(WORDS), drawn((x0, top, x1, bottom), dark=dark))
    found = missed([READ], GRID, ink, 2.0)
    assert bool(found) is is_missed, why
    assert all(box.x0 < (x0 + x1) / 2 < box.x1 and box.top < top and box.bottom > bottom for box in found)


def test_nothing_is_looked_for_outside_tables() -> None:
    ink = drawn(WORDS, (200, 100, 211, 118))
    assert missed([READ], Ruling((), ()), ink, 2.0) == []


def test_what_is_not_surely_read_is_said_to_be_unread() -> None:
    sure, unsure = [CharacterRead("5", 0.5, 0.995)], [CharacterRead("W", 0.5, 0.62)]
    assert certain(sure) == sure
    assert [(mark.text, mark.confidence) for mark in certain(unsure)] == [(UNREADABLE, 0.5)]
    sign, letter = [CharacterRead("≤", 0.5, 0.94)], [CharacterRead("1", 0.5, 0.94)]
    assert certain(sign) == sign
    assert [mark.text for mark in certain(letter)] == [UNREADABLE]
    assert [mark.text for mark in certain([])] == [UNREADABLE]


FIGURE, IDEOGRAPH = (40, 4, 50, 22), (54, 3, 74, 23)
LINES = [
    ([("3", 45, 0.99), ("次", 64, 0.99)], (FIGURE, IDEOGRAPH), "3次", [], "as printed"),
    ([("3", 45, 0.99)], (FIGURE, IDEOGRAPH), "3", ["3"], "the unit was not read"),
    ([("次", 64, 0.99)], ((20, 4, 30, 22), IDEOGRAPH), "次", ["次"], "the figure was not read"),
    ([("☑", 12, 0.65), ("次", 64, 0.99)], (IDEOGRAPH,), "次", [], "a sign where nothing is printed"),
    ([("示", 12, 0.98), ("次", 64, 0.99)], (IDEOGRAPH,), "示次", [], "too pale for ink, and sure"),
]


@pytest.mark.parametrize(("marks", "ink", "text", "doubted", "why"), LINES, ids=[why for *_, why in LINES])
def test_characters_account_for_the_ink(
    marks: Sequence[tuple[str, float, float]],
    ink: Sequence[tuple[float, float, float, float]],
    text: str,
    doubted: list[str],
    why: str,
) -> None:
    read = [CharacterRead(sign, middle / 120, confidence) for sign, middle, confidence in marks]
    found = covering(read, drawn(*ink, shape=(26, 120)), SIZE)
    assert "".join(mark.text for mark in found) == text, why
    assert [mark.text for mark in found if mark.confidence <= SUSPECT] == doubted
