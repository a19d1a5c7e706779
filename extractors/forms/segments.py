"""Tables cut into the forms they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.forms.blocks import Block, find_blocks
from extractors.forms.labels import ends_in_label, label_key, role, roles_within
from extractors.forms.pairs import is_head_row, pairs, read_parties, short_roles
from extractors.forms.verdicts import read_verdict
from schemas.kinds import EvaluationKind
from schemas.layout import Table

KINDS = {
    "project_name": EvaluationKind.PROJECT,
    "department_name": EvaluationKind.DEPARTMENT,
}  # a project's form may name its department too


class Segment(NamedTuple):
    """The rows of a table that belong to one evaluation: a table may hold several forms, one under another.

    Attributes:
        table: The whole table.
        blocks: Those of its rows, at least one.
        opens: The rows name the project or department that is evaluated.
    """

    table: Table
    blocks: tuple[Block, ...]
    opens: bool

    def rows_with(self, row: int) -> range:
        """The rows of the block that a row is in."""
        return next(block.body for block in self.blocks if row in block.body)


def segments(table: Table) -> Iterator[Segment]:
    """The table cut where a second 项目名称 starts another form; a merged title row goes with the form under it.

    Args:
        table: Its rows may hold several forms, and before the first the end of one begun on a page that was lost.

    Example:
        A table of two project forms gives two segments; ``opens`` is true of each.
    """
    blocks: list[Block] = []
    seen: set[str] = set()
    for block in (piece for whole in find_blocks(table) for piece in _cut_labels(table, whole)):
        names = _subjects(table, block)
        is_again = bool(names & seen) and not _is_same_header(table, blocks, block)
        if names and (is_again or any(_is_of_another(table, other, bool(seen)) for other in blocks)):
            yield Segment(table, tuple(blocks), bool(seen))
            blocks, seen = [], set()
        seen |= names
        blocks.append(block)
    if blocks:
        yield Segment(table, tuple(blocks), bool(seen))


def _is_same_header(table: Table, blocks: Sequence[Block], block: Block) -> bool:
    """Whether rows of labels go on with the header above: another label of the same role, without a title between."""
    above = blocks[-1].body if blocks and blocks[-1].kind == "labels" else range(0)
    if not above or is_title_row(table, block.body.start) or not all(other.kind == "labels" for other in blocks):
        return False
    return not _labels(table, above) & _labels(table, block.body)


def _labels(table: Table, rows: range) -> set[str]:
    """The words of the labels that name a project or department."""
    cells = [cell for row in rows for cell in table.rows[row] if role(cell.text, "party") in KINDS]
    beside = [(table.rows[row], pair) for row in rows for pair in pairs(table.rows[row])]
    short = [pair.label for row, pair in beside if short_roles(row, *pair)]
    return {label_key(cell.text) for cell in (*cells, *short)}


def _is_of_another(table: Table, block: Block, is_begun: bool) -> bool:
    """Whether a block above a subject belongs to another form: its indicators, or the end of one begun elsewhere."""
    if is_begun:
        return block.kind == "indicators"
    closing = block.body[1:] if block.kind == "labels" else ()
    return any(read_verdict(table, row, None).score for row in closing)


def _cut_labels(table: Table, block: Block) -> Iterator[Block]:
    """A block of labels cut before each row that names a project or department, or the title row above it."""
    if block.kind != "labels":
        yield block
        return
    start = block.body.start
    for row in block.body:
        opens = names_subject(table, row)
        at = row
        while opens and at - 1 >= start and is_title_row(table, at - 1):
            at -= 1
        if opens and at > start:
            yield block._replace(body=range(start, at))
            start = at
    yield block._replace(body=range(start, block.body.stop))


def is_title_row(table: Table, row: int) -> bool:
    """Whether a row holds one text only, as a merged title does."""
    return len([cell for cell in table.rows[row] if cell.text]) <= 1


def _subjects(table: Table, block: Block) -> set[str]:
    """Which of project and department a block of labels names."""
    rows = block.body if block.kind == "labels" else ()
    return {name for row in rows for name in names_subject(table, row)}


def names_subject(table: Table, row: int) -> set[str]:
    """Which of project and department a row names, has a blank for, or has a label for that runs into another."""
    cells = table.rows[row]
    if is_head_row(table, row):
        return set()
    first = role(cells[0].text, "party") if len(cells) > 1 else None
    run_into = {role(label.text, "party") for label, value in pairs(cells) if ends_in_label(value.text)}
    within = {name for cell in cells for name in roles_within(cell.text)}
    return {name for name in (first, *run_into, *within, *(name for name, _ in read_parties(cells))) if name in KINDS}


def party_names(table: Table, block: Block) -> set[str]:
    """The roles of whom a block of labels names."""
    rows = [row for row in block.body if block.kind == "labels" and not is_head_row(table, row)]
    return {name for row in rows for name, _ in read_parties(table.rows[row])}
