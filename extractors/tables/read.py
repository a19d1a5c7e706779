"""Pages into tables and the running text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.labels import head_roles
from extractors.tables.borderless import Columns, borderless_tables
from extractors.tables.furniture import without_furniture
from extractors.tables.grid import ruled_tables
from extractors.tables.lines import text_lines
from extractors.tables.spill import absorbed
from extractors.tables.stitch import continues, joined
from schemas.layout import Table, TablePart, TextLine
from schemas.page import Page
from schemas.prose import Line

GOES_ON = re.compile(r"^[（(]?(?:续表?|接上[页表]|续上表)|^[（(]?单\s*位\s*[:：]|^表\s*\d+.*续")


class Layout(NamedTuple):
    """What a report's pages hold: its tables in reading order, and its running text without tables and furniture."""

    tables: tuple[Table, ...]
    lines: tuple[Line, ...]


def read_layout(pages: Sequence[Page]) -> Layout:
    """Tables joined over pages, and the running text between them.

    Args:
        pages: In page order.
    """
    contents: list[_Content] = []
    for page in pages:
        contents.append(_read_page(page, contents[-1].open_columns if contents else None))
    lines = without_furniture([line for content in contents for line in content.lines])
    found: list[Line | TablePart] = [*lines, *(part for content in contents for part in content.parts)]
    blocks = sorted(found, key=_place)
    tables: list[Table] = []
    between: list[Line] = []
    open_parts: list[TablePart] = []
    above: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            between.append(block)
        elif open_parts and _goes_on(open_parts[-1], block, between):
            open_parts.append(block)
            between = []
        else:
            tables += [joined(open_parts, above)] if open_parts else []
            open_parts, above, between = [block], between, []
    tables += [joined(open_parts, above)] if open_parts else []
    return Layout(tuple(tables), tuple(lines))


class _Content(NamedTuple):
    """What one page holds; ``open_columns`` are those of a borderless table that the next page may go on with."""

    parts: list[TablePart]
    lines: list[Line]
    open_columns: Columns | None


def _read_page(page: Page, carried: Columns | None) -> _Content:
    """The tables of one page, from top to bottom, and the lines outside them."""
    parts: list[TablePart] = []
    tables = [part for part in ruled_tables(page) if len(part.xs) > 2]
    lines = _outside(page, tables)
    for part in tables:
        whole, lines = absorbed(part, lines)
        parts.append(whole)
    open_columns = None
    for found in borderless_tables(page, lines, head_roles, carried):
        parts.append(found.part)
        lines = [line for line in lines if not any(line is other for other in found.lines)]
        open_columns = found.columns if found.is_open else None
    parts.sort(key=lambda part: (part.box.top, part.box.x0))
    return _Content(parts, [Line(line.text, line.glyphs, page, line.box) for line in lines], open_columns)


def _goes_on(above: TablePart, below: TablePart, between: Sequence[Line]) -> bool:
    if below.page.number != above.page.number + 1 or not continues(above, below):
        return False
    return all(GOES_ON.match(item.text.strip()) or _is_spilled(item, (above, below)) for item in between)


def _is_spilled(line: Line, parts: Sequence[TablePart]) -> bool:
    """Whether a line is words of a merged cell that a printer set outside the table, where the cell's middle fell."""
    words = "".join(line.text.split())
    return any(words in "".join(cell.text.split()) for part in parts for cell in part.cells)


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
