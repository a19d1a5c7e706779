"""Rows that no line parts, told by how their cells are set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.tables.parting import parted_rows
from extractors.tables.rows_apart import has_rows_apart, has_stacked_figures
from schemas.layout import TextLine
from schemas.page import Glyph

SIZE = 10.0  # points
WIDTH = 60.0  # points: of every column


def lines(cells: Sequence[tuple[int, float, str]]) -> list[TextLine]:
    """Lines of text: which column each is in, the middle of its ink, and its characters of full width."""
    return [
        TextLine(tuple(_glyphs(column, middle, text))) for column, middle, text in sorted(cells, key=lambda c: c[1])
    ]


def _glyphs(column: int, middle: float, text: str) -> list[Glyph]:
    left, top = WIDTH * column + 5, middle - SIZE / 2
    baseline = top + 0.85 * SIZE
    return [
        Glyph(character, left + SIZE * at, top, left + SIZE * (at + 1), top + SIZE, baseline, SIZE, 1.0)
        for at, character in enumerate(text)
    ]


def xs(count: int) -> list[float]:
    return [WIDTH * at for at in range(count + 1)]


NEXT = [(0, 36, "修缮灌排"), (0, 48, "渠道"), (1, 42, "7"), (2, 42, "5")]
ROWS = [
    (
        [(0, 10, "场次"), (1, 10, "足够"), (0, 22, "培训人次"), (1, 22, "达到目标")],
        2,
        "short lines above full ones: two rows",
    ),
    ([(0, 10, "新建灌排"), (0, 22, "渠道"), (1, 16, "6"), (2, 16, "5")], 1, "a name of two lines round figures of one"),
    ([(0, 10, "新建灌排"), (0, 22, "渠道"), (1, 10, "6"), (2, 10, "5")], 1, "the same set to the top"),
    (
        [(0, 10, "新建灌排"), (0, 22, "渠道"), (1, 16, "6"), (2, 16, "5"), *NEXT],
        2,
        "two such rows",
    ),
    (
        [
            (0, 10, "培训场次"),
            (1, 10, "6"),
            (2, 10, "5"),
            (0, 30, "…"),
            (0, 50, "培训人次"),
            (1, 50, "7"),
            (2, 50, "5"),
        ],
        3,
        "a row of nothing but an ellipsis",
    ),
    (
        [(0, 10, "有序推进"), (1, 10, "稳步提升"), (0, 22, "各项"), (1, 22, "水平")],
        1,
        "both cells full: one row of two lines",
    ),
    ([(0, 10, "有序"), (1, 10, "稳步提升"), (0, 22, "推进各项"), (1, 22, "水平")], 2, "one cell not full: two rows"),
]


@pytest.mark.parametrize(("cells", "count", "why"), ROWS, ids=[case[2] for case in ROWS])
def test_rows_that_nothing_parts(cells: Sequence[tuple[int, float, str]], count: int, why: str) -> None:
    columns = max(column for column, _, _ in cells) + 1
    assert len(parted_rows(lines(cells), xs(columns)).cuts) + 1 == count, why


BODY = [(1, 20.0 * row, name) for row, name in enumerate(("培训场次", "培训人次", "教材印发", "设备完好", "就业情况"))]
BODY += [(2, 20.0 * row, str(row + 5)) for row in range(5)] + [(3, 20.0 * row, "10") for row in range(5)]
NAMES = [
    ([(0, 30, "产出"), (0, 80, "效益")], [70], "at the middle of four rows, and in the fifth"),
    ([(0, 0, "产出"), (0, 80, "效益")], [10, 30, 50, 70], "level with rows: nothing says how far a name reaches"),
]


@pytest.mark.parametrize(("names", "cuts", "why"), NAMES, ids=[case[2] for case in NAMES])
def test_names_beside_several_rows(names: list[tuple[int, float, str]], cuts: list[float], why: str) -> None:
    rows = parted_rows(lines(BODY + names), xs(4))
    own = rows.spanning[0] if rows.spanning else rows.cuts
    assert [round(cut) for cut in own] == cuts, why
    assert [round(cut) for cut in rows.cuts] == [10, 30, 50, 70], why


FIGURES = [
    ([(0, 10, "培训"), (1, 10, "12"), (1, 24, "14")], True, "two figures under each other"),
    ([(0, 10, "培训"), (1, 10, "12"), (1, 24, "场次")], False, "a figure with words below"),
    ([(0, 10, "培训"), (1, 10, "12")], False, "one figure"),
]


@pytest.mark.parametrize(("cells", "wanted", "why"), FIGURES, ids=[case[2] for case in FIGURES])
def test_stacked_figures(cells: Sequence[tuple[int, float, str]], wanted: bool, why: str) -> None:
    assert has_stacked_figures(lines(cells), xs(2)) is wanted, why


APART = [
    ([(0, 10, "目标"), (1, 10, "建成渠道"), (0, 30, "完成情况"), (1, 30, "渠道建成")], True, "farther than 1.9 sizes"),
    (
        [(0, 10, "目标"), (1, 10, "建成渠道"), (0, 28, "完成情况"), (1, 28, "渠道建成")],
        False,
        "near enough for one cell",
    ),
    ([(0, 20, "目标"), (1, 10, "建成渠道"), (1, 30, "灌溉农田")], False, "one label beside two paragraphs"),
    (
        [(0, 10, "目标"), (1, 18, "建成渠道"), (0, 32, "完成情况"), (1, 40, "渠道建成")],
        True,
        "beside each other in part",
    ),
    ([(0, 10, "目标"), (1, 22, "建成渠道"), (0, 34, "情况"), (1, 46, "渠道建成")], False, "none beside another"),
    (
        [(0, 10, "目标完成"), (1, 10, "建成渠道"), (0, 30, "情况"), (1, 30, "两条")],
        False,
        "full lines go on, set far apart",
    ),
    ([(0, 10, "目标"), (1, 10, "建成渠道"), (0, 30, "情况"), (1, 30, "两条")], True, "one has room for what is below"),
    (
        [(0, 10, "项目"), (1, 10, "渠道"), (0, 30, "主管"), (1, 30, "某局"), (2, 30, "实施"), (3, 30, "某站")],
        True,
        "a row of two cells above one of four",
    ),
]


@pytest.mark.parametrize(("cells", "expected", "why"), APART, ids=[case[2] for case in APART])
def test_rows_that_stand_apart_in_every_column(
    cells: Sequence[tuple[int, float, str]], expected: bool, why: str
) -> None:
    assert has_rows_apart(lines(cells), xs(max(cell[0] for cell in cells) + 1)) is expected
