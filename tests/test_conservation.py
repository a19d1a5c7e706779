"""Every word that a recognised table prints is in a field, a head, a label or a finding: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors import PictureReader, extract
from extractors.forms.blocks import Block, find_blocks
from extractors.forms.conservation import says_nothing
from extractors.forms.readers import READERS
from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.tables.read import read_layout
from schemas.extraction import Extraction
from schemas.layout import Cell, Table
from schemas.page import Box
from tests.drawn.files import drawn

FORMS = 12  # of each split
SEED = "conserve"
NEAR = 0.5  # points: boxes are stored as float32


def layout(pdf: bytes, name: str) -> tuple[Table, ...]:
    report = open_report(pdf, name)
    assert isinstance(report, OpenReport)
    return read_layout(read_pages(report.document, PictureReader().of(report.sha256)), READERS).tables


def holds(found: Extraction, cell: Cell) -> bool:
    """Whether the evidence of some field or finding lies where a cell is printed."""
    for piece in cell.printed.pieces:
        for place in found.evidence:
            box = Box(place.x0, place.top, place.x1, place.bottom)
            if place.page == piece.page and all(abs(a - b) < NEAR for a, b in zip(box, piece.box, strict=True)):
                return True
    return False


def unheld(found: Extraction, table: Table) -> Iterator[str]:
    """The cells of a table with a record that nothing speaks of."""
    blocks = find_blocks(table)
    if any(block.kind != "labels" for block in blocks):
        for block in blocks:
            heads = [head for group in block.header.columns.values() for head in group] if block.header else []
            named = {head.columns for head in heads if holds(found, head)}
            for row in block.body:
                yield from (c.text for c in table.rows[row] if c.row == row and not excused(found, block, c, named))


def excused(found: Extraction, block: Block, cell: Cell, named: set[range]) -> bool:
    """A cell that is held, is a label, stands beside its block, numbers or names a row, or whose column is named."""
    measures = block.header.columns.get("measure", ()) if block.header and block.kind == "funds" else ()
    is_name = bool(measures) and cell.columns.stop <= min(head.column for head in measures)
    numbers = [word.strip(".、") for word in cell.text.split()]  # of two rows, where shading alone parts them: 1  2
    is_number = all(number.isdigit() and len(number) < 4 for number in numbers)
    beside = cell.text == block.side or is_name or is_number
    return beside or says_nothing(cell.text) or cell.columns in named or holds(found, cell)


@pytest.mark.parametrize("split", ["train", "held"])
@pytest.mark.parametrize("number", range(1, FORMS + 1))
def test_nothing_is_lost_in_silence(number: int, split: str) -> None:
    form = drawn(number, (SEED, split))
    found = extract(form.pdf, f"{form.name}.pdf")
    tables = layout(form.pdf, form.name)
    assert tables, "a drawn form has a table"
    assert [text for table in tables for text in unheld(found, table)] == []
