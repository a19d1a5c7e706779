"""The ids of records, and the evidence of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from schemas.drafts import Field, Fields, RecordPlace
from schemas.registry import LETTERS
from schemas.tables import Evidence

Keys = Mapping[str, Any]


class Proof(NamedTuple):
    """Where the fields of one record are printed, and the confidence of the least sure."""

    evidence: tuple[Evidence, ...]
    confidence: float


def record_id(evaluation_id: str, record: RecordPlace) -> str:
    """The id of a record in its evaluation; that of the evaluation itself is its own.

    Example:
        ``record_id("9f2c-001", RecordPlace("indicators", 0)) == "9f2c-001-i0001"``
    """
    letter = LETTERS.get(record.table)
    return f"{evaluation_id}-{letter}{record.place + 1:04d}" if letter else evaluation_id


def proof(keys: Keys, record: str, fields: Fields) -> Proof:
    """Where each field of a record was read.

    Args:
        keys: The columns every record of the evaluation shares (report_id, evaluation_id, fiscal_year, …).
        record: Its id.
        fields: As read; those that are None have no evidence.
    """
    rows = tuple(row for name, item in fields.items() if item for row in _parts(keys, record, name, item))
    return Proof(rows, min((row.confidence for row in rows), default=1.0))


def _parts(keys: Keys, record: str, name: str, item: Field) -> Iterator[Evidence]:
    for part, piece in enumerate(item.pieces):
        yield Evidence(
            **keys, record_id=record, field=name, part=part, page=piece.page, **piece.box._asdict(),
            text_raw=piece.text, source=piece.source, confidence=piece.confidence, rule=item.rule,
        )  # fmt: skip
