"""Where every field of one record was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipelines.find_report import NotFoundError
from pipelines.lake.place import Lake
from pipelines.query import query
from schemas.registry import LETTERS

_TABLES = {letter: name for name, letter in LETTERS.items()}
_RECORD = re.compile(
    rf"""
    (?P<report>[0-9a-f]{{16}})            # 0f3c9a1b2d4e5f60
    (?:-(?P<evaluation>\d{{3,}})          # 0f3c9a1b2d4e5f60-001
      (?:-(?P<letter>[{"".join(_TABLES)}])\d{{4,}})?  # 0f3c9a1b2d4e5f60-001-i0007
    )?
    """,
    re.VERBOSE,
)


COLUMNS = ("field", "value", "page", "box", "printed", "source", "confidence", "rule")


class TracedField(NamedTuple):
    """One field of a record with every place it was printed in; the places are rows of the table ``evidence``."""

    name: str
    value: Any
    places: list[dict[str, Any]]


class Trace(NamedTuple):
    """One record with all its fields."""

    table: str
    record_id: str
    report_id: str
    page: int | None
    fields: list[TracedField]

    def places(self) -> list[dict[str, Any]]:
        """Every place of every field."""
        return [place for field in self.fields for place in field.places]

    def rows(self) -> list[tuple[Any, ...]]:
        """A row for each place, in ``COLUMNS``; a field that is printed nowhere has a row without a place."""
        return [row for field in self.fields for row in _field_rows(field)]


def trace(lake: Lake, record_id: str) -> Trace:
    """Every field of a record with its evidence.

    Args:
        lake: Where to look.
        record_id: Of a record, or an evaluation_id, or a report_id.

    Raises:
        NotFoundError: There is no such record.
        FileNotFoundError: Nothing is published in the lake.
    """
    table, key = _table_of(record_id)
    found = _rows(lake, f"select * from {table} where {key} = ?", record_id)
    if not found:
        raise NotFoundError(f"{record_id}: no such record in {lake.data}")
    evidence = _rows(lake, "select * from evidence where record_id = ? order by field, part", record_id)
    fields = [
        TracedField(name, value, [row for row in evidence if row["field"] == name]) for name, value in found[0].items()
    ]
    return Trace(table, record_id, found[0]["report_id"], found[0].get("page"), fields)


def _field_rows(field: TracedField) -> Iterator[tuple[Any, ...]]:
    if not field.places:
        yield field.name, field.value, *[None] * (len(COLUMNS) - 2)
    for number, place in enumerate(field.places):
        box = " ".join(f"{place[side]:.1f}" for side in ("x0", "top", "x1", "bottom"))
        read = place["text_raw"], place["source"], f"{place['confidence']:.2f}", place["rule"]
        yield (
            (field.name, field.value, place["page"], box, *read) if number == 0 else ("", "", place["page"], box, *read)
        )


def _table_of(record_id: str) -> tuple[str, str]:
    match = _RECORD.fullmatch(record_id)
    if not match:
        raise NotFoundError(f"{record_id}: not a record_id, evaluation_id or report_id")
    if match["letter"]:
        return _TABLES[match["letter"]], "record_id"
    return ("evaluations", "evaluation_id") if match["evaluation"] else ("reports", "report_id")


def _rows(lake: Lake, sql: str, record_id: str) -> list[dict[str, Any]]:
    result = query(lake, sql, [record_id])
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
