"""A page is the same upright page however it is stored, turned, cropped or drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.pages.radicals import fold
from schemas.page import Box, Page, Rule
from schemas.vocabulary import vocabulary
from tests.pdf_builder import HEIGHT, MARGIN, PADDING, PLAIN, SIZE, WIDTH, Grid, Item, Look, Words, draw
from tests.shown_text import ShownPages

TABLE = Grid("项目名称|夏季防汛物资储备\n主管部门|示例市应急管理局", widths=(100, 200), top=100)
ALONE = Words("≥12场", 300, 500, 10)


def read(*items: Item, look: Look = PLAIN) -> Page:
    report = open_report(draw(items, look=look), "report.pdf")
    assert isinstance(report, OpenReport)
    (page,) = read_pages(report.document)
    return page


def text(page: Page) -> str:
    return "".join(glyph.text for glyph in sorted(page.glyphs, key=lambda glyph: (round(glyph.baseline), glyph.x0)))


LOOKS = [
    (PLAIN, "as it comes"),
    (Look(rotate=90), "stored on its side, /Rotate 90"),
    (Look(rotate=180), "stored upside down, /Rotate 180"),
    (Look(rotate=270), "stored on its side, /Rotate 270"),
    (Look(drawn=90), "a wide table drawn down the page"),
    (Look(drawn=180), "drawn upside down"),
    (Look(drawn=270), "a wide table drawn up the page"),
    (Look(rotate=90, drawn=270), "drawn turned on a page that is turned too"),
    (Look(offset=(40, 60)), "a CropBox inside a larger MediaBox"),
    (Look(over=20), "a CropBox that reaches over the MediaBox: what is shown ends with the smaller"),
    (Look(offset=(25, 10), rotate=270), "cropped and turned"),
    (Look(is_form_xobject=True), "all content in one form XObject with its own matrix"),
    (Look(is_form_xobject=True, offset=(30, 20), rotate=90, drawn=90), "everything at once"),
    (Look(by_character=True), "each character its own text object"),
    (Look(twice=True), "bold by drawing each glyph twice"),
]
each_look = pytest.mark.parametrize(("look", "why"), LOOKS, ids=[why for _, why in LOOKS])


@each_look
def test_upright_page_is_the_same(look: Look, why: str) -> None:
    page = read(TABLE, ALONE, look=look)
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT), abs=0.05), why
    assert page.turn == look.drawn // 90
    assert text(page) == "项目名称夏季防汛物资储备主管部门示例市应急管理局≥12场"
    first, *others = sorted(page.glyphs, key=lambda glyph: (-round(glyph.baseline), glyph.x0))
    assert (first.x0, first.baseline, first.size) == pytest.approx((300, 500, 10), abs=0.05)
    assert first.top < 500 < first.bottom
    assert first.x1 == pytest.approx(others[0].x0, abs=0.05)


@each_look
def test_rules_are_the_same(look: Look, why: str) -> None:
    rules = {Rule(*(round(value, 1) for value in rule)) for rule in read(TABLE, look=look).rules}
    wanted = {Rule(MARGIN + x, top, MARGIN + x, top + 18) for x in (0, 100, 300) for top in (100, 118)}
    wanted |= {Rule(MARGIN + x0, y, MARGIN + x1, y) for x0, x1 in ((0, 100), (100, 300)) for y in (100, 118, 136)}
    assert rules == wanted, why


@each_look
def test_boxes_as_shown_hold_the_glyphs_pdfium_reads_there(look: Look, why: str) -> None:
    page = read(TABLE, ALONE, look=look)
    shown = ShownPages(draw([TABLE, ALONE], look=replace(look, twice=False)))
    for glyph in page.glyphs:
        assert shown.text_in(1, page.as_shown(Box(*glyph[1:5]))) == glyph.text, why


@pytest.mark.parametrize("turn", range(4))
def test_as_shown_keeps_the_size_and_stays_on_the_page(turn: int) -> None:
    """A box near the upright page's top left goes round the corners of the page as shown, clockwise."""
    page = Page(1, 600.0, 800.0, turn, (), (), "text")
    box = page.as_shown(Box(10, 20, 40, 30))
    wanted = [Box(10, 20, 40, 30), Box(770, 10, 780, 40), Box(560, 770, 590, 780), Box(20, 560, 30, 590)]
    assert box == wanted[turn]


LEFT_OUT = [
    (Words("样例水印", 200, 600, 60, 45), "a watermark aslant over the page"),
    (Words("样例水印", 200, 600, 60, 20), "a watermark a little aslant"),
    (Words("旁注", 20, 600, 9, 90), "words up the page's side, while the text runs to the right"),
]


@pytest.mark.parametrize(("words", "why"), LEFT_OUT, ids=[why for _, why in LEFT_OUT])
def test_text_that_runs_another_way_is_left_out(words: Words, why: str) -> None:
    assert text(read(TABLE, words, ALONE)) == text(read(TABLE, ALONE)), why


def test_same_word_twice_in_a_line_stays_twice() -> None:
    assert text(read(Words("11.11", 100, 100), Words("1", 126, 100))) == "11.111"


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [("⼀级指标", "一级指标"), ("⽬标⾦额", "目标金额"), ("⻓期⻋辆", "长期车辆"), ("⺠生", "民生")],
    ids=["Kangxi", "Kangxi among others", "radicals supplement", "a form of a radical"],
)
def test_radicals_are_folded(drawn: str, wanted: str) -> None:
    assert text(read(Words(drawn, 100, 100))) == wanted


def test_every_radical_folds_to_an_ideograph() -> None:
    """Kangxi radicals all stand for one; of the supplement those that Unicode gives one for."""
    assert all(fold(chr(code)) != chr(code) for code in range(0x2F00, 0x2FD6))
    assert all(len(row["ideograph"]) == 1 and row["ideograph"] > "\u3400" for row in vocabulary("radicals"))
    assert [fold(sign) for sign in "金①²㎡5≥"] == list("金①²㎡5≥")


BORDERS = [("strokes", "lines"), ("rects", "thin filled areas"), ("dots", "dots set one by one")]


@pytest.mark.parametrize(("border", "why"), BORDERS, ids=[why for _, why in BORDERS])
def test_borders_are_lines_however_drawn(border: str, why: str) -> None:
    page = read(replace(TABLE, border=border))
    lengths = [max(rule.x1 - rule.x0, rule.bottom - rule.top) for rule in page.rules]
    assert min(lengths) > 15, why
    level = [rule for rule in page.rules if rule.x1 - rule.x0 > 50]
    assert {round(rule.top) for rule in level} == {100, 118, 136}
    assert (min(r.x0 for r in level), max(r.x1 for r in level)) == pytest.approx((MARGIN, MARGIN + 300), abs=1.6)


def test_shading_is_no_line() -> None:
    page = read(replace(TABLE, border="none", is_shaded=True))
    assert page.rules == ()
    assert [tuple(round(value) for value in shade) for shade in page.shades] == [(50, 100, 350, 118)]


def test_pages_are_counted_from_one() -> None:
    report = open_report(draw(["第一页"], ["第二页"]), "report.pdf")
    assert isinstance(report, OpenReport)
    assert [(page.number, text(page)) for page in read_pages(report.document)] == [(1, "第一页"), (2, "第二页")]


def test_text_in_cell_stands_inside_its_padding() -> None:
    page = read(TABLE)
    assert page.glyphs[0].x0 == pytest.approx(MARGIN + PADDING, abs=0.05)
    assert page.glyphs[0].size == pytest.approx(SIZE, abs=0.05)
