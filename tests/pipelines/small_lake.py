"""A lake made of a few rows, for what is computed from records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipelines.lake.place import Lake
from pipelines.lake.publish import to_parquet
from schemas.arrow import arrow_schema

Row = Mapping[str, Any]


def publish_rows(lake: Lake, tables: Mapping[str, Iterable[Row]]) -> Lake:
    """Write rows as published records; columns that a row leaves out are null, whatever the contract asks for."""
    for name, rows in tables.items():
        years: dict[int | None, list[Row]] = defaultdict(list)
        for row in rows:
            years[row.get("fiscal_year")].append(row)
        for year, found in years.items():
            part = lake.part(name, year)
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(to_parquet(_table(name, found)))
    return lake


def _table(name: str, rows: list[Row]) -> pa.Table:
    schema = pa.schema([field.with_nullable(True) for field in arrow_schema(name)])
    table = pa.Table.from_pylist([{column: row.get(column) for column in schema.names} for row in rows], schema)
    return table.drop_columns([column for column in ("fiscal_year",) if column in schema.names])
