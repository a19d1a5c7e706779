"""Step ``forms``: tables into evaluations; one report may hold many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms.conservation import left_over
from extractors.forms.draft import FormDraft, closed
from extractors.forms.filling import fill, set_kind, stray_texts, take, take_by_place
from extractors.forms.front import Front, front_of
from extractors.forms.segments import Segment, is_title_row, party_names, segments
from extractors.forms.titles import is_form_title, kind_of, year_of
from schemas.drafts import OF_EVALUATION, EvaluationDraft, Field, FindingDraft, field_of
from schemas.kinds import FindingRule, Severity
from schemas.layout import Table

TITLE_ROWS = 4  # a form's title and year stand in its first rows
NO_FRONT = Front(None, (), ())
FORM_BLOCKS = frozenset({"indicators", "goals", "funds"})


def read_evaluations(tables: Sequence[Table], is_narrative: bool) -> list[EvaluationDraft]:
    """The evaluations that a report's tables hold, in reading order.

    Args:
        tables: In reading order.
        is_narrative: The report has running text with numbered headings, and tables of its own beside those of forms.

    Returns:
        Drafts: that of tables that belong to no form, ``is_form`` false where a narrative holds them, then the forms.
        A table that names no project and no department goes to the form it follows, if that still lacks its indicators.
    """
    whole: FormDraft | None = None
    forms: list[FormDraft] = []
    last: FormDraft | None = None  # that of the table before
    for table in tables:
        for index, segment in enumerate(segments(table)):
            front = front_of(table) if _is_first(segment, index) else NO_FRONT
            if _opens_form(segment, front, is_narrative) or _is_next(segment, front, forms, is_narrative):
                last = _draft(segment, front)
                forms.append(last)
            elif not (forms and (_goes_on(table, forms[-1], last) if is_narrative else True)):
                whole = whole or _draft(segment, front)
                whole.is_form = not is_narrative
                last = whole
            else:
                last = forms[-1]
            fill(last, segment)
            last.findings.extend(left_over(last, segment))
        if last:
            last.findings.extend(stray_texts(table))
    for form in forms:
        form.findings.extend(_unparted(form))
    return [closed(draft) for draft in _without_empty(whole, forms)]


def _unparted(form: FormDraft) -> Iterator[FindingDraft]:
    """A finding for a form with more than labels of no party between two blocks of indicators: perhaps two forms."""
    kinds = [kind for kind in form.blocks if kind != "labels"]
    if "indicators" not in kinds:
        return
    first = kinds.index("indicators")
    between = next((at for at, kind in enumerate(kinds[first:], first) if kind != "indicators"), len(kinds))
    if "indicators" in kinds[between:]:
        message = "指标表之后又有单位、资金或目标，再接另一张指标表，可能是两张自评表未能分开，请对照原文核对。"
        yield FindingDraft(FindingRule.FORMS_UNPARTED, Severity.WARNING, message, form.title, form.page, OF_EVALUATION)


def _is_first(segment: Segment, index: int) -> bool:
    first = segment.blocks[0]
    return index == 0 and (first.body.start <= 1 or first.header is not None)


def _without_empty(whole: FormDraft | None, forms: list[FormDraft]) -> list[FormDraft]:
    """The drafts; one of tables that were not understood gives its findings to the first form and is none itself."""
    if whole is None or not forms:
        return [whole] if whole else forms
    if whole.indicators or whole.amounts or whole.goals or whole.parties:
        return [whole, *forms]
    forms[0].findings[:0] = whole.findings
    return forms


def _opens_form(segment: Segment, front: Front, is_narrative: bool) -> bool:
    """Whether a segment names whom it evaluates, in its cells or in lines above; among prose, where it is a form."""
    is_form = any(block.kind in FORM_BLOCKS for block in segment.blocks)
    named = {name for name, _ in front.parties}
    if front.title is not None:
        named |= {name for block in segment.blocks for name in party_names(segment.table, block)}
    is_named = bool(named & {"project_name", "department_name"}) or (bool(named) and front.title is not None)
    if segment.opens:
        return is_form or not is_narrative or front.title is not None
    return is_named and (is_form or front.title is not None)


def _is_next(segment: Segment, front: Front, forms: Sequence[FormDraft], is_narrative: bool) -> bool:
    """Whether a title of its own begins another form: over indicators, or over any block where a form goes before."""
    kinds = {block.kind for block in segment.blocks}
    if front.title is None or (is_narrative and not forms):
        return False
    return (not forms and "indicators" in kinds) or bool(forms and _is_begun(forms[-1]) and kinds & FORM_BLOCKS)


def _is_begun(form: FormDraft) -> bool:
    """Whether a form has more than its header, so that a title below it is of another."""
    return bool(form.indicators or form.goals or form.amounts)


def _goes_on(table: Table, form: FormDraft, last: FormDraft | None) -> bool:
    """Whether a table without a head goes on with the form above: that lacks indicators, or nothing is between."""
    return not form.indicators or (last is form and not table.above)


def _draft(segment: Segment, front: Front) -> FormDraft:
    table, first = segment.table, segment.blocks[0]
    rows = [row for block in segment.blocks for row in block.body] or [0]
    pages = [cell.parts[0].page.number for row in rows for cell in table.rows[row]]
    title = _own_title(segment) or front.title
    draft = FormDraft(kind_of(title.text if title else None), min(pages), max(pages), title)
    for name, item in front.parties:
        take(draft, name, item)
    take_by_place(draft, front.unknown)
    set_kind(draft)
    in_rows = [
        Field(c.text, c.printed.pieces, "title:row")
        for row in first.body[:TITLE_ROWS]
        for c in table.rows[row]
        if is_title_row(table, row) and c.text
    ]
    draft.fiscal_year = year_of([title] if title else []) or year_of(front.near) or year_of(in_rows)
    return draft


def _own_title(segment: Segment) -> Field | None:
    """A merged title row at the top of the segment."""
    first = segment.blocks[0]
    for row in first.body[:TITLE_ROWS] if first.kind == "labels" else ():
        filled = [cell for cell in segment.table.rows[row] if cell.text]
        if len(filled) == 1 and is_form_title(filled[0].text):
            return field_of(filled[0].printed, "title:row")
    return None
