"""Files drawn through reportlab: pages of any size and turn, many kinds of borders, furniture and stamps."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.drawn.model import Break, Grid, Item, Look, Text
from tests.drawn.paginate import Laid, Sheet, sheets, wrapped
from tests.drawn.rules import borders, shades
from tests.drawn.stamp import stamp

BUILT_IN = "STSong-Light"
A4 = (595.28, 841.89)
BOTTOM = 40.0  # points kept free for the foot


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
        self.is_plain = False

    def saved(self) -> bytes:
        self.close()
        self.canvas.save()
        return self.sink.getvalue()

    def open(self) -> None:
        self.page += 1
        self.width, self.height = A4 if self.is_plain else self.look.paper
        self.room = self.width - 2 * self.look.margin
        drawn = 90 if self.look.is_sideways and not self.is_plain else 0
        rotate = 0 if self.is_plain else self.look.rotate
        turn = (drawn - rotate) % 360
        size = (self.width, self.height) if turn % 180 == 0 else (self.height, self.width)
        self.canvas.setPageSize(size if rotate % 180 == 0 else size[::-1])  # reportlab swaps them on turned pages
        self.canvas.setPageRotation(rotate)
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

    def turn_page(self, *, is_plain: bool | None = None) -> None:
        self.close()
        self.is_plain = self.is_plain if is_plain is None else is_plain
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
        self.is_plain = isinstance(items[0], Break) and items[0].is_plain
        self.open()
        items = items[1:] if isinstance(items[0], Break) else items
        for item in items:
            if isinstance(item, Break):
                self.turn_page(is_plain=item.is_plain)
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
