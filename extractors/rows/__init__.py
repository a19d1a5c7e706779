"""Values in their row: what a target and an actual say once they stand beside each other and under a name."""

from __future__ import annotations

from extractors.rows.column_units import UnitCause, UnitDoubt
from extractors.rows.direction import aim, direction
from extractors.rows.reading import Row, RowReading, read_row
from extractors.rows.units import comparable, settle_units
from extractors.rows.verdict import Judgement, judge

__all__ = [
    "Judgement",
    "Row",
    "RowReading",
    "UnitCause",
    "UnitDoubt",
    "aim",
    "comparable",
    "direction",
    "judge",
    "read_row",
    "settle_units",
]
