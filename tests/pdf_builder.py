"""Small PDFs drawn in memory: tables from pictures, lines of text, and every way a printer lays them on a page.

A picture has a row a line, its cells parted by ``|``; ``^`` goes on with the cell above, ``<`` with that at the left:

    一级指标|三级指标|指标值
    产出指标|培训场次|≥12场
    ^|培训人次|≥300人次
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from PIL import Image as Picture
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_grid import (
    FACE,
    FONT,
    LEADING,
    MARGIN,
    PADDING,
    SIZE,
    Grid,
    Line,
    borders,
    cells,
    heights,
    missing,
    sums,
    width_of,
)

TITLE = 15.0  # points
SIZES = {"# ": TITLE, "## ": 10.5}  # points, by the mark in front of a line; one without is of a table's size
WIDTH, HEIGHT = 595.28, 841.89  # points: A4
THIN = 0.5  # points


class Words(NamedTuple):
    """Text at a place: left of its first character and baseline, in points from the top left; turned anticlockwise."""

    text: str
    x: float
    baseline: float
    size: float = SIZE
    turned: float = 0.0


class Image(NamedTuple):
    """A grey picture over a share of the page, as a scanner leaves it."""

    share: float = 1.0


@dataclass(frozen=True)
class Look:
    """How pages are laid down; the reader sees the same page whatever the first five say.

    Attributes:
        rotate: The page's /Rotate.
        offset: Of the CropBox in a larger MediaBox, in points.
        over: Points by which the CropBox reaches over the MediaBox, if it is not smaller.
        is_form_xobject: The page's content is one form XObject, drawn smaller than it is defined.
        by_character: Each character is a text object of its own.
        drawn: Degrees clockwise by which the content is drawn turned.
        twice: Text is drawn again a little to the right, as a bold.
        hidden: Text is invisible, as OCR programs lay it over a scan.
        user_password: Needed to open the file; an empty one encrypts without asking.
    """

    rotate: int = 0
    offset: tuple[float, float] = (0.0, 0.0)
    over: float = 0.0
    is_form_xobject: bool = False
    by_character: bool = False
    drawn: int = 0
    twice: bool = False
    hidden: bool = False
    user_password: str | None = None


PLAIN = Look()
Item = str | Words | Grid | Image


def draw(*pages: Sequence[Item], look: Look = PLAIN) -> bytes:
    """A PDF of these pages; strings are lines of text, set from the top down between the grids, titles with #."""
    pdfmetrics.registerFont(_Font(FACE))
    lock = None if look.user_password is None else StandardEncryption(look.user_password, "owner", strength=128)
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1, encrypt=lock, pageCompression=0)
    for number, items in enumerate(pages):
        _page(canvas, items, look, number)
    canvas.save()
    return sink.getvalue()


class _Font(UnicodeCIDFont):  # type: ignore[misc]  # reportlab is untyped
    """The face with a map to Unicode for radicals and private characters, which the face itself does not know."""

    def __init__(self, face: str) -> None:
        super().__init__(face)
        self.name = self.fontName = FONT

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        super().addObjects(doc)
        ranges = "<2E80> <2EFF> <2E80> <2F00> <2FDF> <2F00> <E000> <E0FF> <E000>"
        codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
        stream = doc.Reference(pdfdoc.PDFStream(content=f"{codes} 3 beginbfrange {ranges} endbfrange"))
        font = doc.idToObject["BasicFonts"].dict[doc.fontMapping[FONT][1:]]
        doc.idToObject[font.name].dict["ToUnicode"] = stream


def _page(canvas: Canvas, items: Sequence[Item], look: Look, number: int) -> None:
    turn = (look.drawn - look.rotate) % 360
    width, height = (WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH)
    left, bottom = look.offset
    media = (width + 2 * left, height + 2 * bottom)
    canvas.setPageSize(media if look.rotate % 180 == 0 else media[::-1])  # reportlab swaps them on turned pages
    canvas.setPageRotation(look.rotate)
    if any(look.offset) or look.over:
        low, high = (left - look.over, bottom - look.over), (left + width + look.over, bottom + height + look.over)
        canvas.setCropBox((*low, *high))
    if look.is_form_xobject:
        canvas.beginForm(f"content{number}", 0, 0, 4 * WIDTH, 4 * HEIGHT)
        canvas.scale(1.25, 1.25)
    else:
        canvas.translate(left, bottom)
    canvas.transform(*TURNS[turn])
    _items(canvas, items, look)
    if look.is_form_xobject:
        canvas.endForm()
        canvas.translate(left, bottom)
        canvas.scale(0.8, 0.8)
        canvas.doForm(f"content{number}")
    canvas.showPage()


TURNS = {  # clockwise: from the page as designed to the page as stored
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, WIDTH),
    180: (-1, 0, 0, -1, WIDTH, HEIGHT),
    270: (0, 1, -1, 0, HEIGHT, 0),
}


def _items(canvas: Canvas, items: Sequence[Item], look: Look) -> None:
    top = MARGIN
    for item in items:
        if isinstance(item, str):
            mark = next((mark for mark in SIZES if item.startswith(mark)), "")
            size = SIZES.get(mark, SIZE)
            _words(canvas, Words(item.removeprefix(mark), MARGIN, top + size, size), look)
            top += size + LEADING
        elif isinstance(item, Words):
            _words(canvas, item, look)
        elif isinstance(item, Image):
            canvas.drawInlineImage(Picture.new("L", (8, 8), 200), 0, 0, item.share * WIDTH, HEIGHT)
        else:
            top = _grid(canvas, item, top if item.top is None else item.top, look) + LEADING


def _words(canvas: Canvas, words: Words, look: Look) -> None:
    for aside in (0.0, 0.3) if look.twice else (0.0,):
        canvas.saveState()
        canvas.translate(words.x + aside, HEIGHT - words.baseline)
        canvas.rotate(words.turned)
        at = 0.0
        for piece in words.text if look.by_character else [words.text]:
            text = canvas.beginText(at, 0)
            text.setFont(FONT, words.size)
            text.setTextRenderMode(3 if look.hidden else 0)
            text.textOut(piece)
            canvas.drawText(text)
            at += width_of(piece, words.size)
        canvas.restoreState()


def _grid(canvas: Canvas, grid: Grid, top: float, look: Look) -> float:
    """Draw a table; gives back its bottom."""
    rows = [line.strip().split("|") for line in grid.picture.strip().splitlines()]
    widths = grid.widths or (495 / len(rows[0]),) * len(rows[0])
    drawn = list(cells(rows, widths))
    xs, ys = sums(grid.left, widths), sums(top, heights(rows, drawn, 2 * grid.padding))
    if grid.is_shaded:
        canvas.setFillGray(0.85)
        for first, second in list(pairwise(ys))[::2]:
            canvas.rect(xs[0], HEIGHT - second, xs[-1] - xs[0], second - first, stroke=0, fill=1)
        canvas.setFillGray(0)
    for line in sorted(set(borders(grid, drawn, xs, ys)) - set(missing(grid, xs, ys))):
        _border(canvas, line, grid.border)
    for cell in drawn:
        room = ys[cell.rows.stop] - ys[cell.rows.start] - LEADING * len(cell.lines)
        start = ys[cell.rows.start] + (grid.padding if grid.is_top else room / 2)
        for at, line in enumerate(cell.lines):
            _words(canvas, Words(line, xs[cell.columns.start] + PADDING, start + LEADING * at + SIZE), look)
    return ys[-1]


def _border(canvas: Canvas, line: Line, border: str) -> None:
    x0, top, x1, bottom = line
    canvas.setLineWidth(THIN)
    if border == "rects":
        across = (x1 - x0 or THIN, bottom - top or THIN)
        canvas.rect(x0, HEIGHT - top - across[1], *across, stroke=0, fill=1)
    elif border == "dots":
        steps = int(max(x1 - x0, bottom - top) / 1.5)
        for step in range(steps + 1):
            x, y = (x0 + 1.5 * step, top) if top == bottom else (x0, top + 1.5 * step)
            canvas.rect(x - THIN / 2, HEIGHT - y - THIN / 2, THIN, THIN, stroke=0, fill=1)
    else:
        canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)
