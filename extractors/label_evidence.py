"""Why labels, and heads over sums and goals, were read as they were: which row of the vocabulary reads their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.column_evidence import SpeakingRow
from extractors.forms.blocks import Block
from extractors.forms.indicator_head import UNKNOWN
from extractors.forms.labels import is_label, label_key, label_row
from extractors.forms.lines import labelled
from extractors.forms.pairs import is_head_row, pairs, unknown_pairs
from schemas.layout import Cell, Table
from schemas.vocabulary.forms import Label, LabelContext

CONTEXTS = {"funds": LabelContext.FUND, "goals": LabelContext.GOAL}
BESIDE_VALUES = (LabelContext.PARTY, LabelContext.GOAL, LabelContext.TOTAL, LabelContext.FUND)


@dataclass(frozen=True, slots=True)
class HeadEvidence:
    """A head over sums or goals.

    Attributes:
        words: As printed.
        meaning: What its column was read as; ``unknown`` where nothing was read from it.
        row: The row of the vocabulary that reads it; None where its place and the cells under it told.
    """

    words: str
    meaning: str
    row: SpeakingRow | None


@dataclass(frozen=True, slots=True)
class LabelEvidence:
    """A label with what stands beside it.

    Attributes:
        label: As printed.
        value: As printed; empty where nothing stands there.
        rows: The rows of the vocabulary that read it, one for each context; none where no row does.
    """

    label: str
    value: str
    rows: tuple[SpeakingRow, ...]


def head_evidence(block: Block) -> Iterator[HeadEvidence]:
    """Every head of a block of sums or goals, from left to right."""
    heads = block.header.columns if block.header else {}
    context = CONTEXTS.get(block.kind)
    named = [(cell, name) for name, cells in heads.items() for cell in cells]
    for cell, name in sorted(named, key=lambda item: item[0].column) if context else ():
        row = label_row(cell.text, context) if name != UNKNOWN else None
        meaning = row.role if row and name == "measure" else name
        yield HeadEvidence(cell.text, meaning, _speaking(row, cell.text) if row else None)


def label_evidence(table: Table, block: Block) -> Iterator[LabelEvidence]:
    """Every label of a block of labels in reading order: known ones, and words that may be one."""
    for row in block.body if block.kind == "labels" else ():
        own = [cell for cell in table.rows[row] if cell.row == row and cell.text]
        if is_head_row(table, row):
            yield from (LabelEvidence(cell.text, "", ()) for cell in own)
            continue
        beside = {id(pair.label): pair.value.text for pair in pairs(table.rows[row])}
        unknown = {label for label, _ in unknown_pairs(table, row)}
        for cell in own:
            yield from _of_cell(cell, beside.get(id(cell), ""), unknown)


def _of_cell(cell: Cell, beside: str, unknown: set[str]) -> Iterator[LabelEvidence]:
    """A cell's label with the value beside it, or its labels with the values behind them in the same cell."""
    if is_label(cell.text) or cell.text in unknown:
        yield LabelEvidence(cell.text, "" if is_label(beside) else beside, _rows(cell.text))
        return
    for stated in labelled(cell.text):
        if stated.label:
            yield LabelEvidence(stated.label, stated.text, _rows(stated.label))


def _rows(label: str) -> tuple[SpeakingRow, ...]:
    found = (label_row(label, context) for context in BESIDE_VALUES)
    return tuple(_speaking(row, label) for row in found if row)


def _speaking(row: Label, words: str) -> SpeakingRow:
    """The row as one that spoke; its example stands for its pattern."""
    is_exact = label_key(words) == label_key(row.example)
    return SpeakingRow("labels", f"{row.context} {row.role}", row.example, row.source, is_exact)
