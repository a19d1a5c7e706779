"""Files drawn through reportlab: pages of any size and turn, borders of many kinds, furniture, stamps and watermarks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate
from math import cos, pi, sin

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.drawn.model import Break, Grid, Item, Look, Text
from tests.drawn.paginate import Laid, Sheet, sheets, wrapped

BUILT_IN = "STSong-Light"
BOTTOM = 40.0  # points kept free for the foot
RED = (0.84, 0.16, 0.16)


def write(items: list[Item], look: Look) -> bytes:
    """The PDF of a file's items; the same items give the same bytes."""
    writer = Writer(look, 0)
    writer.items(items)
    if look.foot.endswith("共N页"):  # the number of pages is only known when all are drawn
        pages = writer.page
        writer = Writer(look, pages)
        writer.items(items)
    return writer.saved()


def face(path: str) -> str:
    """The name of a font registered with reportlab: the built-in one, or a file's."""
    if not path:
        pdfmetrics.registerFont(UnicodeCIDFont(BUILT_IN))
        return BUILT_IN
    try:
        pdfmetrics.registerFont(TTFont(path, path))
    except TTFError:  # outlines that reportlab can't embed
        return face("")
    return path


class Writer:
    """Lays items down from the top of the first page on."""

    def __init__(self, look: Look, pages: int) -> None:
        self.look, self.pages, self.page = look, pages, 0
        self.face = face(look.face)
        self.sink = io.BytesIO()
        self.canvas = Canvas(self.sink, invariant=1, pageCompression=1)
        self.width, self.height = look.paper
        self.room = self.width - 2 * look.margin
        self.open()

    def saved(self) -> bytes:
        self.close()
        self.canvas.save()
        return self.sink.getvalue()

    def open(self) -> None:
        self.page += 1
        drawn = 90 if self.look.is_sideways else 0
        turn = (drawn - self.look.rotate) % 360
        size = (self.width, self.height) if turn % 180 == 0 else (self.height, self.width)
        self.canvas.setPageSize(
            size if self.look.rotate % 180 == 0 else size[::-1]
        )  # reportlab swaps them on turned pages
        self.canvas.setPageRotation(self.look.rotate)
        width, height = self.width, self.height
        turns = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, -1, 1, 0, 0, width),
            180: (-1, 0, 0, -1, width, height),
            270: (0, 1, -1, 0, height, 0),
        }
        self.canvas.transform(*turns[turn])
        self.y = self.look.margin
        self.has_table = False
        if self.look.running_head:
            self.line(self.look.running_head, self.width / 2, 26, 8.0, align="center")

    def close(self) -> None:
        look = self.look
        foot = {"- 1 -": f"- {self.page} -", "1": str(self.page), "none": ""}.get(
            look.foot, f"第{self.page}页 共{self.pages}页"
        )
        self.line(foot, self.width / 2, self.height - 22, 9.0, align="center")
        if look.watermark:
            self.watermark()
        if self.has_table:
            for number in range(look.stamps):
                stamp(self, number)
        self.canvas.showPage()

    def turn_page(self) -> None:
        self.close()
        self.open()

    def width_of(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.face, size))

    def line(
        self, text: str, x: float, baseline: float, size: float, *, align: str = "left", is_bold: bool = False
    ) -> None:
        if not text:
            return
        width = self.width_of(text, size)
        x -= {"center": width / 2, "right": width}.get(align, 0.0)
        words = self.canvas.beginText(x, self.height - baseline)
        words.setFont(self.face, size)
        if is_bold:
            words.setTextRenderMode(2)
        words.textOut(text)
        self.canvas.saveState()
        self.canvas.setLineWidth(size / 40)
        self.canvas.drawText(words)
        self.canvas.restoreState()

    def items(self, items: list[Item]) -> None:
        for item in items:
            if isinstance(item, Break):
                self.turn_page()
            elif isinstance(item, Grid):
                self.grid(item)
            else:
                self.text(item)

    def text(self, item: Text) -> None:
        size = 10.5 * item.size
        parts = item.text.split("\t")
        indented = "\u3000" * item.indent + parts[0]
        lines = [indented] if len(parts) > 1 else wrapped(indented, self.room, lambda text: self.width_of(text, size))
        for number, line in enumerate(lines):
            if self.y + size * 1.5 > self.height - BOTTOM:
                self.turn_page()
            x = {"center": self.width / 2, "right": self.width - self.look.margin}.get(item.align, self.look.margin)
            x += 2 * size * bool(item.indent and not number)
            self.line(line, x, self.y + size * 1.15, size, align=item.align, is_bold=item.is_bold)
            for at, part in enumerate(parts[1:], 1):
                self.line(part, self.look.margin + self.room * at / len(parts), self.y + size * 1.15, size)
            self.y += size * 1.55

    def rooms(self) -> Iterator[float]:
        yield self.height - BOTTOM - self.y
        while True:
            self.turn_page()
            yield self.height - BOTTOM - self.y

    def grid(self, grid: Grid) -> None:
        look = self.look
        size = (self.room, self.height - BOTTOM - look.margin)
        for sheet in sheets(grid, look, size, self.rooms(), lambda text: self.width_of(text, look.size)):
            self.sheet(grid, sheet)
        self.y += 4

    def sheet(self, grid: Grid, sheet: Sheet) -> None:
        self.has_table = True
        ys = list(accumulate(sheet.heights, initial=self.y))
        shades(self, sheet, ys)
        for cell in sheet.cells:
            self.words(cell, ys)
        borders(self, grid, sheet, ys)
        self.y = ys[-1]

    def x(self, share: float) -> float:
        return self.look.margin + share * self.room

    def words(self, laid: Laid, ys: list[float]) -> None:
        look, cell = self.look, laid.cell
        step, inset = look.size * look.leading, min(look.padding, 4.0)
        top, bottom = ys[laid.row], ys[laid.end]
        free = bottom - top - step * len(laid.lines)
        is_top = cell.valign == "top" or (look.valign == "top" and not cell.is_head and not cell.is_label)
        start = top + (min(look.padding, free / 2) if is_top else free / 2)
        align = (
            "center"
            if cell.is_head or cell.is_upright or look.align == "center"
            else "left"
            if look.align == "left"
            else cell.align
        )
        x0, x1 = self.x(cell.x0), self.x(cell.x1)
        x = {"left": x0 + inset, "right": x1 - inset}.get(align, (x0 + x1) / 2)
        for number, line in enumerate(laid.lines):
            self.line(line, x, start + step * number + (step + look.size * 0.76) / 2, look.size, align=align)

    def watermark(self) -> None:
        self.canvas.saveState()
        self.canvas.translate(self.width / 2, self.height / 2)
        self.canvas.rotate(40)
        self.canvas.setFillGray(0.88)
        self.canvas.setFont(self.face, 54)
        self.canvas.drawCentredString(0, 0, self.look.watermark)
        self.canvas.restoreState()


def stamp(writer: Writer, number: int) -> None:
    """A round red stamp with letters along its ring, over what is on the page."""
    canvas, name = writer.canvas, writer.look.stamp_name
    radius = 52.0
    share = (0.3, 0.72)[number % 2]
    x, y = (
        writer.width * share,
        writer.height - writer.look.margin - (writer.y - writer.look.margin) * (0.6 - 0.25 * number),
    )
    canvas.saveState()
    canvas.setStrokeColorRGB(*RED)
    canvas.setFillColorRGB(*RED)
    canvas.setLineWidth(2.2)
    canvas.circle(x, y, radius)
    path = canvas.beginPath()
    for at in range(10):
        reach = (16.0, 6.5)[at % 2]
        point = (x + reach * sin(at * pi / 5), y + reach * cos(at * pi / 5))
        path.lineTo(*point) if at else path.moveTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    for at, letter in enumerate(name):
        angle = (at - (len(name) - 1) / 2) * min(0.5, 4.2 / len(name))
        canvas.saveState()
        canvas.translate(x + (radius - 15) * sin(angle), y + (radius - 15) * cos(angle))
        canvas.rotate(-angle * 180 / pi)
        canvas.setFont(writer.face, 11)
        canvas.drawCentredString(0, 0, letter)
        canvas.restoreState()
    canvas.restoreState()


def shades(writer: Writer, sheet: Sheet, ys: list[float]) -> None:
    """Grey below heads, labels or every other row."""
    shade = writer.look.shade
    if shade == "none":
        return
    writer.canvas.saveState()
    writer.canvas.setFillGray(0.88 if shade != "zebra" else 0.93)
    if shade == "zebra":
        for row in range(sheet.first % 2, len(ys) - 1, 2):
            box(writer, (writer.x(0), ys[row], writer.x(1), ys[row + 1]))
    for laid in sheet.cells:
        cell = laid.cell
        if (shade in ("header", "labels") and cell.is_head) or (shade == "labels" and (cell.is_label or cell.x0 == 0)):
            box(writer, (writer.x(cell.x0), ys[laid.row], writer.x(cell.x1), ys[laid.end]))
    writer.canvas.restoreState()


def box(writer: Writer, edges: tuple[float, float, float, float]) -> None:
    x0, top, x1, bottom = edges
    writer.canvas.rect(x0, writer.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)


def borders(writer: Writer, grid: Grid, sheet: Sheet, ys: list[float]) -> None:
    """Rules of a table's part on one page, as its look says."""
    look = writer.look
    lines = set(_lines(writer, grid, sheet, ys))
    open_above = sheet.is_continued and look.at_break in ("open above", "open both")
    open_below = sheet.goes_on and look.at_break in ("open below", "open both")
    for x0, top, x1, bottom in sorted(lines):
        if top == bottom and ((open_above and top == round(ys[0], 2)) or (open_below and top == round(ys[-1], 2))):
            continue
        outer = x0 == x1 and x0 in (round(writer.x(0), 2), round(writer.x(1), 2))
        outer = outer or (top == bottom and top in (round(ys[0], 2), round(ys[-1], 2)))
        _rule(writer, (x0, top, x1, bottom), look.line * (3 if look.rules == "outer thick" and outer else 1))


def _lines(writer: Writer, grid: Grid, sheet: Sheet, ys: list[float]) -> Iterator[tuple[float, float, float, float]]:
    rules, left, right = writer.look.rules, round(writer.x(0), 2), round(writer.x(1), 2)
    if rules == "none":
        return
    if rules == "threeline":
        parts = [row - sheet.first for row in [*grid.parts, grid.head] if sheet.first < row < sheet.first + len(ys) - 1]
        for row in {0, len(ys) - 1, *parts}:
            yield left, round(ys[row], 2), right, round(ys[row], 2)
        return
    for laid in sheet.cells:
        x0, x1 = round(writer.x(laid.cell.x0), 2), round(writer.x(laid.cell.x1), 2)
        top, bottom = round(ys[laid.row], 2), round(ys[laid.end], 2)
        yield from ((x0, y, x1, y) for y in (top, bottom))
        for x in (x0, x1):
            is_outer = x in (left, right)
            if rules == "hrules" or (rules == "open sides" and is_outer) or (rules == "no uprights" and not is_outer):
                continue
            yield x, top, x, bottom


def _rule(writer: Writer, line: tuple[float, float, float, float], thick: float) -> None:
    x0, top, x1, bottom = line
    canvas, rules = writer.canvas, writer.look.rules
    canvas.setLineWidth(thick)
    if rules == "dotted":
        canvas.setDash(thick, 1.5 * thick + 0.5)
    if writer.look.is_filled and rules != "dotted":
        across = (x1 - x0 or thick, bottom - top or thick)
        canvas.rect(x0, writer.height - top - across[1], *across, stroke=0, fill=1)
    else:
        for aside in (-0.7, 0.7) if rules == "double" else (0.0,):
            x, y = (aside, 0.0) if x0 == x1 else (0.0, aside)
            canvas.line(x0 + x, writer.height - top + y, x1 + x, writer.height - bottom + y)
    canvas.setDash()
