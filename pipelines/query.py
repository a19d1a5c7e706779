"""SQL over the lake: DuckDB with one view per table, where nothing can be written and no other file be read."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import duckdb

from pipelines.lake.place import YEARLESS, Lake
from schemas.column import columns
from schemas.registry import MARTS, TABLES


class QueryError(ValueError):
    """SQL that DuckDB does not accept, or that does more than read."""


def query(lake: Lake, sql: str, parameters: list[Any] | None = None) -> duckdb.DuckDBPyRelation:
    """Run one SELECT over views named like the tables of records and marts.

    Raises:
        FileNotFoundError: Nothing is published in the lake.
        QueryError: The SQL is wrong, or is not one SELECT.

    Example:
        ``query(lake, "select count(*) from indicators where fiscal_year = 2023").fetchall()``
    """
    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise QueryError("only one SELECT at a time; nothing can be written")
        return connect(lake).sql(sql, params=parameters or []).materialize()
    except duckdb.Error as error:
        raise QueryError(" ".join(str(error).split())) from error


def connect(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A connection that sees the lake's tables and nothing else.

    Raises:
        FileNotFoundError: Nothing is published in the lake.
    """
    if not (lake.data / "records").exists():
        raise FileNotFoundError(f"{lake.data}: no records here; `jixiao run` makes them")
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(records_view(lake, name))
    for name, place in _whole(lake).items():
        if place.exists():
            connection.execute(f"create view {name} as from read_parquet({_quoted(glob.escape(str(place)))})")
    folders = ", ".join(
        _quoted(form(str(lake.data / part))) for part in ("records", "marts", "registry") for form in (str, glob.escape)
    )
    connection.execute(f"set allowed_directories = [{folders}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _whole(lake: Lake) -> dict[str, Path]:
    """The tables that are one file each."""
    return {name: lake.mart(name) for name in MARTS} | {"indicator_registry": lake.indicators}


def records_view(lake: Lake, name: str) -> str:
    """The SQL that makes the view of one table of records, its columns in the contract's order.

    ``fiscal_year`` comes from the folder's name.
    """
    chosen = ", ".join(column.name for column in columns(TABLES[name]))
    folder = glob.escape(str(lake.data / "records" / name))
    if name in YEARLESS:
        return f"create view {name} as select {chosen} from read_parquet({_quoted(folder + '/part.parquet')})"
    files = _quoted(f"{folder}/*/part.parquet")
    return (
        f"create view {name} as select {chosen} from read_parquet({files},"
        " hive_partitioning = true, hive_types = {'fiscal_year': SMALLINT})"
    )


def _quoted(path: Any) -> str:
    return "'" + str(path).replace("'", "''") + "'"
