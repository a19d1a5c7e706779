"""Every printed field of an extraction beside the evidence it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from schemas.extraction import Extraction
from schemas.tables import Evidence


class Proof(NamedTuple):
    """A field of a record, its value, and the places it was read from; none where it has no evidence."""

    record_id: str
    field: str
    value: Any
    parts: tuple[Evidence, ...]


def proofs(found: Extraction, fields: Mapping[str, Sequence[str]]) -> Iterator[Proof]:
    """The fields that have a value, in reading order.

    Args:
        found: An extraction.
        fields: Names of the fields looked at, by table.

    Example: ``proofs(found, {"amounts": ("amount_raw",)})``
    """
    parts: dict[tuple[str, str], list[Evidence]] = {}
    for item in found.evidence:
        parts.setdefault((item.record_id, item.field), []).append(item)
    for table, names in fields.items():
        for record in getattr(found, table):
            record_id = getattr(record, "record_id", record.evaluation_id)
            for name in names:
                if (value := getattr(record, name)) is not None:
                    yield Proof(record_id, name, value, tuple(parts.get((record_id, name), ())))
