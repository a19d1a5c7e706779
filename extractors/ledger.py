"""Numbering of records and their evidence: one ledger an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extractors.forms.draft import Read
from schemas.registry import LETTERS
from schemas.tables import Evidence


@dataclass(slots=True)
class Ledger:
    """Gives out record_ids in reading order and keeps the evidence of every field.

    Attributes:
        keys: The columns every record of the evaluation shares (report_id, evaluation_id, fiscal_year, …).
        evidence: Evidence rows so far.
    """

    keys: Mapping[str, Any]
    evidence: list[Evidence] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def next_id(self, table: str) -> tuple[str, int]:
        """The next record_id of a table and its seq, from 1. Example: ``("9f2c…-001-i0001", 1)``."""
        seq = self.counts[table] = self.counts.get(table, 0) + 1
        return self.id_at(table, seq - 1), seq

    def id_at(self, table: str, place: int) -> str:
        """The record_id of a table's record, counted from 0 in reading order."""
        return f"{self.keys['evaluation_id']}-{LETTERS[table]}{place + 1:04d}"

    def prove(self, record_id: str, fields: Mapping[str, Read | None], page: int) -> tuple[int, float]:
        """Keep where each field was read; gives back the record's first page and its lowest confidence."""
        first, lowest = None, 1.0
        for name, item in fields.items():
            for part, piece in enumerate(item.pieces if item else ()):
                first = min(first or piece.page, piece.page)
                lowest = min(lowest, piece.confidence)
                box = piece.box._asdict()
                self.evidence.append(
                    Evidence(
                        **self.keys,
                        record_id=record_id,
                        field=name,
                        part=part,
                        page=piece.page,
                        **box,
                        text_raw=piece.text,
                        source=piece.source,
                        confidence=piece.confidence,
                        rule=item.rule if item else "",
                    )
                )
        return first or page, lowest
