"""What the blocks of a form say, added to the evaluation they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.forms.blocks import Block
from extractors.forms.by_place import ambiguous, inferred, parties_by_place, unit_between
from extractors.forms.column_findings import column_findings
from extractors.forms.draft import FormDraft, row_unread
from extractors.forms.funds import read_funds
from extractors.forms.goals import answers, read_goals, with_side
from extractors.forms.header import Header
from extractors.forms.indicators import read_indicators
from extractors.forms.labels import (
    PLACEHOLDER,
    ends_in_label,
    is_label,
    is_unit,
    role,
    runs_together,
    squeezed,
    unit_stated,
)
from extractors.forms.pairs import is_head_row, pairs, read_parties, read_single_goals, short_roles, unknown_pairs
from extractors.forms.segments import Segment, is_title_row, party_names
from extractors.forms.sums import read_single_sums
from extractors.forms.titles import is_of_whole
from extractors.forms.units import form_unit, row_unit, unit_near
from extractors.forms.verdicts import OWN, read_verdict
from extractors.text.shortening import shortened
from extractors.text.years import YEAR, number_of_year
from extractors.values import read_points
from schemas.drafts import OF_EVALUATION, AmountDraft, Field, FindingDraft, GoalDraft, IndicatorDraft, field_of
from schemas.kinds import EvaluationKind, FindingRule, Severity
from schemas.layout import Cell, Table
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import GradeWord


def fill(draft: FormDraft, segment: Segment) -> None:
    """Add everything that a segment's blocks say to the draft; a table of which nothing is understood is named."""
    table = segment.table
    unit = unit_near(table)
    header: Header | None = None
    understood = False
    unread: list[FindingDraft] = []
    draft.blocks.extend("parties" if party_names(table, block) else block.kind for block in segment.blocks)
    for block in segment.blocks:
        understood |= block.kind != "labels"
        if block.header is not None and block.kind == "indicators":
            header = block.header
            _add_indicators(draft, table, block, list(read_indicators(table, header, block.body)))
        elif block.kind == "funds":
            _sort(draft, list(read_funds(table, block, unit)))
        elif block.kind == "goals":
            _add_goals(draft, list(read_goals(table, block)))
        else:
            left = _fill_labels(draft, segment, block, header)
            understood |= left.understood
            unread.extend([row_unread(left.unread)] if left.unread else [])
    if not draft.is_form:
        draft.goals = [replace(goal, is_of_form=False) for goal in draft.goals]
    set_kind(draft)
    for name, label, item in unit_between(draft):
        take(draft, name, item)
        draft.findings.append(inferred(name, label, item))
    draft.fiscal_year = draft.fiscal_year or _year_named(draft.parties.get("fiscal_year"))
    draft.page_last = max(draft.page_last, _last_page(segment))
    draft.findings.extend(unread if understood else [_unread_table(table)])


def _add_indicators(
    draft: FormDraft, table: Table, block: Block, found: Sequence[IndicatorDraft | FindingDraft]
) -> None:
    """Add a block's indicators with the findings on its columns and rows, counted over the evaluation."""
    start = len(draft.indicators)
    rows = [row for row in found if isinstance(row, IndicatorDraft)]
    of_columns = column_findings(table, block, range(start, start + len(rows)))
    asked = [row for row in found if isinstance(row, FindingDraft)]
    shifted = [q._replace(rows=range(q.rows.start + start, q.rows.stop + start)) if q.rows else q for q in asked]
    _sort(draft, [*of_columns, *rows, *shifted])


def _add_goals(draft: FormDraft, found: Sequence[GoalDraft | FindingDraft]) -> None:
    """Add a block's goals; one that says only what was done is told of the goal above it."""
    done = answers(draft.goals, found)
    if done is not None:
        draft.goals = with_side(draft.goals, "actual", done)
    _sort(draft, [item for item in found if done is None or isinstance(item, FindingDraft)])


def _sort(draft: FormDraft, rows: Sequence[IndicatorDraft | AmountDraft | GoalDraft | FindingDraft]) -> None:
    draft.indicators.extend(row for row in rows if isinstance(row, IndicatorDraft))
    draft.amounts.extend(row for row in rows if isinstance(row, AmountDraft))
    draft.goals.extend(row for row in rows if isinstance(row, GoalDraft))
    draft.findings.extend(row for row in rows if isinstance(row, FindingDraft))


def set_kind(draft: FormDraft) -> None:
    """Say what is evaluated: what the form names is stronger than its title, unless it names both.

    Example:
        项目名称 with a value makes it a project's, unless 单位名称 stands beside it under 部门整体支出绩效自评表.
    """
    is_whole = "department_name" in draft.parties and draft.title is not None and is_of_whole(draft.title.text)
    if "project_name" in draft.parties and not is_whole:
        draft.kind = EvaluationKind.PROJECT
    elif draft.kind is None and "department_name" in draft.parties:
        draft.kind = EvaluationKind.DEPARTMENT


def _year_named(item: Field | None) -> Field | None:
    """The one year that a form's own label names: 预算年度 beside 2021 or 2021年."""
    years = set(re.findall(YEAR, squeezed(item.text))) if item else set()
    return (
        Field(str(number_of_year(years.pop())), item.pieces, "party:fiscal_year") if item and len(years) == 1 else None
    )


def take(draft: FormDraft, name: str, item: Field) -> None:
    """Keep a party; or the score or grade, where it is one and none is known yet."""
    if name == "self_score":
        draft.self_score = draft.self_score or (item if read_points(item.text) is not None else None)
    elif name == "self_grade":
        words = {row.word for row in vocabulary(GradeWord)}
        draft.self_grade = draft.self_grade or (item if item.text in words else None)
    elif draft.parties.setdefault(name, item).text != item.text and name == "department_name":
        draft.parties.setdefault("second_unit", item)


def take_by_place(draft: FormDraft, unknown: Sequence[tuple[str, Field]]) -> list[Field]:
    """Keep what labels of no known meaning name, each with a finding; the values kept."""
    set_kind(draft)
    run_together = [(label, item) for label, item in unknown if runs_together(label) or ends_in_label(item.text)]
    draft.findings.extend(ambiguous(label, item) for label, item in run_together)
    found = list(parties_by_place(draft, [pair for pair in unknown if pair not in run_together]))
    for name, label, item in found:
        take(draft, name, item)
        draft.inferred_labels.add(label)
        draft.findings.append(inferred(name, label, item))
    return [item for _, item in run_together] + [item for _, _, item in found]


class _Labels(NamedTuple):
    """Whether anything of a block of labels was understood, and its cells that were not."""

    understood: bool
    unread: list[Cell]


def _fill_labels(draft: FormDraft, segment: Segment, block: Block, header: Header | None) -> _Labels:
    """Labels with values beside them, added to the draft."""
    table = segment.table
    read_here = {row: _fill_label_row(draft, segment, row, header) for row in block.body}
    if header is None:
        unknown = {row: list(unknown_pairs(table, row)) for row in block.body}
        placed = take_by_place(draft, [pair for own in unknown.values() for pair in own])
        for row, own in unknown.items():
            told = {label: item for label, item in own if item in placed}
            labels = [field_of(cell.printed, "party:label") for cell in table.rows[row] if cell.text in told]
            read_here[row] += [*told.values(), *(label for label in labels if label)]
    rows = [row for row in block.body if not is_title_row(table, row)]
    unread = [cell for row in rows for cell in _unread_cells(table.rows[row], row, read_here[row])]
    return _Labels(any(read_here.values()), unread)


def _unread_cells(cells: Sequence[Cell], row: int, read_here: Sequence[Field]) -> list[Cell]:
    """Cells of a row of labels that nothing was read from and that are no label themselves."""
    taken = {piece for item in read_here for piece in item.pieces}
    told = [cell for cell in cells if cell.row == row and not PLACEHOLDER.match(squeezed(cell.text))]
    own = [cell for cell in told if not (unit_stated(cell.text) and is_unit(cell.text))]  # 单位：万元
    if not read_here:
        return [] if all(role(cell.text, "party") for cell in own) else own
    run = [value for label, value in pairs(cells) if role(label.text, "party") and ends_in_label(value.text)]
    left = [c for c in own if not taken & set(c.printed.pieces) and (c in run or not is_label(c.text))]
    is_total = any(item.rule == "total:score" for item in read_here)
    return [cell for cell in left if not (is_total and read_points(cell.text) is not None)]  # the points to earn


def _fill_label_row(draft: FormDraft, segment: Segment, row: int, header: Header | None) -> list[Field]:
    """What a row of labels says, added to the draft; every field that was read from it."""
    table, cells = segment.table, segment.table.rows[row]
    if is_head_row(table, row):
        return []
    parties = list(read_parties(cells))
    for name, item in parties:
        take(draft, name, item)
    unit = row_unit(cells) or form_unit(table, segment.blocks)
    own = [cell for cell in cells if cell.row == row]
    amounts = list(read_single_sums(own, _side(cells, row), unit, _is_below_sums(draft, table, row)))
    draft.amounts.extend(amounts)
    goals = list(read_single_goals(table, segment.rows_with(row), row)) if not parties else []
    for name, item in goals:
        draft.goals[-1:] = with_side(draft.goals[-1:], name, item)
    verdict = read_verdict(table, row, header)
    second = verdict.score if _is_second(draft.self_score, verdict.score, cells) else None
    draft.findings.extend([_second_score(second)] if second else [])
    draft.self_score = draft.self_score or verdict.score
    draft.self_grade = draft.self_grade or verdict.grade
    sums = [item for amount in amounts for item in (amount.amount, amount.subject, amount.measure)]
    if verdict.untold and draft.self_score is None:
        draft.findings.append(_untold(verdict.untold))
    short = [field_of(pair.label.printed, "party:label") for pair in pairs(cells) if short_roles(cells, *pair)]
    found = [*(item for _, item in (*parties, *goals)), *sums, *short, verdict.score, verdict.grade, verdict.untold]
    return [item for item in found if item]


def _is_below_sums(draft: FormDraft, table: Table, row: int) -> bool:
    """Whether the last sum read stands in the row above."""
    above = {piece for cell in table.rows[row - 1] for piece in cell.printed.pieces} if row else set()
    return bool(draft.amounts) and bool(above & set(draft.amounts[-1].amount.pieces))


def _is_second(known: Field | None, score: Field | None, cells: Sequence[Cell]) -> bool:
    """Whether a form that has its score states another one as its own, as where two forms were not told apart."""
    if score is None or known is None or read_points(score.text) == read_points(known.text):
        return False
    return any(OWN.fullmatch(squeezed(cell.text)) and role(cell.text, "total") for cell in cells)


def _second_score(score: Field) -> FindingDraft:
    message = f"另有总分“{score.text}”与已读出的总分不同，未采用，请人工核对。"
    return FindingDraft(FindingRule.VALUE_UNREAD, Severity.WARNING, message, score, score.pieces[0].page, OF_EVALUATION)


def _untold(total: Field) -> FindingDraft:
    message = f"“{total.text}”是不是自评得分未能判断（可能是满分，或另一张表的合计），未采用，请人工核对。"
    return FindingDraft(FindingRule.VALUE_UNREAD, Severity.WARNING, message, total, total.pieces[0].page)


def _side(cells: Sequence[Cell], row: int) -> Field | None:
    """The merged cell at the left of several rows of labels."""
    first = next(iter(cells), None)
    return field_of(first.printed, "fund:side") if first is not None and first.row_span > 1 and first.text else None


def _last_page(segment: Segment) -> int:
    rows = [row for block in segment.blocks for row in block.body]
    return max((c.parts[-1].page.number for row in rows for c in segment.table.rows[row]), default=1)


def stray_texts(table: Table) -> Iterator[FindingDraft]:
    """A finding for each part of a table that holds text where its lines close no cell."""
    for part in table.parts:
        where = field_of(part.stray_printed, "table:stray")
        if where:
            message = f"表格框线不完整，有文字不属于任何单元格，未提取（{shortened(where.text)}），请对照原文核对。"
            yield FindingDraft(FindingRule.TEXT_UNREAD, Severity.WARNING, message, where, part.page.number)


def _unread_table(table: Table) -> FindingDraft:
    head = next((row for row in table.rows if any(cell.text for cell in row)), ())
    words = "、".join(cell.text for cell in head if cell.text)
    where = next((field_of(cell.printed, "table:head") for cell in head if cell.text), None)
    message = f"表格未能识别，未提取其中的数据（表头：{shortened(words, 60)}），如有绩效内容请人工核对。"
    return FindingDraft(FindingRule.TABLE_UNREAD, Severity.NOTE, message, where, table.parts[0].page.number)
