"""Why each form, table and column of a report was read as it was: the steps of ``extract``, with what they weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.column_evidence import ColumnEvidence, column_evidence
from extractors.forms import read_evaluations
from extractors.forms.blocks import find_blocks
from extractors.forms.readers import READERS
from extractors.intake import Rejection, open_report
from extractors.label_evidence import HeadEvidence, LabelEvidence, head_evidence, label_evidence
from extractors.outline import outline
from extractors.pages import read_pages
from extractors.pictures import PictureReader
from extractors.prose.narrative import is_narrative
from extractors.tables.read import read_layout
from schemas.drafts import EvaluationDraft
from schemas.layout import Table


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """An evaluation that the tables of a report hold.

    Attributes:
        kind: ``department`` or ``project``; None where neither is said.
        title: As printed; None where there is none.
        pages: First and last, from 1.
        fields: What its labels name: field, value, and the rule that told it.
        rows: How many indicators, amounts and goals were read.
    """

    kind: str | None
    title: str | None
    pages: tuple[int, int]
    fields: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BlockEvidence:
    """Rows of a table that were read together, and how.

    Attributes:
        page: Of the table's first row, from 1.
        table: The table's number in the report, from 1.
        kind: ``indicators``, ``goals``, ``funds`` or ``labels``.
        rows: First and last row of its body in the table, from 1.
        heads: Of a block of sums or goals every head, from left to right.
        labels: Of a block of labels every label.
        columns: Of a block of indicators every column, from left to right.
    """

    page: int
    table: int
    kind: str
    rows: tuple[int, int]
    heads: tuple[HeadEvidence, ...]
    labels: tuple[LabelEvidence, ...]
    columns: tuple[ColumnEvidence, ...]


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """How a report was read: its forms, and every block of every table, each in reading order."""

    forms: tuple[FormEvidence, ...]
    blocks: tuple[BlockEvidence, ...]


def explain(pdf_bytes: bytes, file_name: str, reader: PictureReader = PictureReader()) -> Rejection | ReportEvidence:
    """The forms of a report and every block of its tables, with the evidence on heads, labels and columns.

    Args:
        pdf_bytes: The file's bytes.
        file_name: Its name; nothing is read from it.
        reader: As for ``extract``.

    Returns:
        The evidence, or why the file can't be read.

    Example:
        ``explain(Path("raw/2023.pdf").read_bytes(), "2023.pdf").blocks[0].kind``
    """
    report = open_report(pdf_bytes, file_name)
    if isinstance(report, Rejection):
        return report
    layout = read_layout(read_pages(report.document, reader.of(report.sha256)), READERS)
    forms = read_evaluations(layout.tables, is_narrative(outline(layout.lines)))
    blocks = [found for number, table in enumerate(layout.tables, 1) for found in _blocks(table, number)]
    return ReportEvidence(tuple(map(_form, forms)), tuple(blocks))


def _form(draft: EvaluationDraft) -> FormEvidence:
    named = {**draft.parties, "fiscal_year": draft.fiscal_year}
    named |= {"self_score": draft.self_score, "self_grade": draft.self_grade}
    fields = tuple((name, item.text, item.rule) for name, item in named.items() if item)
    counts = tuple((name, len(getattr(draft, name))) for name in ("indicators", "amounts", "goals"))
    return FormEvidence(
        draft.kind, draft.title.text if draft.title else None, (draft.page, draft.page_last), fields, counts
    )


def _blocks(table: Table, number: int) -> Iterator[BlockEvidence]:
    for block in find_blocks(table):
        readings = block.header.readings if block.header else ()
        yield BlockEvidence(
            page=table.parts[0].page.number,
            table=number,
            kind=block.kind,
            rows=(block.body.start + 1, block.body.stop),
            heads=tuple(head_evidence(block)),
            labels=tuple(label_evidence(table, block)),
            columns=tuple(map(column_evidence, readings)),
        )
