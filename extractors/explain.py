"""Why each table and column of a report was read as it was: the same steps as ``extract``, with what they weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.forms.blocks import Block, find_blocks
from extractors.forms.columns.evidence import Reading
from extractors.forms.columns.words import speaking_rows
from extractors.forms.indicator_head import is_tied
from extractors.forms.readers import READERS
from extractors.intake import Rejection, open_report
from extractors.pages import read_pages
from extractors.pictures import PictureReader
from extractors.tables.read import read_layout
from schemas.columns import ColumnRole
from schemas.layout import Cell, Table

SHOWN = 3  # roles and rows of each kind of evidence


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """Why a column has its role.

    Attributes:
        heads: The words of its heads, the outermost first.
        role: What it was read as.
        margin: Log odds to the best reading of the whole head in which it is something else; infinite where none is.
        runner_up: What it would be there.
        is_inferred: Its cells told the role, not its words.
        is_tied: The margin is too small, so that nothing was read from it.
        words: The likeliest roles by the words, with their likelihood.
        contents: The same by the cells.
        cells: Of the cells' features those that differ from nought.
        rows: The rows of the vocabulary that spoke, as ``wording (role)``.
    """

    heads: tuple[str, ...]
    role: str
    margin: float
    runner_up: str | None
    is_inferred: bool
    is_tied: bool
    words: tuple[tuple[str, float], ...]
    contents: tuple[tuple[str, float], ...]
    cells: tuple[tuple[str, float], ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockEvidence:
    """Rows of a table that were read together, and how.

    Attributes:
        page: Of the table's first row, from 1.
        table: The table's number in the report, from 1.
        kind: ``indicators``, ``goals``, ``funds`` or ``labels``.
        rows: First and last row of its body in the table, from 1.
        heads: For each role of its head the words.
        columns: For a block of indicators every column, from left to right.
    """

    page: int
    table: int
    kind: str
    rows: tuple[int, int]
    heads: tuple[tuple[str, str], ...]
    columns: tuple[ColumnEvidence, ...]


def explain(
    pdf_bytes: bytes, file_name: str, reader: PictureReader = PictureReader()
) -> Rejection | list[BlockEvidence]:
    """Every block of every table of a report with the evidence on its columns.

    Args:
        pdf_bytes: The file's bytes.
        file_name: Its name; nothing is read from it.
        reader: As for ``extract``.

    Returns:
        The blocks in reading order, or why the file can't be read.

    Example:
        ``explain(Path("raw/2023.pdf").read_bytes(), "2023.pdf")[0].kind``
    """
    report = open_report(pdf_bytes, file_name)
    if isinstance(report, Rejection):
        return report
    layout = read_layout(read_pages(report.document, reader.of(report.sha256)), READERS)
    return [found for number, table in enumerate(layout.tables, 1) for found in _blocks(table, number)]


def _blocks(table: Table, number: int) -> Iterator[BlockEvidence]:
    for block in find_blocks(table):
        heads = tuple((role, " ".join(c.text for c in cells)) for role, cells in _heads(block).items())
        columns = tuple(map(_column, block.header.readings)) if block.header else ()
        rows = (block.body.start + 1, block.body.stop)
        yield BlockEvidence(table.parts[0].page.number, number, block.kind, rows, heads, columns)


def _heads(block: Block) -> Mapping[str, Sequence[Cell]]:
    return block.header.columns if block.header else {}


def _column(reading: Reading) -> ColumnEvidence:
    role = reading.choice.role
    head = reading.leaf.cell.text
    return ColumnEvidence(
        heads=(*(cell.text for cell in reversed(reading.leaf.above)), head),
        role=role,
        margin=reading.choice.margin,
        runner_up=reading.choice.runner_up,
        is_inferred=reading.is_inferred,
        is_tied=is_tied(reading),
        words=_likeliest(reading.candidate.words),
        contents=_likeliest(reading.candidate.contents),
        cells=tuple((name, value) for name, value in sorted(reading.features.items()) if value and name != "bias"),
        rows=tuple(speaking_rows(head, SHOWN)),
    )


def _likeliest(scores: Mapping[ColumnRole, float]) -> tuple[tuple[str, float], ...]:
    best = sorted(scores.items(), key=lambda item: -item[1])[:SHOWN]
    return tuple((str(role), round(value, 3)) for role, value in best)
