"""Totals printed outside the tables of a form that has no score: 总得分：94.3分 in a line below its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.forms.labels import role, squeezed
from extractors.forms.titles import read_line
from extractors.forms.verdicts import BARE_SUM
from extractors.text.shortening import shortened
from schemas.drafts import OF_EVALUATION, EvaluationDraft, FindingDraft
from schemas.kinds import FindingRule, Severity
from schemas.prose import Line

LABELLED = re.compile(r"(?P<label>[^\d:：]{2,12})[:：]?\d")
LONGEST_LINE = 40  # characters: a longer one is a sentence


def with_loose_totals(drafts: Sequence[EvaluationDraft], lines: Sequence[Line]) -> list[EvaluationDraft]:
    """The evaluations, each form without a score with a finding for every line that prints one below its beginning.

    Args:
        drafts: In reading order.
        lines: The text outside tables.

    Example:
        自评总分 100 96.3 below a form's last table is not adopted, as which of two figures is the score is not sure.
    """
    return [replace(draft, findings=(*draft.findings, *_loose(draft, drafts, lines))) for draft in drafts]


def _loose(draft: EvaluationDraft, drafts: Sequence[EvaluationDraft], lines: Sequence[Line]) -> Iterator[FindingDraft]:
    if not draft.is_form or draft.self_score is not None:
        return
    for line in filter(_states_total, lines):
        begun = [other for other in drafts if other.is_form and other.page <= line.page.number]
        if begun and begun[-1] is draft:
            where = read_line(line, "total:loose")
            message = f"表格之外印有“{shortened(where.text)}”，未作为自评得分采用，请人工核对。"
            yield FindingDraft(
                FindingRule.VALUE_UNREAD, Severity.WARNING, message, where, line.page.number, OF_EVALUATION
            )


def _states_total(line: Line) -> bool:
    words = squeezed(line.text)
    found = LABELLED.match(words) if len(words) <= LONGEST_LINE else None
    return found is not None and role(found["label"], "total") == "total" and not BARE_SUM.fullmatch(found["label"])
