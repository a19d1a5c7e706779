"""Publishing: the current extractions of all reports, as one plain Parquet file per table and fiscal year."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.identity.registry import PublishedName, Registry
from pipelines.identity.tables import NAMED_BY, Tables, published, with_identity
from pipelines.lake import extractions, registry_file
from pipelines.lake.manifest import Current, PublishedYear, manifest
from pipelines.lake.parquet import to_parquet
from pipelines.lake.place import Lake, one_writer, put, stage
from schemas.arrow import arrow_schema
from schemas.identity import AliasReview
from schemas.registry import TABLES, key
from schemas.vocabulary import digest

LAYOUT = "2"


def publish(lake: Lake, anew: bool = False, moment: str | None = None) -> list[int | None]:
    """Bring the published records up to date with the current extractions, and return the years that were written.

    A table has a file for each year it has rows of, and one without rows where it has none at all. All files are
    written before the first is moved into its place, so the time in which a reader could meet old and new side by side
    is that of the moves alone; a run that dies before the end is completed by the next.

    Args:
        lake: Where to publish.
        anew: Write every year, also those whose extractions, sources, tables and vocabulary are what they were.
        moment: When this is, for the registry to tell since when a name has its id.
    """
    with one_writer(lake), manifest(lake) as register:
        years = _by_year(register.current().values())
        registry = registry_file.load(lake, moment)
        reviews = registry_file.standing_reviews(lake, registry)
        fingerprints = {year: _fingerprint(current, reviews) for year, current in years.items()}
        known = register.published()
        stale = [year for year in years if anew or not _is_fresh(lake, year, known.get(year), fingerprints[year])]
        if stale or registry.lost:
            registry.take_up(published_names(lake))
            registry.review(reviews)
        staged = {year: _staged(lake, Year(year, years[year]), registry) for year in sorted(stale, key=_in_order)}
        registry.review(reviews)
        registry_file.store(lake, registry)
        held = {year: tuple(staged[year]) if year in staged else known[year].tables for year in years}
        _place(lake, staged)
        _tidy(lake, {lake.part(name, year) for year, names in held.items() for name in names})
        register.publish({year: PublishedYear(fingerprints[year], held[year]) for year in years})
    return stale


class Year(NamedTuple):
    """A fiscal year and the reports that speak of it."""

    year: int | None
    current: list[Current]


def _in_order(year: int | None) -> tuple[bool, int]:
    """Order years, the unknown last: a new name joins the indicator of an earlier year."""
    return year is None, year or 0


def published_names(lake: Lake) -> Iterator[PublishedName]:
    """Return what departments report by the records as they stand."""
    names = [*NAMED_BY, "report_id", "department_id", "department", "indicator_id"]
    for part in sorted((lake.data / "records" / "indicators").glob("fiscal_year=*/part.parquet")):
        table = pq.read_table(part, columns=names, partitioning=None)
        year = part.parent.name.partition("=")[2]
        years = pa.array([int(year) if year.isdigit() else None] * table.num_rows, pa.int16())
        yield from published(table.append_column("fiscal_year", years))


def _staged(lake: Lake, year: Year, registry: Registry) -> dict[str, Path]:
    """Each table that has rows of a year, written aside."""
    tables = _year_tables(lake, year, registry)
    return {name: stage(lake, [to_parquet(_stored(table))]) for name, table in tables.items() if table.num_rows}


def _stored(table: pa.Table) -> pa.Table:
    """A table as its files hold it: the year is in the folder's name."""
    return table.drop_columns("fiscal_year") if "fiscal_year" in table.column_names else table


def _place(lake: Lake, staged: Mapping[int | None, Mapping[str, Path]]) -> None:
    for year, tables in staged.items():
        for name, file in tables.items():
            put(file, lake.part(name, year))


def _tidy(lake: Lake, wanted: set[Path]) -> None:
    """Remove the files nothing is held in any more, and give every table without rows its one empty file."""
    held = {place.relative_to(lake.data / "records").parts[0] for place in wanted}
    empty = {name: lake.part(name, None) for name in TABLES if name not in held}
    for name, place in empty.items():
        if not place.exists() or pq.read_metadata(place).num_rows:
            put(stage(lake, [to_parquet(_stored(arrow_schema(name).empty_table()))]), place)
    for place in (lake.data / "records").glob("*/fiscal_year=*/part.parquet"):
        if place not in wanted | set(empty.values()):
            place.unlink()
            place.parent.rmdir()


def _year_tables(lake: Lake, year: Year, registry: Registry) -> Tables:
    tables = extractions.tables(lake, [item.extraction for item in year.current])
    uris = {item.sha256: item.uri for item in year.current if item.uri}
    tables = {name: _of_year(table, year.year) for name, table in tables.items()}
    tables |= {name: _with_source(tables[name], uris) for name in ("reports", "quarantine")}
    identified = with_identity(tables, registry)
    return {name: _sorted(name, identified[name]) for name in TABLES}


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
    """Reports by the years they speak of."""
    years: dict[int | None, list[Current]] = {}
    for item in current:
        for year in item.years:
            years.setdefault(year, []).append(item)
    return years


def _fingerprint(current: list[Current], reviews: list[AliasReview]) -> str:
    fingerprint = hashlib.sha256(f"{LAYOUT}{digest()}{[arrow_schema(name).to_string() for name in TABLES]}".encode())
    fingerprint.update(repr(reviews).encode() if reviews else b"")
    for item in current:
        fingerprint.update(f"{item.extraction} {item.uri}\n".encode())
    return fingerprint.hexdigest()


def _is_fresh(lake: Lake, year: int | None, known: PublishedYear | None, fingerprint: str) -> bool:
    if known is None or known.fingerprint != fingerprint:
        return False
    return all(lake.part(name, year).exists() for name in known.tables)
