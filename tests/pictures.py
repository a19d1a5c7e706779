"""Pages written as pictures, and tables told back as pictures, so that cases read like the page they are about.

Pages are parted by a line of ``====``, blocks by an empty line; a block with a ``|`` is a table (see ``pdf_builder``),
any other is lines of running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.forms.readers import READERS
from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.tables.read import Layout, read_layout
from schemas.layout import Table
from tests.pdf_builder import PLAIN, Item, Look, draw
from tests.pdf_grid import Grid


def pdf_of(picture: str, look: Look = PLAIN, **grid: Any) -> bytes:
    """The pages drawn; ``open`` may be a list with one entry a table, all else holds for every table."""
    opens = iter(grid.pop("open")) if isinstance(grid.get("open"), list) else None
    pages = [list(_items(page, grid, opens)) for page in re.split(r"^=+$", picture, flags=re.MULTILINE)]
    return draw(*pages, look=look)


def _items(page: str, grid: Mapping[str, Any], opens: Iterator[str] | None) -> Iterator[Item]:
    for block in re.split(r"\n\s*\n", page.strip()):
        if "|" in block:
            own = {"open": next(opens)} if opens else {}
            yield Grid(block, **{name: tuple(v) if isinstance(v, list) else v for name, v in grid.items()}, **own)
        else:
            yield from (line.strip() for line in block.splitlines() if line.strip())


def layout_of(pdf: bytes) -> Layout:
    """Tables and running text of a PDF."""
    report = open_report(pdf, "report.pdf")
    assert isinstance(report, OpenReport)
    return read_layout(read_pages(report.document), READERS)


def told(table: Table) -> str:
    """A table as a picture."""
    return "\n".join(
        "|".join(
            "<" if cell.column < column else "^" if cell.row < row else cell.text
            for cell in cells
            for column in cell.columns
        )
        for row, cells in enumerate(table.rows)
    )


def plain(picture: str) -> str:
    """A picture without the white space at the ends of its lines."""
    return "\n".join(line.strip() for line in picture.strip().splitlines())
