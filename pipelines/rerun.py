"""Reading one report again, and what is different then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines import engine, ingest
from pipelines.lake import extractions
from pipelines.lake.extractions import Receipt
from pipelines.lake.manifest import Current, manifest
from pipelines.lake.place import Lake
from pipelines.printing import plain
from pipelines.read_report import Job, read_bytes
from schemas.registry import TABLES, key
from schemas.vocabulary import laid

Row = dict[str, Any]

TELLING = (
    "title", "rule", "reason", "level3", "subject", "measure", "heading", "expected_raw",
    "target_raw", "actual_raw", "amount_raw", "message", "text_raw",
)  # fmt: skip


class Change(NamedTuple):
    """One field that differs; no ``field`` where a whole record is new (``old`` is None) or gone (``new`` is None)."""

    table: str
    record: str
    field: str
    old: Any
    new: Any


def read_again(lake: Lake, current: Current, keeps: bool, extractor: str = "extractors") -> bytes:
    """Extract a report from its stored bytes with all cores, writing no record.

    Args:
        lake: Where it is stored.
        current: What stands for it.
        keeps: Whether pages that the OCR cache does not have are kept there; without it nothing at all is written.
        extractor: The module that has ``extract``.
    """
    version = ingest.extractor_version(extractor)
    name = PurePosixPath(current.uri or current.sha256).name
    job = Job(lake, current.sha256, name, version, extractor, threads=engine.cores(), keeps=keeps, words=laid())
    return read_bytes(job)


def changes(lake: Lake, current: Current, content: bytes) -> list[Change]:
    """Where a new extraction differs from the one that is current, field by field, in the order of the tables.

    The file's name is not read from the report: one that was renamed since is no difference.
    """
    old, new = extractions.tables(lake, [current.extraction]), extractions.tables_of(content)
    return [change for name in TABLES for change in _table_changes(name, old[name], new[name])]


def accept(lake: Lake, content: bytes) -> Receipt:
    """Let a new extraction stand for its report; what stood before stays in the history."""
    receipt = extractions.write(lake, content)
    with manifest(lake) as register:
        register.make_current(receipt)
    return receipt


def describe(found: list[Change]) -> Iterator[str]:
    """The differences for people: a line per record, and under it a line per field."""
    last = None
    for change in found:
        if not change.field:
            sign, row = ("+", change.new) if change.old is None else ("-", change.old)
            yield f"{sign} {change.table} {change.record}: {_brief(row)}"
        else:
            if (change.table, change.record) != last:
                yield f"~ {change.table} {change.record}"
            yield f"    {change.field}: {_shown(change.old)} -> {_shown(change.new)}"
        last = change.table, change.record


def _table_changes(name: str, old: pa.Table, new: pa.Table) -> Iterator[Change]:
    before, after = _by_key(name, old), _by_key(name, new)
    for record in sorted(before.keys() | after.keys()):
        one, two = before.get(record), after.get(record)
        if one is None or two is None:
            yield Change(name, record, "", one, two)
        else:
            yield from (
                Change(name, record, field, one[field], two[field])
                for field in one
                if field != "file_name" and one[field] != two[field]
            )


def _by_key(name: str, table: pa.Table) -> dict[str, Row]:
    return {" ".join(str(row[part]) for part in key(name)): row for row in table.to_pylist()}


def _brief(row: Row) -> str:
    """What a reader needs to know a record by: its first texts that are not keys."""
    return " | ".join(plain(row[name]) for name in TELLING if row.get(name)) or plain(row.get("kind"))


def _shown(value: Any) -> str:
    return "null" if value is None else plain(value)
