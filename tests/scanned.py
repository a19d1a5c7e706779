"""What was read from a scan, held against what was read from the text PDF it was made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from schemas.extraction import Extraction
from schemas.page import Box
from schemas.tables import Evidence
from tests.samples.scan import Affine, moved

FIELDS = {
    "evaluations": ("kind", "fiscal_year", "subject", "competent_department", "implementing_unit", "self_score"),
    "indicators": (
        "level1", "level2", "level3", "target_raw", "target_value", "target_unit", "actual_raw", "actual_value",
        "actual_unit", "weight", "score", "deviation_reason",
    ),
    "amounts": ("subject", "measure", "amount_raw", "amount_yuan", "is_total"),
    "goals": ("expected_raw", "actual_raw", "status_raw"),
}  # fmt: skip


class Place(NamedTuple):
    """A field of a record with the boxes of its print by page."""

    record: str
    field: str
    boxes: tuple[tuple[int, Box], ...]


def alike(text: Any) -> str:
    """A text as print shows it: whether a comma is a wide or a narrow one no picture tells."""
    return "".join(unicodedata.normalize("NFKC", "" if text is None else str(text)).split())


def records(found: Extraction) -> dict[str, list[tuple[str, ...]]]:
    """Every table's records as their print would show them."""
    return {
        table: [tuple(alike(getattr(record, field)) for field in fields) for record in getattr(found, table)]
        for table, fields in FIELDS.items()
    }


def places(found: Extraction) -> dict[tuple[str, str, int], Evidence]:
    """Evidence by record, field and part; records are named without their report, which differs."""
    assert found.report is not None
    start = len(found.report.report_id)
    return {(item.record_id[start:], item.field, item.part): item for item in found.evidence}


def overlaps(scanned: Extraction, text: Extraction, ways: Sequence[Affine]) -> Iterator[float]:
    """For each piece of evidence of the text, how far that of the scan lies where it must, 0 to 1."""
    there = places(scanned)
    for key, item in places(text).items():
        other = there.get(key)
        if other is None or other.page != item.page:
            yield 0.0
            continue
        yield overlap(moved(box_of(item), ways[item.page - 1]), box_of(other))


def box_of(item: Evidence) -> Box:
    """Where evidence lies on its page."""
    return Box(item.x0, item.top, item.x1, item.bottom)


def overlap(one: Box, two: Box) -> float:
    """Intersection over union."""
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    if across <= 0 or down <= 0:
        return 0.0
    shared = across * down
    return shared / (_area(one) + _area(two) - shared)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)
