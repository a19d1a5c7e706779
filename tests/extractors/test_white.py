"""Columns told by white: what parts two of them, and what is but the white inside one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.tables.layouts import layouts
from extractors.tables.white import Run, columns, runs
from schemas.layout import TextLine
from schemas.page import Glyph

SIZE = 10.0  # points
ROW = 20.0  # points from row to row


def line(text: str, x: float, gap: float = 0.0) -> TextLine:
    """Characters of full width, a gap before each ``|``, which is left out; ``_`` is a printed space as wide as it."""
    glyphs: list[Glyph] = []
    for character in text:
        if character == "|":
            x += gap
            continue
        width = gap if character == "_" else SIZE
        glyphs.append(Glyph(" " if character == "_" else character, x, 0, x + width, SIZE, 8.5, SIZE, 1.0))
        x += width
    return TextLine(tuple(glyphs))


CUT = [
    ("培训|场次", 0.7, 1, "a hair of white between two characters is none"),
    ("培训|场次", 0.9, 2, "more of it parts two runs"),
    ("培训_场次", 9.0, 1, "a printed space narrower than a character belongs to its words"),
    ("培训_场次", 11.0, 2, "a wider one parts two runs"),
]


@pytest.mark.parametrize(("text", "gap", "count", "why"), CUT, ids=[case[3] for case in CUT])
def test_runs(text: str, gap: float, count: int, why: str) -> None:
    assert len(runs([line(text, 50, gap)])) == count, why


Row = Sequence[tuple[float, float]]


def drawn(rows: Sequence[Row]) -> list[Run]:
    return [Run(x0, x1, ROW * at, ROW * at + SIZE, SIZE) for at, row in enumerate(rows) for x0, x1 in row]


COLUMNS = [
    ([[(0, 20), (25.5, 40)]], (), 1, "white of half a character in the only row parts words of one cell"),
    ([[(0, 20), (26.5, 40)]], (), 2, "more than that parts two cells"),
    ([[(0, 20), (22, 90)], [(0, 20), (22, 60)]], (), 1, "figures in all names stand behind the same narrow white"),
    ([[(0, 20), (22, 90)], [(0, 14), (22, 60)]], (), 2, "one row shows more white: two columns set tight"),
    ([[(0, 20), (23, 40)]], (21,), 2, "a border drawn in narrow white parts two columns"),
    ([[(0, 20), (35, 50)]], (70,), 1, "borders drawn elsewhere and not here: one cell with a wide gap"),
    ([[(0, 20), (45, 60)]], (70,), 2, "so wide a gap parts two columns all the same"),
    ([[(40, 80)], [(20, 25)], [(20, 25)]], (), 1, "a dash flush left under a centred head is in its column"),
    ([[(40, 80)], [(40, 75)]], (), 1, "one column"),
]


@pytest.mark.parametrize(("rows", "hints", "count", "why"), COLUMNS, ids=[case[3] for case in COLUMNS])
def test_columns(rows: Sequence[Row], hints: Sequence[float], count: int, why: str) -> None:
    assert len(columns(drawn(rows), hints)) == count, why


def test_a_name_beside_a_block_is_a_column() -> None:
    beside = Run(5, 15, 26, 34, SIZE)  # between the second row and the third
    assert len(columns([beside, *drawn([[(40, 80)], [(40, 75)], [(40, 70)]])])) == 2


LABELS = [[(0, 40), (200, 260)]]
PARTIES = [[(0, 40), (80, 130), (220, 260), (300, 350)]]
HEAD = [[(0, 40), (70, 110), (140, 180), (200, 240), (260, 300), (320, 350)]]
BODY = [[(5, 35), (70, 100), (150, 170), (210, 230), (270, 290)]]
GOALS = [[(0, 150), (190, 350)]]
LAYOUTS = [
    (HEAD + BODY * 3, [range(4)], "a head over its rows"),
    (GOALS + HEAD + BODY * 3, [range(1), range(1, 5)], "two long texts above a head of six"),
    (HEAD + BODY * 3 + GOALS * 2, [range(4), range(4, 6)], "texts below that run over several columns"),
    (LABELS + PARTIES, [range(2)], "a label with one value beside two, laid out by itself"),
]


@pytest.mark.parametrize(("rows", "blocks", "why"), LAYOUTS, ids=[case[2] for case in LAYOUTS])
def test_blocks_of_rows(rows: Sequence[Row], blocks: Sequence[range], why: str) -> None:
    bands = [drawn([row]) for row in rows]
    found = layouts(bands, [False] * len(bands), [()] * len(bands))
    assert [layout.rows for layout in found] == blocks, why


SPARSE = [
    ([(100.9, 130.9), (200, 230), (300, 330)], set(), "three of six set as the rows around: a row with blank cells"),
    ([(101.1, 135.1), (200, 230), (300, 330)], {1}, "one set elsewhere, as a merged cell's text is: by itself"),
    ([(100, 130), (200, 230)], {1}, "two of six may be a label and its value: by itself"),
]


@pytest.mark.parametrize(("row", "alone", "why"), SPARSE, ids=[case[2] for case in SPARSE])
def test_rows_with_blank_cells(row: Row, alone: set[int], why: str) -> None:
    whole: Row = [(0, 30), (50, 80), (100, 130), (150, 180), (200, 230), (300, 330)]
    bands = [drawn([each]) for each in (whole, row, whole, whole)]
    found = layouts(bands, [False] * 4, [()] * 4)
    assert [layout.alone for layout in found] == [frozenset(alone)], why


def test_a_row_that_fills_half_of_the_columns_is_laid_out_by_itself() -> None:
    bands = [drawn([row]) for row in LABELS + PARTIES]
    assert layouts(bands, [False, False], [(), ()])[0].alone == {0}
    assert layouts(bands, [False, True], [(), ()])[0].alone == frozenset(), (
        "a cell merged over both keeps them together"
    )
