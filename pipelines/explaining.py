"""How a report's forms and tables were read, as lines of text for who has to find the word that is missing."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator, Sequence
from math import exp

from extractors.column_evidence import ColumnEvidence, SpeakingRow
from extractors.explain import BlockEvidence, FormEvidence, ReportEvidence
from extractors.forms.column_findings import JOINED
from extractors.forms.indicator_head import UNKNOWN
from extractors.label_evidence import HeadEvidence, LabelEvidence
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import HeadRole, Label, LabelContext

LONGEST_SHOWN = 40  # characters of a printed text that are shown
WHERE_SEEN = "where it was seen"
ROLE = "ROLE"
HOW = {"by_place": "told by its place and content", "cover": "read from the cover"}


def explanation(evidence: ReportEvidence) -> Iterator[str]:
    """A paragraph on the forms, then one for each block: its head or labels, each column with what spoke for it."""
    yield f"{len(evidence.forms)} {'form' if len(evidence.forms) == 1 else 'forms'}"
    for number, form in enumerate(evidence.forms, 1):
        yield from _form(number, form)
    yield ""
    for block in evidence.blocks:
        first, last = block.rows
        rows = f"rows {first} to {last}" if last >= first else "no rows"
        yield f"page {block.page}, table {block.table}: {block.kind}, {rows}"
        for head in block.heads:
            yield from _head(head)
        for label in block.labels:
            yield from _label(label)
        for column in block.columns:
            yield from _column(column)
        yield ""
    if any(ROLE in row for block in evidence.blocks for row in _rows_to_add(block)):
        yield from _roles()


def _rows_to_add(block: BlockEvidence) -> Iterator[str]:
    """The rows that are shown to be added for a block."""
    rows = [*map(head_to_add, block.heads), *map(label_to_add, block.labels), *map(column_to_add, block.columns)]
    yield from (row for row in rows if row)


def _roles() -> Iterator[str]:
    """What may stand in a row for ROLE."""
    yield f"{ROLE} is one of"
    yield f"  column_heads.csv: {', '.join(HeadRole)}"
    for context in (LabelContext.PARTY, LabelContext.FUND, LabelContext.GOAL, LabelContext.TOTAL):
        roles = dict.fromkeys(row.role for row in vocabulary(Label) if row.context == context)
        yield f"  labels.csv, {context}: {', '.join(roles)}"


def of_page(evidence: ReportEvidence, page: int) -> ReportEvidence:
    """The forms that stand on a page, and the blocks of the tables that begin there."""
    forms = tuple(form for form in evidence.forms if form.pages[0] <= page <= form.pages[1])
    return ReportEvidence(forms, tuple(block for block in evidence.blocks if block.page == page))


def as_json(evidence: ReportEvidence) -> str:
    """Everything that ``explain`` gives, as JSON."""
    return json.dumps(dataclasses.asdict(evidence), ensure_ascii=False, indent=1) + "\n"


def _form(number: int, form: FormEvidence) -> Iterator[str]:
    first, last = form.pages
    pages = f"page {first}" if first == last else f"pages {first} to {last}"
    rows = ", ".join(f"{count} {name}" for name, count in form.rows)
    yield f"form {number}: {form.kind or 'neither department nor project told'}, {pages}, {rows}"
    if form.title:
        yield f"  title: {_short(form.title)}"
    for field, value, rule in form.fields:
        how = next((said for part, said in HOW.items() if part in rule), "told by its label")
        yield f"  {field}: {_short(value)} ({how})"


def _head(head: HeadEvidence) -> Iterator[str]:
    how = _row(head.row) if head.row else "no row reads it; told by its place and by what stands under it"
    yield f"  {_short(head.words)} -> {head.meaning} ({how})"
    if row := head_to_add(head):
        yield f"    to settle it, add to labels.csv: {row}"


def _label(label: LabelEvidence) -> Iterator[str]:
    value = f"“{_short(label.value)}”" if label.value else "(nothing beside it)"
    read = "; ".join(map(_row, label.rows))
    yield f"  {_short(label.label)}: {value} ({read or 'no row reads it'})"
    if row := label_to_add(label):
        yield f"    to settle it, add to labels.csv: {row}"


def _column(column: ColumnEvidence) -> Iterator[str]:
    yield f"  {' > '.join(map(_short, column.heads)).strip(' >') or '(no words)'} -> {column.role}, {_how(column)}"
    if column.margin is not None:
        parts = ", ".join(f"{name.replace('_', ' ')} {odds + 0.0:+.1f}" for name, odds in column.parts)
        share = 1 / (1 + exp(-column.margin))
        yield f"    before {column.runner_up}: {share:.1%}, log odds {column.margin:.1f} = {parts}"
    yield f"    words alone: {_shares(column.words)}"
    yield f"    cells alone: {_shares(column.contents)}"
    yield from _features(column)
    yield from (f"    vocabulary: {_row(row)}" for row in column.rows)
    if not column.rows:
        yield "    vocabulary: no row like it"
    if row := column_to_add(column):
        yield f"    to settle it, add to column_heads.csv: {row}"


def _how(column: ColumnEvidence) -> str:
    if column.is_tied:
        return "not sure, nothing read"
    return "told by its cells" if column.is_inferred else "told by its words"


def _features(column: ColumnEvidence) -> Iterator[str]:
    for title, sign in (("cells for", 1), ("cells against", -1)):
        found = [
            f"{one.name} {one.value:.2f} ({one.log_odds:+.1f})" for one in column.features if sign * one.log_odds > 0
        ]
        if found:
            yield f"    {title} {column.role}: {', '.join(found)}"


def column_to_add(column: ColumnEvidence) -> str | None:
    """The row that settles what a column is where its words do not; ROLE stands where a person has to say which.

    Example:
        ``target,应达数,where it was seen`` of a column under 应达数 that its cells told for a target.
    """
    wording = _squeezed(column.heads[-1])
    is_known = any(row.is_exact for row in column.rows) or (column.role in JOINED and not column.is_inferred)
    if not wording or (is_known and not column.is_tied):
        return None
    is_one = column.is_inferred and not column.is_tied and column.role in set(HeadRole)
    return _line(column.role if is_one else ROLE, wording, WHERE_SEEN)


def head_to_add(head: HeadEvidence) -> str | None:
    """The row that says what a head over sums or goals means, where none does.

    Example:
        ``fund,ROLE,当年拨付,当年拨付,where it was seen`` of a head over a column of sums that was not read
    """
    if head.row or head.meaning != UNKNOWN:
        return None
    return _line(LabelContext.FUND, ROLE, re.escape(_squeezed(head.words)), _squeezed(head.words), WHERE_SEEN)


def label_to_add(label: LabelEvidence) -> str | None:
    """The row that says what a label means, where none does.

    Example:
        ``party,ROLE,事项称谓,事项称谓,where it was seen``
    """
    if label.rows or not label.value:
        return None
    return _line(LabelContext.PARTY, ROLE, re.escape(_squeezed(label.label)), _squeezed(label.label), WHERE_SEEN)


def _line(*cells: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(":：")


def _row(row: SpeakingRow) -> str:
    like = "" if row.is_exact else "like "
    return f"{like}{_short(row.wording)} = {row.meaning} in {row.table}.csv, seen in {_short(row.source)}"


def _shares(values: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {value:.0%}" for name, value in values)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
