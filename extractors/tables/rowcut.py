"""Whether a page break cut a row in two, told from how text fills a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from extractors.text.folding import unspaced
from schemas.kinds import Source
from schemas.layout import Cell, TablePart, TextLine
from schemas.page import Glyph
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import UnitWord

USUALLY = 0.8  # of the rows: a column filled this often must be filled in a whole row
LONG_TEXT = 3  # lines
SLACK = 0.5  # points by which a measured line may be too long to fit
TOUCHING = 1.0  # points: where the box of a scanned line reaches so near to the border, it tells of no white
ROUGH = 20  # of a scan's lines one in so many may have a box that reaches too far
HANGING = re.compile(r"^[，、。；：）》”’〉」』】\]),.;:%％‰]|^(?:以?[上下内]|左右|个?百分点)$")
WAITING = re.compile(r"[（《“‘〈「『【(\[≥≤≧≦>＞<＜=＝、，及和与或第以]$")


class CutCell(NamedTuple):
    """The cell that ends a page and the one right under it on the next."""

    above: Cell
    below: Cell


def facing(part: TablePart, last_row: Sequence[Cell], first_row: Sequence[Cell]) -> list[CutCell] | None:
    """The cells on both sides of a page break, column by column; None where the columns differ."""
    above = {cell.columns: cell for cell in last_row}
    below = {cell.columns: cell for cell in first_row}
    if above.keys() != below.keys():
        return None
    return [CutCell(above[columns], below[columns]) for columns in above]


def is_cut(
    pairs: Sequence[CutCell], rows: Sequence[Sequence[Cell]], part: TablePart, starts_row: Callable[[str], bool]
) -> bool:
    """Whether the row under a page break goes on with the row above it.

    Args:
        pairs: The facing cells.
        rows: The table's rows so far; they show which columns a whole row fills.
        part: The part above, whose cells show the padding.
        starts_row: Whether a text is one that a row begins with.

    A cell goes on over the break only if its next word would not have fitted on its last line. That alone is chance
    in a narrow column, so a row that looks whole is joined only where two wrapped cells were full, or a piece of text
    hangs.
    """
    both = [pair for pair in pairs if pair.above.text and pair.below.text and pair.above.text != pair.below.text]
    if not any(pair.below.text for pair in pairs):
        return True
    if any(pair.below.text and starts_row(pair.below.text) for pair in pairs):
        return False
    missing = _missing(pairs, rows)
    if not both:  # a tall cell whose words all stand on the next page, with nothing of a row's own beside them
        return len(missing) > 1
    full = [pair for pair in both if not _fits(pair, part)]
    hangs = any(_hangs(pair) for pair in both)
    if len(both) > 1 and not full and not hangs:
        return False
    if missing and all(pair.above.column <= other.above.column for pair in missing[:1] for other in both):
        return True  # a row without its number or name is none of its own
    if len(missing) >= len(both):
        # A name alone: it goes on, unless it is short and had room above.
        return hangs or bool(full) or any(len(pair.above.parts[-1].lines) >= LONG_TEXT for pair in both)
    if len(full) < len(both):
        return False
    return hangs or bool(missing) or len([p for p in full if len(p.above.parts[-1].lines) > 1]) > 1


def _hangs(pair: CutCell) -> bool:
    below = unspaced(pair.below.text)
    return bool(HANGING.match(below) or WAITING.search(pair.above.text) or below in _units())


@cache
def _units() -> frozenset[str]:
    return frozenset(row.word for row in vocabulary(UnitWord))


def _missing(pairs: Sequence[CutCell], rows: Sequence[Sequence[Cell]]) -> list[CutCell]:
    """Pairs whose lower cell is empty though the column is filled in nearly every row of the table."""
    empty = [pair for pair in pairs if pair.above.text and not pair.below.text and pair.below.row_span == 1]
    return [pair for pair in empty if _is_always_filled(pair.above.columns, rows)]


def _is_always_filled(columns: range, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether each row has its own words in these columns; columns with cells merged over rows hold levels."""
    cells = {id(cell): cell for row in rows for cell in row if cell.columns == columns}.values()
    if any(cell.row_span > 1 for cell in cells):
        return False
    return sum(bool(cell.text) for cell in cells) >= USUALLY * len(cells)


def _fits(pair: CutCell, part: TablePart) -> bool:
    """Whether the first word below would have had room on the last line above."""
    above, below = pair.above.parts[-1], pair.below.parts[0]
    if not above.lines or not below.lines:
        return False
    room = (above.box.x1 - above.box.x0) - 2 * _padding(part)
    last = above.lines[-1].box
    return (last.x1 - last.x0) + _first_word_width(below.lines[0]) <= room + SLACK


def _padding(part: TablePart) -> float:
    """White that every line leaves at both sides of its cell; short lines leave more at one of them."""
    gaps = [
        min(line.box.x0 - piece.box.x0, piece.box.x1 - line.box.x1)
        for cell in part.cells
        for piece in cell.parts
        for line in piece.lines
    ]
    if part.page.source != Source.OCR:
        return max(min(gaps), 0.0)
    clear = sorted(gap for gap in gaps if gap > TOUCHING)
    return clear[len(clear) // ROUGH] if clear else 0.0


def _first_word_width(line: TextLine) -> float:
    word: list[Glyph] = []
    for glyph in line.glyphs:
        if word and (glyph.text.isspace() or not (glyph.text.isascii() and word[-1].text.isascii())):
            break
        if not glyph.text.isspace():
            word.append(glyph)
    return word[-1].x1 - word[0].x0 if word else 0.0
