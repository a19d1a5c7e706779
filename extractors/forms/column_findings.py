"""What a person should know of a block's columns: what was left out, and what was told by the cells alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.blocks import Block
from extractors.forms.columns.evidence import Reading
from extractors.forms.columns.words import is_known_head
from extractors.forms.indicator_head import FIELDS, is_tied
from extractors.forms.labels import PLACEHOLDER, squeezed
from schemas.columns import ColumnRole as Role
from schemas.drafts import FindingDraft, field_of
from schemas.kinds import FindingRule, Severity
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import FieldName

JOINED = frozenset({*FIELDS, Role.TARGET_NATURE, Role.TARGET_UNIT, Role.ACTUAL_UNIT, Role.INDEX})
NO_FIELDS = {
    Role.TARGET_NATURE: "指标性质",
    Role.TARGET_UNIT: "指标值的计量单位",
    Role.ACTUAL_UNIT: "完成值的计量单位",
    Role.WEIGHT_AND_SCORE: "分值和得分",
    Role.TARGET_AND_ACTUAL: "年度指标值和实际完成值",
}
LEFT_OUT = {
    Role.UNKNOWN: "表头{head}未能识别，该列内容未提取，如有应提取的内容请人工核对。",
    Role.OTHER_TARGET: "表头{head}是其他期间的数值，不是评价年度的，该列内容未提取。",
    Role.OTHER_ACTUAL: "表头{head}是其他期间的数值，不是评价年度的，该列内容未提取。",
}
KNOWN = "表头{head}不是指标的字段，该列内容未提取。"
RIVAL = "表头{head}与{other}都可能是{role}，不能确定以哪一列为准，两列内容均未提取，请人工核对。"
PREFERRED_ELSE = "表头{head}与{other}都是{role}，以{other}为准，该列内容未提取，请人工核对。"
TIED = "表头{head}所在列可能是{role}，也可能不是，不能确定，该列内容未提取，请对照原文核对。"
EXCEEDED = "表头{head}所在列的数值多数高于{other}，不是以其为满分的得分，该列内容未提取，请对照原文核对。"
INFERRED = "表头{head}不是已知的写法，根据该列内容判断为{role}，请人工核对。"


def column_findings(table: Table, block: Block, rows: range) -> Iterator[FindingDraft]:
    """A finding for each column with text that no field holds, and for each that was told by its cells alone.

    Args:
        table: The table.
        block: A block of indicators.
        rows: Its indicators, counted from 0 over the evaluation.
    """
    readings = block.header.readings if block.header else ()
    for reading in readings:
        head = reading.leaf.cell
        is_left_out = reading.choice.role not in JOINED or is_tied(reading)
        if not (is_left_out or reading.is_inferred) or not _holds_text(table, block.body, head):
            continue
        rule = FindingRule.COLUMN_UNREAD if is_left_out else FindingRule.ROLE_INFERRED
        is_choice = is_tied(reading) or reading.candidate.preferred is not None
        page = head.parts[0].page.number
        severity = Severity.WARNING if is_choice else Severity.NOTE
        observed = field_of(head.printed, "column:head")
        yield FindingDraft(rule, severity, _said(reading, readings), observed, page, rows=rows)


def _said(reading: Reading, readings: Sequence[Reading]) -> str:
    """The message on a column, with the names of its head, its role and the head it is measured against."""
    other = reading.rival or reading.exceeded or reading.candidate.preferred
    named = other.role if other else reading.choice.role
    beside = _quoted(readings[other.place].leaf.cell) if other else ""
    return _message(reading).format(head=_quoted(reading.leaf.cell), role=_name(named), other=beside)


def _quoted(head: Cell) -> str:
    """The words of a head; one without words is called blank."""
    return f"“{head.text}”" if head.text else "（空白）"


def unread_columns(table: Table, heads: Sequence[Cell], body: range) -> Iterator[FindingDraft]:
    """A finding for each column of another block that holds text under a head whose words are not known."""
    for head in heads:
        if _holds_text(table, body, head):
            message = LEFT_OUT[Role.UNKNOWN].format(head=_quoted(head))
            observed, page = field_of(head.printed, "column:head"), head.parts[0].page.number
            yield FindingDraft(FindingRule.COLUMN_UNREAD, Severity.NOTE, message, observed, page)


def _message(reading: Reading) -> str:
    role = reading.choice.role
    if is_tied(reading):
        return RIVAL if reading.rival else EXCEEDED if reading.exceeded else TIED
    if role in JOINED:
        return INFERRED
    if reading.candidate.preferred:
        return PREFERRED_ELSE
    unknown = LEFT_OUT[Role.UNKNOWN] if reading.is_inferred or not is_known_head(reading.leaf.cell.text) else KNOWN
    return LEFT_OUT.get(role, unknown)


def _name(role: Role) -> str:
    """The role as forms print it."""
    names = {row.field: row.name for row in vocabulary(FieldName)}
    return names.get(role) or names.get(f"{role}_raw") or NO_FIELDS.get(role, role)


def _holds_text(table: Table, body: range, head: Cell) -> bool:
    cells = (cell for row in body for cell in table.rows[row] if cell.columns == head.columns)
    return any(not PLACEHOLDER.match(squeezed(cell.text)) for cell in cells)
