"""What was read and should be compared with the page all the same."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.text.shortening import shortened
from schemas.drafts import Fields, FindingDraft, RecordPlace
from schemas.kinds import FindingRule, Severity
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import FieldName

LOOK = 0.8  # a field less sure than this is named in a finding
FIGURES = ("target_raw", "actual_raw", "weight", "score", "amount_raw", "self_score")
LOOKED_AT = (*FIGURES, "competent_department", "implementing_unit")  # what a finding names


def unsure(place: RecordPlace, name: str | None, fields: Fields, page: int) -> Iterator[FindingDraft]:
    """The finding that names the figures and parties of a record that a person should compare with the page.

    Args:
        place: The record.
        name: What the record is called in the message.
        fields: With their final confidence.
        page: From 1.
    """
    doubtful = {column: item for column in LOOKED_AT if (item := fields.get(column)) and item.confidence < LOOK}
    if doubtful:
        names = {row.field: row.name for row in vocabulary(FieldName)}
        said = "、".join(f"{names[column]}“{shortened(item.text, 40)}”" for column, item in doubtful.items())
        message = f"“{shortened(name or '', 40)}”的{said}识别把握不大，请对照原文核对。"
        least = min(doubtful.values(), key=lambda item: item.confidence)
        yield FindingDraft(FindingRule.LOW_CONFIDENCE, Severity.WARNING, message, least, page, (place,))
