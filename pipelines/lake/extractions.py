"""The history of extractions: each an Arrow stream of one row, whose columns are the tables as lists of records.

A file is written once and never changed; its name is ``{report_id}-{extractor version}-{digest of its bytes}``, so the
same result lands on the same name and another result of the same version stands beside it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc

from pipelines.lake.place import Lake, put, stage
from schemas.arrow import arrow_schema, to_batch
from schemas.extraction import Extraction
from schemas.registry import TABLES

INCIDENTS = ("timeout", "internal_error")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is to be known of an extraction without opening it.

    Attributes:
        sha256: Of the report's bytes.
        file_name: What the report was called when it was read.
        extraction: The file's name.
        version: Of the extractor that made it.
        years: Fiscal years its records are about; None is a year that can't be told.
        counts: Rows by table.
        pages: Pages of the report; 0 where it could not be read.
        reason: Why the report was set aside, with ``detail``; None where it was read.
    """

    sha256: str
    file_name: str
    extraction: str
    version: str
    years: tuple[int | None, ...]
    counts: dict[str, int]
    pages: int
    reason: str | None
    detail: str | None

    @property
    def incident(self) -> bool:
        """The reading went wrong, which says little of the file: the next run tries again."""
        return self.reason in INCIDENTS


def encode(extraction: Extraction, sha256: str, version: str) -> bytes:
    """One extraction as the bytes of its file.

    Raises:
        RecordError: A record does not keep to its table.
    """
    lists = [_as_list(to_batch(name, _rows(extraction, name))) for name in TABLES]
    table = pa.table([[sha256], [version], *lists], schema=_schema())
    return to_bytes(table)


def to_bytes(table: pa.Table) -> bytes:
    """A small table as the bytes of its file; compressed as a whole, which is small and quick to read."""
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as packed, ipc.new_stream(packed, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def from_bytes(content: bytes) -> pa.Table:
    """What ``to_bytes`` was given."""
    return ipc.open_stream(pa.CompressedInputStream(pa.BufferReader(content), "zstd")).read_all()


def write(lake: Lake, content: bytes) -> Receipt:
    """Put an extraction among the others, unless the very same is there already."""
    table = from_bytes(content)
    sha256, version = (table[name][0].as_py() for name in ("sha256", "extractor_version"))
    name = f"{sha256[:16]}-{_file_part(version)}-{hashlib.sha256(content).hexdigest()[:12]}.arrow.zst"
    place = lake.extraction(name)
    if not place.exists():
        put(stage(lake, [content]), place)
    return _receipt(name, table)


def written(lake: Lake, sha256: str, version: str) -> list[Receipt]:
    """Every extraction of a report by one version of the extractor."""
    pattern = f"{sha256[:16]}-{_file_part(version)}-????????????.arrow.zst"
    places = sorted((lake.data / "extractions" / sha256[:2]).glob(pattern))
    return [_receipt(place.name, _open(place)) for place in places]


def tables(lake: Lake, names: Iterable[str]) -> dict[str, pa.Table]:
    """The records of many extractions, one Arrow table for each table of the contract, in no order.

    Raises:
        OSError: An extraction is missing.
    """
    return _tables([_open(lake.extraction(name)) for name in names])


def tables_of(content: bytes) -> dict[str, pa.Table]:
    """The records of one extraction that is not written yet."""
    return _tables([from_bytes(content)])


def _tables(opened: Sequence[pa.Table]) -> dict[str, pa.Table]:
    return {name: pa.concat_tables(_flat(name, opened)) for name in TABLES}


def _flat(name: str, opened: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The records of one table; all lists of one type at once, for there may be many."""
    schema = arrow_schema(name)
    lists: dict[pa.DataType, list[pa.Array]] = defaultdict(list)
    for table in opened:
        lists[table.schema.field(name).type].extend(table[name].chunks)
    yield schema.empty_table()
    for chunks in lists.values():
        records = pa.concat_arrays(chunks).flatten()
        yield pa.Table.from_arrays([_column(records, field) for field in schema], schema=schema)


def _column(records: pa.StructArray, field: pa.Field) -> pa.Array:
    """A column of records, all null where they were made before the column was."""
    if records.type.get_field_index(field.name) < 0:
        return pa.nulls(len(records), field.type)
    return records.field(field.name).cast(field.type)


def _receipt(name: str, table: pa.Table) -> Receipt:
    rows = {table_name: table[table_name][0].values for table_name in TABLES}
    quarantine = rows["quarantine"].to_pylist()
    report = rows["reports"].to_pylist()
    years = {None} if quarantine else set()
    for records in rows.values():
        if records.type.get_field_index("fiscal_year") >= 0:
            years.update(records.field("fiscal_year").unique().to_pylist())
    return Receipt(
        sha256=table["sha256"][0].as_py(),
        file_name=(report + quarantine)[0]["file_name"],
        extraction=name,
        version=table["extractor_version"][0].as_py(),
        years=tuple(sorted(years, key=lambda year: year or 0)),
        counts={table_name: len(records) for table_name, records in rows.items()},
        pages=report[0]["page_count"] if report else 0,
        reason=quarantine[0]["reason"] if quarantine else None,
        detail=quarantine[0]["detail"] if quarantine else None,
    )


def _rows(extraction: Extraction, name: str) -> Sequence[Any]:
    if name == "reports":
        return [extraction.report] if extraction.report else []
    if name == "quarantine":
        return [extraction.quarantine] if extraction.quarantine else []
    rows: Sequence[Any] = getattr(extraction, name)
    return rows


@cache
def _schema() -> pa.Schema:
    lists = [pa.field(name, pa.list_(pa.struct(list(arrow_schema(name))))) for name in TABLES]
    return pa.schema([pa.field("sha256", pa.string()), pa.field("extractor_version", pa.string()), *lists])


def _as_list(batch: pa.RecordBatch) -> pa.ListArray:
    records = pa.StructArray.from_arrays(batch.columns, fields=list(batch.schema))
    return pa.ListArray.from_arrays(pa.array([0, len(records)], pa.int32()), records)


def _open(place: Path) -> pa.Table:
    return from_bytes(place.read_bytes())


def _file_part(version: str) -> str:
    return re.sub(r"[^0-9A-Za-z_.+]", "_", version)
