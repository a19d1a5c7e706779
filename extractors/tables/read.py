"""Pages into tables and the running text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.tables.borderless import ColumnEdges, borderless_tables
from extractors.tables.furniture import without_furniture
from extractors.tables.grid import ruled_tables
from extractors.tables.levelled import levelled_tables
from extractors.tables.lines import text_lines
from extractors.tables.readers import HeadReader, Readers
from extractors.tables.spill import absorbed
from extractors.tables.stitch import continues, joined
from extractors.text.folding import unspaced
from schemas.layout import Table, TablePart, TextLine
from schemas.page import Page
from schemas.prose import Line

GOES_ON = re.compile(r"^[（(]?(?:续表?|接上[页表]|续上表)|^[（(]?单\s*位\s*[:：]|^表\s*\d+.*续")


class Layout(NamedTuple):
    """What a report's pages hold: its tables in reading order, and its running text without tables and furniture."""

    tables: tuple[Table, ...]
    lines: tuple[Line, ...]


def read_layout(pages: Sequence[Page], readers: Readers) -> Layout:
    """Tables joined over pages, and the running text between them.

    Args:
        pages: In page order.
        readers: Tell heads, and where forms and rows begin, by their words.
    """
    levelled = levelled_tables(pages)
    ruled = [_ruled(page, levelled[page.number]) for page in pages]
    kept = {id(line) for line in without_furniture([line for content in ruled for line in content.lines], readers.head)}
    parts: list[TablePart] = []
    lines: list[Line] = []
    open_columns: ColumnEdges | None = None
    for content in ruled:
        own = [line for line in content.lines if id(line) in kept]
        tables, left, open_columns = _borderless(content, own, open_columns, readers.head)
        parts += [*content.parts, *tables]
        lines += left
    return Layout(tuple(_joined_tables(parts, lines, readers)), tuple(lines))


def _joined_tables(parts: Sequence[TablePart], lines: Sequence[Line], readers: Readers) -> Iterator[Table]:
    """The parts joined where one goes on over a page break, each table with the text above it."""
    found: list[Line | TablePart] = [*lines, *parts]
    between: list[Line] = []
    open_parts: list[TablePart] = []
    above: list[Line] = []
    for block in sorted(found, key=_place):
        if isinstance(block, Line):
            between.append(block)
        elif open_parts and _goes_on(
            open_parts[-1], block, _unrepeated(between, above, readers.starts_form(_first(block)))
        ):
            open_parts.append(block)
            between = []
        else:
            if open_parts:
                yield joined(open_parts, above, readers.starts_row)
            open_parts, above, between = [block], between, []
    if open_parts:
        yield joined(open_parts, above, readers.starts_row)


class _Ruled(NamedTuple):
    """The ruled tables of one page and the lines outside them."""

    page: Page
    parts: list[TablePart]
    lines: list[Line]


def _ruled(page: Page, levelled: Sequence[TablePart]) -> _Ruled:
    parts: list[TablePart] = []
    tables = sorted(
        [*(part for part in ruled_tables(page) if len(part.xs) > 2), *levelled], key=lambda part: part.ys[0]
    )
    lines = _outside(page, tables)
    for part in tables:
        whole, lines = absorbed(part, lines)
        parts.append(whole)
    return _Ruled(page, parts, [Line(line.text, line.glyphs, page, line.box) for line in lines])


def _borderless(
    content: _Ruled, lines: Sequence[Line], carried: ColumnEdges | None, read_head: HeadReader
) -> tuple[list[TablePart], list[Line], ColumnEdges | None]:
    """Tables among a page's lines, the lines left, and the columns that the next page may go on with."""
    texts = [TextLine(line.glyphs) for line in lines]
    parts: list[TablePart] = []
    used: set[int] = set()
    open_columns = None
    for found in borderless_tables(content.page, texts, read_head, carried):
        parts.append(found.part)
        used |= {id(text) for text in found.lines}
        open_columns = found.columns if found.is_open else None
    left = [line for line, text in zip(lines, texts, strict=True) if id(text) not in used]
    return parts, left, open_columns


def _first(part: TablePart) -> str:
    return next((cell.text for cell in part.cells if cell.text), "")


def _unrepeated(between: Sequence[Line], above: Sequence[Line], starts_form: bool) -> list[Line]:
    """Lines before a part that do not only repeat those above its table; all of them where the part starts a form."""
    if starts_form:
        return list(between)
    known = {unspaced(line.text) for line in above}
    return [line for line in between if unspaced(line.text) not in known]


def _goes_on(above: TablePart, below: TablePart, between: Sequence[Line]) -> bool:
    if below.page.number != above.page.number + 1 or not continues(above, below):
        return False
    return all(GOES_ON.match(item.text.strip()) or _is_spilled(item, (above, below)) for item in between)


def _is_spilled(line: Line, parts: Sequence[TablePart]) -> bool:
    """Whether a line is words of a merged cell that a printer set outside the table, where the cell's middle fell."""
    words = unspaced(line.text)
    return any(words in unspaced(cell.text) for part in parts for cell in part.cells)


def _outside(page: Page, parts: Sequence[TablePart]) -> list[TextLine]:
    boxes = [part.box for part in parts]
    free = [
        glyph
        for glyph in page.glyphs
        if not any(
            box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1 and box.top <= (glyph.top + glyph.bottom) / 2 <= box.bottom
            for box in boxes
        )
    ]
    return list(text_lines(free))


def _place(block: Line | TablePart) -> tuple[int, float, float]:
    return block.page.number, block.box.top, block.box.x0
