"""What a person should know of a block's columns: what was left out, and what was told by the cells alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.blocks import Block
from extractors.forms.columns.evidence import Reading
from extractors.forms.indicator_head import FIELDS, is_tied
from extractors.forms.labels import PLACEHOLDER, squeezed
from schemas.columns import ColumnRole as Role
from schemas.drafts import FindingDraft, field_of
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import FieldName

JOINED = frozenset({*FIELDS, Role.TARGET_NATURE, Role.TARGET_UNIT, Role.ACTUAL_UNIT, Role.INDEX})
LEFT_OUT = {
    Role.UNKNOWN: "表头“{head}”未能识别，该列内容未提取。",
    Role.OTHER_TARGET: "表头“{head}”是其他期间的数值，该列内容未提取。",
    Role.OTHER_ACTUAL: "表头“{head}”是其他期间的数值，该列内容未提取。",
}
KNOWN = "表头“{head}”不是指标的字段，该列内容未提取。"
TIED = "表头“{head}”所在列可能是{role}，也可能不是，不能确定，该列内容未提取。"
INFERRED = "表头“{head}”不是已知的写法，根据该列内容判断为{role}，请人工核对。"


def column_findings(table: Table, block: Block, rows: range) -> Iterator[FindingDraft]:
    """A finding for each column with text that no field holds, and for each that was told by its cells alone.

    Args:
        table: The table.
        block: A block of indicators.
        rows: Its indicators, counted from 0 over the evaluation.
    """
    for reading in block.header.readings if block.header else ():
        head, role = reading.leaf.cell, reading.choice.role
        is_left_out = role not in JOINED or is_tied(reading)
        if not (is_left_out or reading.is_inferred) or not _holds_text(table, block.body, head):
            continue
        rule = "column_unread" if is_left_out else "role_inferred"
        message = _message(reading).format(head=head.text or " ", role=_name(role))
        severity = "warning" if is_tied(reading) else "note"
        page = head.parts[0].page.number
        yield FindingDraft(rule, severity, message, field_of(head.printed, "column:head"), page, rows=rows)


def unread_columns(table: Table, heads: Sequence[Cell], body: range) -> Iterator[FindingDraft]:
    """A finding for each column of another block that holds text under a head whose words are not known."""
    for head in heads:
        if _holds_text(table, body, head):
            message = LEFT_OUT[Role.UNKNOWN].format(head=head.text)
            yield FindingDraft(
                "column_unread", "note", message, field_of(head.printed, "column:head"), head.parts[0].page.number
            )


def _message(reading: Reading) -> str:
    role = reading.choice.role
    if is_tied(reading):
        return TIED
    return INFERRED if role in JOINED else LEFT_OUT.get(role, KNOWN)


def _name(role: Role) -> str:
    """The role as forms print it."""
    names = {row.field: row.name for row in vocabulary(FieldName)}
    return names.get(role) or names.get(f"{role}_raw") or role


def _holds_text(table: Table, body: range, head: Cell) -> bool:
    cells = (cell for row in body for cell in table.rows[row] if cell.columns == head.columns)
    return any(not PLACEHOLDER.match(squeezed(cell.text)) for cell in cells)
