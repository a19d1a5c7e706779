"""Nothing in silence: the cells of a form that no field, head, label or finding holds, named in one finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.forms.blocks import Block
from extractors.forms.draft import FormDraft
from extractors.forms.labels import PLACEHOLDER, is_label, is_unit, role, squeezed
from extractors.forms.segments import Segment
from extractors.text.shortening import shortened
from schemas.drafts import Field, FindingDraft, department_named
from schemas.kinds import FindingRule, Severity
from schemas.layout import Cell
from schemas.page import Piece

ROW_NUMBER = re.compile(r"\d{1,3}[.、]?")
FULL_MARKS = re.compile(r"100(?:\.0+)?分?")


def left_over(draft: FormDraft, segment: Segment) -> Iterator[FindingDraft]:
    """A finding for what a segment prints and nothing holds: columns of criteria and remarks, persons, rates.

    Args:
        draft: The evaluation, with everything that the segment gave it.
        segment: Its blocks.
    """
    taken = {piece for item in _reads(draft) for piece in item.pieces}
    left = [cell for block in segment.blocks for cell in _body(segment, block, taken) if not _is_held(cell, taken)]
    cells = [cell for cell in dict.fromkeys(left) if cell.text not in draft.inferred_labels]
    if cells:
        words = "、".join(cell.text for cell in cells)
        message = f"表中另有不属于任何字段的内容，未提取（{shortened(words)}），如有应提取的内容请人工核对。"
        where = Field(words, tuple(piece for cell in cells for piece in cell.printed.pieces), "cells:left")
        yield FindingDraft(FindingRule.CELLS_UNREAD, Severity.NOTE, message, where, cells[0].parts[0].page.number)


def _is_held(cell: Cell, taken: set[Piece]) -> bool:
    return not cell.text or bool(taken & set(cell.printed.pieces))


def _body(segment: Segment, block: Block, taken: set[Piece]) -> Iterator[Cell]:
    """The cells of a block's rows that say something: no labels, no numbers of rows, no columns named already."""
    heads = [head for group in block.header.columns.values() for head in group] if block.header else []
    told = {head.columns for head in heads if set(head.printed.pieces) & taken}
    names = _names_end(block)
    for row in block.body:
        cells = [cell for cell in segment.table.rows[row] if cell.text and cell.text != block.side]
        for place, cell in enumerate(cells):
            is_number = place == 0 and bool(ROW_NUMBER.fullmatch(squeezed(cell.text)))
            is_name = cell.columns.stop <= names
            if not (is_number or is_name or cell.columns in told or says_nothing(cell.text)):
                yield cell


def _names_end(block: Block) -> int:
    """The first column of figures of a block of sums: what stands left of it names rows, as a head names columns."""
    measures = block.header.columns.get("measure", ()) if block.header and block.kind == "funds" else ()
    return min((head.column for head in measures), default=0)


def says_nothing(text: str) -> bool:
    """Whether a text says nothing by itself: a label, a unit, a sign for nothing, all the points there are to earn."""
    words = squeezed(text)
    is_sign = bool(PLACEHOLDER.match(words) or FULL_MARKS.fullmatch(words))
    return is_sign or is_label(text) or role(text, "short") is not None or is_unit(text)


def _reads(draft: FormDraft) -> Iterable[Field]:
    """Everything read of an evaluation: its fields, its rows, and what its findings name."""
    units = (draft.parties.get("implementing_unit") or draft.parties.get("reporting_unit"),)
    parties = [draft.subject, department_named(draft.parties), draft.parties.get("competent_department"), *units]
    own = [draft.title, draft.fiscal_year, draft.self_score, draft.self_grade, *parties]
    drafts: Sequence[object] = (*draft.indicators, *draft.amounts, *draft.goals)
    rows = [getattr(item, name) for item in drafts for name in item.__slots__]  # type: ignore[attr-defined]  # drafts have slots
    return [
        item for item in (*own, *rows, *(finding.observed for finding in draft.findings)) if isinstance(item, Field)
    ]
