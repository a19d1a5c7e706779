"""The database a build works in: views over the records, the vocabularies it needs, and its SQL steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files

import duckdb
import pyarrow as pa

from extractors.rows.reading import GROWTH
from extractors.rows.units import measure
from pipelines.lake.place import Lake
from pipelines.query import records_view
from schemas.arrow import arrow_schema
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import DepartmentFigure

READ = ("reports", "evaluations", "indicators", "amounts", "claims", "findings")
MEMORY = "4GB"
PLACES = 6


def open_database(lake: Lake) -> duckdb.DuckDBPyConnection:
    """Open a database of one build: bounded in memory, with what does not fit spilled beside the lake's files."""
    lake.staging.mkdir(parents=True, exist_ok=True)
    spill = str(lake.staging / "spill")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": spill,
        "preserve_insertion_order": "false",
    }
    database = duckdb.connect(config=settings)
    for name in READ:
        _view(database, lake, name)
    database.register("figures", pa.Table.from_pylist([asdict(row) for row in vocabulary(DepartmentFigure)]))
    run(database, "macros")
    database.execute(f"create temp macro names_growth(name) as regexp_matches(name, '{'|'.join(GROWTH)}')")
    return database


def run(database: duckdb.DuckDBPyConnection, step: str) -> None:
    """Run one step, ``sql/{step}.sql``."""
    database.execute(files("pipelines.marts").joinpath("sql", f"{step}.sql").read_text(encoding="utf-8"))


def add_scales(database: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``scales`` of the kinds and units that ``indicator_rows`` and their targets have."""
    found = """
        select kind, unit from indicator_rows where kind is not null
        union select target_is, target_unit from indicator_rows where target is not null and target_is is not null
    """
    database.register("scales", scales(database.sql(found).fetchall()))


def scales(pairs: Iterable[tuple[str, str | None]]) -> pa.Table:
    """Return the scale that values of a kind and unit are compared on, and the unit's size in the scale's base unit.

    Values are comparable where their scales are equal: a change is no level, and 公顷 and 亩 are of one family.

    Args:
        pairs: Kind and unit; None is no unit.

    Example:
        ``("quantity", "公顷")`` has the scale of ``("quantity", "亩")`` and the factor 15.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], pair[1] or ""))
    measured = sorted(((kind, *measure(unit), unit) for kind, unit in ordered), key=lambda row: row[:3])
    numbers = {key: at for at, key in enumerate(dict.fromkeys((kind, family) for kind, family, _, _ in measured))}
    rows = [
        {"scale": numbers[kind, family], "kind": kind, "unit": unit, "factor": factor}
        for kind, family, factor, unit in measured
    ]
    types = [("scale", pa.int32()), ("kind", pa.string()), ("unit", pa.string()), ("factor", pa.decimal128(16, PLACES))]
    return pa.Table.from_pylist(rows, pa.schema(types))


def _view(database: duckdb.DuckDBPyConnection, lake: Lake, name: str) -> None:
    """Show one table of the records; one that was never published is empty."""
    if any((lake.data / "records" / name).glob("*/part.parquet")):
        database.execute(records_view(lake, name))
    else:
        database.register(name, arrow_schema(name).empty_table())
