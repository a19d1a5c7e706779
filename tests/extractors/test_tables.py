"""Tables as they are printed: merged, open, cut by page breaks, side by side, without lines."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.tables.read import read_layout
from schemas.page import Glyph
from tests.pdf_builder import Look, Words, draw
from tests.pdf_grid import MARGIN, Grid, width_of
from tests.pictures import READERS, layout_of, pdf_of, plain, told

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "tables.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_tables(case: dict[str, Any]) -> None:
    layout = layout_of(pdf_of(case["pages"], **case.get("grid", {})))
    assert [told(table) for table in layout.tables] == [plain(picture) for picture in case["tables"]]


LOOKS = [
    (Look(drawn=270), "drawn turned"),
    (Look(rotate=90, offset=(30, 20), is_form_xobject=True), "stored turned, cropped, in a form XObject"),
    (Look(by_character=True, twice=True), "each character alone, twice for bold"),
]


@pytest.mark.parametrize(("look", "why"), LOOKS, ids=[why for _, why in LOOKS])
def test_tables_are_the_same_however_laid_down(look: Look, why: str) -> None:
    for case in CASES:
        layout = layout_of(pdf_of(case["pages"], look, **case.get("grid", {})))
        assert [told(table) for table in layout.tables] == [plain(p) for p in case["tables"]], (why, case["why"])


FIRST = "三级指标|指标值\n培训场次|≥12场"
SECOND = "三级指标|指标值\n就业率|≥80%"


def test_tables_side_by_side_stay_two() -> None:
    pdf = draw([Grid(FIRST, widths=(60, 60), top=100), Grid(SECOND, widths=(60, 60), top=100, left=250)])
    assert [told(table) for table in layout_of(pdf).tables] == [FIRST, SECOND]


def test_tables_side_by_side_of_different_height_are_read_from_the_left() -> None:
    pdf = draw(
        [Grid(SECOND, widths=(60, 60), top=100, left=250), Grid(FIRST + "\n培训人次|≥300人次", (60, 60), top=100)]
    )
    assert [told(table) for table in layout_of(pdf).tables] == [FIRST + "\n培训人次|≥300人次", SECOND]


def test_next_page_may_be_shifted() -> None:
    pdf = draw([Grid(FIRST, widths=(60, 60))], [Grid("就业率|≥80%", widths=(60, 60), left=70)])
    assert [told(table) for table in layout_of(pdf).tables] == [FIRST + "\n就业率|≥80%"]


def test_double_borders_are_one() -> None:
    lines = [Grid(FIRST, widths=(60, 60), top=100 + d, left=50 + d) for d in (0, 1.5)]
    pdf = draw([lines[0], Grid("|\n|", widths=(60, 60), top=101.5, left=51.5)])
    assert [told(table) for table in layout_of(pdf).tables] == [FIRST]


def test_frame_around_text_is_no_table() -> None:
    layout = layout_of(draw([Grid("注：|<", widths=(200, 200), top=90), Words("本表由项目单位填写。", 100, 102)]))
    assert layout.tables == ()
    assert [line.text for line in layout.lines] == ["注：本表由项目单位填写。"]


HANGING = [
    ("受雨天影响，", "，", "a comma that stands outside the border"),
    ("完成率为九成。", "。", "a full stop that stands outside the border"),
    ("合格率（％）", "）", "a bracket that stands outside the border"),
]


@pytest.mark.parametrize(("text", "mark", "why"), HANGING, ids=[why for _, _, why in HANGING])
def test_closing_mark_over_the_border_stays_in_its_cell(text: str, mark: str, why: str) -> None:
    """Printers let a closing mark hang out of the full line it ends."""
    width = width_of(text.removesuffix(mark))
    pdf = draw([Grid("原因|说明\n|无", widths=(width, 60), top=100), Words(text, 50, 130)])
    (table,) = layout_of(pdf).tables
    assert told(table) == f"原因|说明\n{text}|无", why


def test_mark_that_opens_the_next_cell_stays_there() -> None:
    pdf = draw([Grid("性质|说明\n|", widths=(60, 60), top=100), Words("。", 112, 130), Words("甲", 52, 130)])
    (table,) = layout_of(pdf).tables
    assert told(table) == "性质|说明\n甲|。"


OVERFLOW = [
    ("新建灌排渠道长", "新建灌排渠道长||≥12场", "stands across the border: it is of the cell it begins in"),
    ("新建灌排渠", "新建灌排渠||≥12场", "ends in its cell"),
]


@pytest.mark.parametrize(("text", "row", "why"), OVERFLOW, ids=[why for _, _, why in OVERFLOW])
def test_text_that_runs_on_into_the_next_cell(text: str, row: str, why: str) -> None:
    pdf = draw([Grid("三级指标|备注|指标值\n||≥12场", widths=(60, 60, 60), top=100), Words(text, 53, 130)])
    (table,) = layout_of(pdf).tables
    assert told(table) == f"三级指标|备注|指标值\n{row}", why


def test_words_spilled_below_a_merged_cell_go_back_into_it() -> None:
    """A merged cell cut by the page break, its words set where the middle of the whole cell falls: under the table."""
    upper = Grid("一级指标|三级指标|指标值\n产出|培训场次|≥12场", widths=(60, 60, 60), top=700)
    pdf = draw([upper, Words("指标", 53, 744)], [Grid("|培训人次|≥300人次", widths=(60, 60, 60))])
    layout = layout_of(pdf)
    assert [told(t) for t in layout.tables] == ["一级指标|三级指标|指标值\n产出指标|培训场次|≥12场\n|培训人次|≥300人次"]
    assert layout.lines == ()


def test_text_below_a_table_is_not_drawn_into_it() -> None:
    upper = Grid(FIRST, widths=(60, 60), top=100)
    layout = layout_of(draw([upper, Words("备注", 53, 150), Words("示例市财政局编制的说明文字若干", 53, 170)]))
    assert [told(table) for table in layout.tables] == [FIRST]
    assert [line.text for line in layout.lines] == ["备注", "示例市财政局编制的说明文字若干"]


def test_evidence_of_a_cut_cell_has_a_piece_on_each_page() -> None:
    widths = (60, 60, 60)
    pages = (["三级指标|指标值|完成值\n惠及群众人次|≥98500|102300"], ["|人次|人次\n培训天数|≥20天|22天"])
    pdf = draw(*([Grid(picture, widths=(60, 40, 40)) for picture in page] for page in pages))
    (table,) = layout_of(pdf).tables
    cut = table.rows[1][1].printed
    assert [(piece.page, piece.text) for piece in cut.pieces] == [(1, "≥98500"), (2, "人次")]
    assert len(widths) == table.column_count


def test_a_scanned_box_that_reaches_to_its_border_tells_of_no_white() -> None:
    """Whether a word would have fitted is told by the white that lines leave; one box drawn too wide is no measure."""
    case = next(case for case in CASES if case["why"].startswith("a row cut in the middle of two cells"))
    report = open_report(pdf_of(case["pages"], **case["grid"]), "report.pdf")
    assert isinstance(report, OpenReport)
    pages = [
        replace(page, source="ocr", glyphs=tuple(_to_the_border(glyph) for glyph in page.glyphs))
        for page in read_pages(report.document)
    ]
    assert [told(table) for table in read_layout(pages, READERS).tables] == [
        plain(picture) for picture in case["tables"]
    ]


def _to_the_border(glyph: Glyph) -> Glyph:
    """The first character of 培训场次 and 培训人次, its box drawn too wide."""
    return glyph._replace(x0=MARGIN) if glyph.text == "培" else glyph
