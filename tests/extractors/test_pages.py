"""A page is the same upright page however it is stored, turned, cropped or drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.pages.radicals import fold
from schemas.page import Box, Page, Rule
from schemas.vocabulary import vocabulary
from schemas.vocabulary.text import Radical
from tests.pdf_builder import HEIGHT, PLAIN, WIDTH, Item, Look, Words, draw
from tests.pdf_grid import MARGIN, PADDING, SIZE, Grid
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


def written(content: str, catalog: str = "", page: str = "") -> Page:
    """The page of a file written out by hand: 300 points square, ``/F`` a plain face, ``/G`` one without Unicode."""
    appearance = "BT /F 10 Tf 2 2 Td (31) Tj ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << "
        f"/Font << /F 5 0 R /G 6 0 R >> /Properties << /Old 8 0 R /New 9 0 R >> >> {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /OCG /Name <FEFF65E77248> >>",
        "<< /Type /OCG /Name (new) >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 60 20] /Resources << /Font << /F 5 0 R >> >> "
        f"/Length {len(appearance)} >>\nstream\n{appearance}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    report = open_report(f"%PDF-1.7\n{body}trailer << /Root 1 0 R >>\n%%EOF\n".encode("latin-1"), "report.pdf")
    assert isinstance(report, OpenReport)
    (only,) = read_pages(report.document)
    return only


VALUE = "BT /F 10 Tf 50 200 Td (31) Tj ET "
OTHER = "BT /F 10 Tf 61 200 Td (7) Tj ET "
PIXEL = "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"
STENCIL = "BI /W 8 /H 1 /IM true /BPC 1 ID U EI"
SHOWN = [
    (VALUE + OTHER, "317", "both in black"),
    (VALUE + "3 Tr " + OTHER, "31", "render mode 3"),
    (VALUE + "1 g " + OTHER, "31", "white on white paper"),
    (VALUE + "0.98 g " + OTHER, "31", "all but white on white paper"),
    (VALUE + "0.6 g " + OTHER, "317", "grey"),
    ("0.2 0.3 0.6 rg 40 190 80 30 re f 1 g " + VALUE, "31", "white on a dark head"),
    ("1 0.97 0.9 rg 0 0 300 300 re f 0 g " + VALUE + "1 0.97 0.9 rg " + OTHER, "31", "in the colour of the page"),
    ("0 g 40 190 80 30 re f 0.9 g 40 190 80 30 re f 0.9 g " + VALUE, "", "pale on a pale fill over a dark one"),
    (VALUE + "1 g 48 196 30 14 re f 0 g " + OTHER, "7", "painted over in white, the new value upon it"),
    (VALUE + "1 1 0.8 rg 0 G 48 196 30 14 re B 0 g " + OTHER, "7", "painted over by a note with a border"),
    (VALUE + f"q 30 0 0 14 48 196 cm {PIXEL} Q " + OTHER, "7", "under a picture, the new value upon it"),
    (VALUE + f"q 30 0 0 14 48 196 cm {STENCIL} Q " + OTHER, "317", "under a seal's picture, which has holes"),
    ("1 g 48 196 30 14 re f 0 g " + VALUE, "31", "upon a white fill"),
    (VALUE + "q 0 0 20 20 re W n 1 g 0 0 300 300 re f Q", "31", "a white page clipped to its corner"),
    (VALUE + "1 g 48 196 m 60 230 90 230 90 196 c f", "31", "a curve with the value only in its bounds"),
    ("BT /F 10 Tf 350 200 Td (9) Tj ET " + VALUE, "31", "beside the page"),
    (VALUE + "BT /F 10 Tf 70 200 Td (99) Tj ET 70 203.5 m 81 203.5 l S", "31", "struck through"),
    (VALUE + "50 198 m 61 198 l S", "31", "underlined"),
    ("BT /F 10 Tf 70 200 Td (99) Tj ET 20 203.5 m 200 203.5 l S", "99", "across a border: the cell is too low"),
    (VALUE + "BT /F 6 Tf 61.5 204 Td (1) Tj ET", "31¹", "a note's mark, raised and small"),
    ("BT /F 10 Tf 50 200 Td (km) Tj /F 6 Tf 13 4 Td (2) Tj ET", "km²", "an exponent"),
    ("BT /F 10 Tf 50 200 Td (31) Tj /F 6 Tf 11.5 0 Td (2) Tj ET", "312", "small on the line"),
    ("BT /F 10 Tf 50 200 Td (1203) Tj /G 10 Tf <0033> Tj /F 10 Tf (5) Tj ET", "1203\ufffd5", "a digit without Unicode"),
    ("1 0 0 RG 0 180 m 300 180 l S BT /F 60 Tf 0 160 Td (X) Tj ET " + 5 * VALUE, "31", "a watermark across a border"),
    ("BT /F 24 Tf 20 250 Td (X) Tj ET 0 240 m 300 240 l S " + VALUE, "X31", "a title above the table"),
]


@pytest.mark.parametrize(("content", "wanted", "why"), SHOWN, ids=[why for _, _, why in SHOWN])
def test_only_what_a_reader_sees_is_text(content: str, wanted: str, why: str) -> None:
    assert "".join(glyph.text for glyph in written(content).glyphs) == wanted, why


LAYERED = VALUE + "/OC /Old BDC " + OTHER + "EMC /OC /New BDC BT /F 10 Tf 70 200 Td (8) Tj ET EMC"
LAYERS = [
    ("/OCGs [8 0 R 9 0 R] /D << /OFF [8 0 R] >>", "318", "one is off"),
    ("/OCGs [8 0 R 9 0 R] /D << /BaseState /OFF /ON [8 0 R] >>", "317", "all are off but one"),
    ("/OCGs [8 0 R 9 0 R] /D << /Order [8 0 R] >>", "3178", "all are on"),
]


@pytest.mark.parametrize(("layers", "wanted", "why"), LAYERS, ids=[why for _, _, why in LAYERS])
def test_layers_that_are_off_are_not_read(layers: str, wanted: str, why: str) -> None:
    assert text(written(LAYERED, catalog=f"/OCProperties << {layers} >>")) == wanted, why


NOTES = [
    ("/Subtype /Widget /FT /Tx /T (a) /V (31) /F 4", "31", "a field of a form"),
    ("/Subtype /FreeText /Contents (31) /DA (/F 10 Tf) /F 4", "31", "text typed on the page"),
    ("/Subtype /Widget /FT /Tx /T (a) /V (31) /F 2", "", "a hidden field"),
]


@pytest.mark.parametrize(("note", "wanted", "why"), NOTES, ids=[why for _, _, why in NOTES])
def test_fields_and_notes_are_read_where_they_stand(note: str, wanted: str, why: str) -> None:
    page = written(" ", page=f"/Annots [<< /Type /Annot {note} /Rect [100 100 160 120] /AP << /N 10 0 R >> >>]")
    assert text(page) == wanted, why
    assert all((round(glyph.baseline), round(glyph.x0) // 10) == (198, 10) for glyph in page.glyphs), why


def test_character_for_private_use_stays_as_unreadable() -> None:
    assert text(read(Words("人次" * 9, 100, 100), Words("1\ue0030", 300, 100))).endswith("1\ufffd0")


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
    assert all(len(row.ideograph) == 1 and row.ideograph > "\u3400" for row in vocabulary(Radical))
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
