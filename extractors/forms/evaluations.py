"""Step ``forms``: tables into evaluations; one report may hold many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.forms.blocks import Block
from extractors.forms.column_questions import column_questions
from extractors.forms.draft import AmountDraft, EvaluationDraft, IndicatorDraft, Question, Read, read, row_unread
from extractors.forms.funds import read_funds
from extractors.forms.goals import read_goals, with_side
from extractors.forms.header import Header
from extractors.forms.indicators import read_indicators
from extractors.forms.pairs import (
    read_line_parties,
    read_parties,
    read_single_goals,
    read_single_sums,
    read_verdict,
)
from extractors.forms.segments import KINDS, Segment, is_title_row, segments
from extractors.forms.titles import REACH, is_form_title, kind_of, near_texts, title_of, year_of
from extractors.forms.units import form_unit, row_unit, unit_near
from extractors.labels import PLACEHOLDER, is_label, is_unit, role, squeezed, unit_stated
from extractors.values import read_points
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import GradeWord

TITLE_ROWS = 4  # a form's title and year stand in its first rows


def read_evaluations(tables: Sequence[Table], is_narrative: bool) -> list[EvaluationDraft]:
    """The evaluations that a report's tables hold, in reading order.

    Args:
        tables: In reading order.
        is_narrative: The report has running text with numbered headings. Its cover and its department's form are then
            part of the department's evaluation, as are tables without a head of their own.

    Returns:
        Drafts. Tables that name no project and no department go to the form above them that still lacks its
        indicators, else to the department's evaluation, which comes first.
    """
    whole: EvaluationDraft | None = None
    forms: list[EvaluationDraft] = []
    for table in tables:
        for segment in segments(table):
            if _opens_form(segment, is_narrative) or (_is_titled(segment) and not is_narrative and _complete(forms)):
                draft = _draft(segment)
                forms.append(draft)
            elif forms and (not is_narrative or not forms[-1].indicators) and not _is_whole(segment, is_narrative):
                draft = forms[-1]
            else:
                whole = whole or _draft(segment)
                whole.is_form = not is_narrative
                draft = whole
            _fill(draft, segment)
        draft.questions.extend(_stray_texts(table))
    return _without_empty(whole, forms)


def _without_empty(whole: EvaluationDraft | None, forms: list[EvaluationDraft]) -> list[EvaluationDraft]:
    """The drafts; one of tables that were not understood gives its questions to the first form and is none itself."""
    if whole is None or not forms:
        return [whole] if whole else forms
    if whole.indicators or whole.amounts or whole.goals or whole.parties:
        return [whole, *forms]
    forms[0].questions[:0] = whole.questions
    return forms


def _opens_form(segment: Segment, is_narrative: bool) -> bool:
    names = {name for block in segment.blocks if block.kind == "labels" for name in _names(segment.table, block)}
    return segment.opens and (not is_narrative or "project_name" in names)


def _names(table: Table, block: Block) -> set[str]:
    return {name for row in block.body for name, _ in read_parties(table.rows[row])}


def _complete(forms: Sequence[EvaluationDraft]) -> bool:
    return not forms or bool(forms[-1].indicators)


def _is_titled(segment: Segment) -> bool:
    return title_of(segment.table) is not None and any(block.kind == "indicators" for block in segment.blocks)


def _is_whole(segment: Segment, is_narrative: bool) -> bool:
    """Whether a table without a head goes to the department's evaluation though a form stands above it."""
    return is_narrative and not any(block.kind == "indicators" for block in segment.blocks)


def _draft(segment: Segment) -> EvaluationDraft:
    table, first = segment.table, segment.blocks[0]
    rows = [row for block in segment.blocks for row in block.body] or [0]
    pages = [cell.parts[0].page.number for row in rows for cell in table.rows[row]]
    is_first = first.body.start <= 1 or first.header is not None
    title = _own_title(segment) or (title_of(table) if is_first else None)
    draft = EvaluationDraft(kind_of(title.text if title else None), min(pages), max(pages), title)
    near = near_texts(table) if is_first else []
    in_rows = [
        Read(c.text, c.printed.pieces, "title:row")
        for row in first.body[:TITLE_ROWS]
        for c in table.rows[row]
        if is_title_row(table, row) and c.text
    ]
    for line in table.above[-REACH:] if is_first and title else ():
        for name, item in read_line_parties(line):
            _take(draft, name, item)
    draft.fiscal_year = year_of([title] if title else []) or year_of(near) or year_of(in_rows)
    return draft


def _own_title(segment: Segment) -> Read | None:
    """A merged title row at the top of the segment."""
    first = segment.blocks[0]
    for row in first.body[:TITLE_ROWS] if first.kind == "labels" else ():
        filled = [cell for cell in segment.table.rows[row] if cell.text]
        if len(filled) == 1 and is_form_title(filled[0].text):
            return read(filled[0].printed, "title:row")
    return None


def _fill(draft: EvaluationDraft, segment: Segment) -> None:
    """Everything that the segment's blocks say, added to the draft."""
    table = segment.table
    unit = unit_near(table)
    header: Header | None = None
    understood = False
    unread: list[Question] = []
    for block in segment.blocks:
        understood |= block.kind != "labels"
        if block.header is not None and block.kind == "indicators":
            header = block.header
            rows = list(read_indicators(table, header, block.body))
            own = [row for row in rows if isinstance(row, IndicatorDraft)]
            start = len(draft.indicators)
            doubts = column_questions(table, block, range(start, start + len(own)))
            asked = (row._replace(rows=_shifted(row.rows, start)) for row in rows if isinstance(row, Question))
            draft.questions.extend([*doubts, *asked])
            draft.indicators.extend(own)
        elif block.kind == "funds":
            sums = list(read_funds(table, block, unit))
            draft.amounts.extend(row for row in sums if isinstance(row, AmountDraft))
            draft.questions.extend(row for row in sums if isinstance(row, Question))
        elif block.kind == "goals":
            draft.goals.extend(read_goals(table, block))
        else:
            left = _fill_labels(draft, segment, block, header)
            understood |= left.understood
            unread.extend([row_unread(left.unread)] if left.unread else [])
    draft.kind = draft.kind or next((kind for name, kind in KINDS.items() if name in draft.parties), None)
    draft.page_last = max(draft.page_last, _last_page(segment))
    draft.questions.extend(unread if understood else [_unread_table(table)])


def _shifted(rows: range, start: int) -> range:
    return range(rows.start + start, rows.stop + start) if rows else rows


def _take(draft: EvaluationDraft, name: str, item: Read) -> None:
    """Keep a party; or the score or grade, where it is one and none is known yet."""
    if name == "self_score":
        draft.self_score = draft.self_score or (item if read_points(item.text) is not None else None)
    elif name == "self_grade":
        words = {row.word for row in vocabulary(GradeWord)}
        draft.self_grade = draft.self_grade or (item if item.text in words else None)
    else:
        draft.parties.setdefault(name, item)


class _Labels(NamedTuple):
    """Whether anything of a block of labels was understood, and its cells that were not."""

    understood: bool
    unread: list[Cell]


def _fill_labels(draft: EvaluationDraft, segment: Segment, block: Block, header: Header | None) -> _Labels:
    """Labels with values beside them, added to the draft."""
    unread: list[Cell] = []
    understood = False
    for row in block.body:
        read_here = _fill_label_row(draft, segment, row, header)
        understood |= bool(read_here)
        if not is_title_row(segment.table, row):
            unread.extend(_unread_cells(segment.table.rows[row], row, read_here))
    return _Labels(understood, unread)


def _unread_cells(cells: Sequence[Cell], row: int, read_here: Sequence[Read]) -> list[Cell]:
    """Cells of a row of labels that nothing was read from and that are no label themselves."""
    taken = {piece for item in read_here for piece in item.pieces}
    told = [cell for cell in cells if cell.row == row and not PLACEHOLDER.match(squeezed(cell.text))]
    own = [cell for cell in told if not (unit_stated(cell.text) and is_unit(cell.text))]  # 单位：万元
    if not read_here:
        return [] if all(role(cell.text, "party") for cell in own) else own
    left = [cell for cell in own if not taken & set(cell.printed.pieces) and not is_label(cell.text)]
    is_total = any(item.rule == "total:score" for item in read_here)
    return [cell for cell in left if not (is_total and read_points(cell.text) is not None)]  # the points to earn


def _fill_label_row(draft: EvaluationDraft, segment: Segment, row: int, header: Header | None) -> list[Read]:
    """What a row of labels says, added to the draft; every field that was read from it."""
    cells = segment.table.rows[row]
    parties = list(read_parties(cells))
    for name, item in parties:
        _take(draft, name, item)
    side = _side(cells, row)
    unit = row_unit(cells) or form_unit(segment.table, segment.blocks)
    amounts = list(read_single_sums([cell for cell in cells if cell.row == row], side, unit))
    draft.amounts.extend(amounts)
    goals = list(read_single_goals(cells)) if not parties else []
    for name, item in goals:
        draft.goals[-1:] = with_side(draft.goals[-1:], name, item)
    verdict = read_verdict(segment.table, row, header)
    draft.self_score = draft.self_score or verdict.score
    draft.self_grade = draft.self_grade or verdict.grade
    sums = [item for amount in amounts for item in (amount.amount, amount.subject, amount.measure)]
    found = [*(item for _, item in (*parties, *goals)), *sums, verdict.score, verdict.grade]
    return [item for item in found if item]


def _side(cells: Sequence[Cell], row: int) -> Read | None:
    """The merged cell at the left of several rows of labels."""
    first = next(iter(cells), None)
    return read(first.printed, "fund:side") if first is not None and first.row_span > 1 and first.text else None


def _last_page(segment: Segment) -> int:
    rows = [row for block in segment.blocks for row in block.body]
    return max((c.parts[-1].page.number for row in rows for c in segment.table.rows[row]), default=1)


def _stray_texts(table: Table) -> Iterator[Question]:
    """A question for each part of a table that holds text where its lines close no cell."""
    for part in table.parts:
        where = read(part.stray_printed, "table:stray")
        if where:
            message = f"表格框线不完整，有文字不属于任何单元格，未提取（{where.text[:80]}）。"
            yield Question("text_unread", "warning", message, where, part.page.number)


def _unread_table(table: Table) -> Question:
    head = next((row for row in table.rows if any(cell.text for cell in row)), ())
    words = "、".join(cell.text for cell in head if cell.text)[:60]
    where = next((read(cell.printed, "table:head") for cell in head if cell.text), None)
    message = f"表格未能识别，未提取其中的数据（表头：{words}）。"
    return Question("table_unread", "note", message, where, table.parts[0].page.number)
