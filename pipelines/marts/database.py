"""The database a build works in: views over the records, the vocabularies it needs, and its SQL steps."""

from __future__ import annotations

import itertools
from collections import defaultdict
from decimal import Decimal
from importlib.resources import files

import duckdb
import pyarrow as pa

from pipelines.lake.place import Lake
from pipelines.query import records_view
from schemas.arrow import arrow_schema
from schemas.vocabulary import vocabulary

READ = ("reports", "evaluations", "indicators", "amounts", "claims", "findings")
MEMORY = "4GB"
PLACES = 9


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
    database.register("conversions", conversions())
    database.register("figures", pa.Table.from_pylist([dict(row) for row in vocabulary("department_figures")]))
    return database


def run(database: duckdb.DuckDBPyConnection, step: str) -> None:
    """Run one step, ``sql/{step}.sql``."""
    database.execute(files("pipelines.marts").joinpath("sql", f"{step}.sql").read_text(encoding="utf-8"))


def conversions() -> pa.Table:
    """Return how much one unit is worth in another, wherever that is an exact decimal: 1 千米 is 1000 米.

    Example:
        The row ``{"unit": "千米", "into": "米", "multiplier": Decimal("1000")}``
    """
    families: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in vocabulary("unit_families"):
        families[row["family"]][row["unit"]] = Decimal(row["factor"])
    rows = [
        {"unit": unit, "into": into, "multiplier": family[unit] / family[into]}
        for family in families.values()
        for unit, into in itertools.permutations(family, 2)
    ]
    schema = pa.schema([("unit", pa.string()), ("into", pa.string()), ("multiplier", pa.decimal128(18, PLACES))])
    return pa.Table.from_pylist([row for row in rows if _exact(row["multiplier"])], schema)


def _exact(multiplier: object) -> bool:
    return isinstance(multiplier, Decimal) and multiplier == round(multiplier, PLACES)


def _view(database: duckdb.DuckDBPyConnection, lake: Lake, name: str) -> None:
    """Show one table of the records; one that was never published is empty."""
    if any((lake.data / "records" / name).glob("*/part.parquet")):
        database.execute(records_view(lake, name))
    else:
        database.register(name, arrow_schema(name).empty_table())
