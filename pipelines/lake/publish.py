"""Publishing: the current extractions of all reports, as one plain Parquet file per table and fiscal year."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.lake import extractions
from pipelines.lake.manifest import Current, manifest
from pipelines.lake.place import UNKNOWN_YEAR, Lake, one_writer, put, stage
from pipelines.lake.settle import STEPS, Tables
from schemas.arrow import arrow_schema
from schemas.registry import TABLES, key

LAYOUT = "1"


def publish(lake: Lake) -> list[int | None]:
    """Bring the published records up to date with the current extractions, and return the years that were written.

    A year whose extractions, sources and table definitions are what they were is left alone. All files of a run are
    written before the first is moved into its place, so the time in which a reader could meet old and new side by side
    is that of the moves alone; a run that dies before the end is completed by the next.
    """
    with one_writer(lake), manifest(lake) as register:
        years = _by_year(register.current().values())
        fingerprints = {_name(year): _fingerprint(current) for year, current in years.items()}
        known = register.published()
        stale = [year for year in years if known.get(_name(year)) != fingerprints[_name(year)] or _gaps(lake, year)]
        staged = [move for year in stale for move in _staged(lake, year, years[year])]
        for file, place in staged:
            put(file, place)
        _drop(lake, set(fingerprints))
        if stale or set(known) != set(fingerprints):
            register.publish(fingerprints)
    return stale


def to_parquet(table: pa.Table) -> bytes:
    """A table as Parquet with every option fixed, so that equal tables give equal bytes."""
    sink = io.BytesIO()
    pq.write_table(
        table.combine_chunks(), sink, version="2.6", compression="zstd", compression_level=3,
        row_group_size=1 << 17, data_page_version="1.0", use_dictionary=True, write_statistics=True,
    )  # fmt: skip
    return sink.getvalue()


def _staged(lake: Lake, year: int | None, current: list[Current]) -> Iterator[tuple[Path, Path]]:
    """Each table of one year written aside, with the place it is to be moved to."""
    for name, table in _year_tables(lake, year, current).items():
        stored = table.drop_columns("fiscal_year") if "fiscal_year" in table.column_names else table
        yield stage(lake, [to_parquet(stored)]), lake.part(name, year)


def _year_tables(lake: Lake, year: int | None, current: list[Current]) -> Tables:
    tables = extractions.tables(lake, [item.extraction for item in current])
    uris = {item.sha256: item.uri for item in current if item.uri}
    tables = {name: _of_year(table, year) for name, table in tables.items()}
    tables |= {name: _with_source(tables[name], uris) for name in ("reports", "quarantine")}
    for step in STEPS:
        tables = dict(step(tables))
    return {name: _sorted(name, tables[name]) for name in TABLES}


def _of_year(table: pa.Table, year: int | None) -> pa.Table:
    if "fiscal_year" not in table.column_names:
        return table if year is None else table.slice(0, 0)
    years = table["fiscal_year"]
    return table.filter(pc.is_null(years) if year is None else pc.equal(years, year))


def _with_source(table: pa.Table, uris: Mapping[str, str]) -> pa.Table:
    """Name every report after the file it was last seen in, whatever it was called when it was read."""
    found = [uris.get(sha256) for sha256 in table["sha256"].to_pylist()]
    names = [
        uri.rpartition("/")[2] if uri else old for uri, old in zip(found, table["file_name"].to_pylist(), strict=True)
    ]
    for name, values in (("file_name", names), ("source_uri", found)):
        place = table.schema.get_field_index(name)
        if place >= 0:
            table = table.set_column(place, table.schema.field(name), pa.array(values, pa.string()))
    return table


def _sorted(name: str, table: pa.Table) -> pa.Table:
    return table.select(arrow_schema(name).names).sort_by([(column, "ascending") for column in key(name)])


def _by_year(current: Iterable[Current]) -> dict[int | None, list[Current]]:
    """Reports by the years they speak of; the unknown year is always there, so that every table has a file."""
    years: dict[int | None, list[Current]] = {None: []}
    for item in current:
        for year in item.years:
            years.setdefault(year, []).append(item)
    return years


def _fingerprint(current: list[Current]) -> str:
    digest = hashlib.sha256(f"{LAYOUT}{[arrow_schema(name).to_string() for name in TABLES]}".encode())
    for item in current:
        digest.update(f"{item.extraction} {item.uri}\n".encode())
    return digest.hexdigest()


def _gaps(lake: Lake, year: int | None) -> bool:
    return not all(lake.part(name, year).exists() for name in TABLES)


def _drop(lake: Lake, years: set[str]) -> None:
    """Remove the files of years that no report speaks of any more."""
    for place in (lake.data / "records").glob("*/fiscal_year=*/part.parquet"):
        if place.parent.name.removeprefix("fiscal_year=") not in years:
            place.unlink()
            place.parent.rmdir()


def _name(year: int | None) -> str:
    return UNKNOWN_YEAR if year is None else str(year)
