"""The manifest: which files were seen, with size and time, and which extraction is current for each report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.lake.extractions import Receipt
from pipelines.lake.place import Lake

_TABLES = """
create table if not exists files (
    path text not null, root text not null, uri text not null, size integer not null, mtime integer not null,
    sha256 text not null, gone integer not null, primary key (path, sha256)
);
create table if not exists reports (
    sha256 text primary key, extraction text not null, version text not null,
    years text not null, incident integer not null
);
create table if not exists published (year integer, fingerprint text not null, tables text not null);
"""

_CURRENT = """
select r.sha256, r.extraction, r.version, r.years, r.incident,
       (select f.uri from files f where f.sha256 = r.sha256 order by f.gone, f.uri limit 1)
from reports r order by r.sha256
"""


class SeenFile(NamedTuple):
    """A PDF as it lies in the raw folder: ``uri`` is its path under ``root``; ``mtime`` in nanoseconds."""

    path: str
    root: str
    uri: str
    size: int
    mtime: int

    @property
    def collection(self) -> str:
        """The folder under the raw folder that holds the file, ``.`` for the raw folder itself."""
        return collection_of(self.uri)

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return self.uri.rpartition("/")[2]


def collection_of(uri: str) -> str:
    """The collection of a path under the raw folder. Example: ``collection_of("2023/市科协.pdf") == "2023"``."""
    return uri.rpartition("/")[0] or "."


@dataclass(frozen=True, slots=True)
class Current:
    """The extraction that stands for a report, and where its file was last seen under the raw folder."""

    sha256: str
    extraction: str
    version: str
    years: tuple[int | None, ...]
    incident: bool
    uri: str | None


class PublishedYear(NamedTuple):
    """What a year's published records were made from, and the tables that have rows of it."""

    fingerprint: str
    tables: tuple[str, ...]


class Manifest:
    """An open manifest; every method is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use ``manifest(lake)`` instead."""
        self._sql = connection

    def known(self) -> dict[SeenFile, str]:
        """The SHA-256 of every file as it was when it was last seen; files that are gone are left out."""
        return {source: sha256 for source, sha256, gone in self.seen() if not gone}

    def seen(self) -> list[tuple[SeenFile, str, bool]]:
        """Every file ever seen with its SHA-256, and whether it is gone, or other bytes stand in its place."""
        rows = self._sql.execute("select path, root, uri, size, mtime, sha256, gone from files")
        return [(SeenFile(*row[:5]), row[5], bool(row[6])) for row in rows]

    def see(self, source: SeenFile, sha256: str) -> None:
        """Remember a file with its signature."""
        self.miss([source])
        self._sql.execute("insert or replace into files values (?, ?, ?, ?, ?, ?, 0)", (*source, sha256))

    def miss(self, sources: Iterable[SeenFile]) -> None:
        """Remember that files are gone; what was read from them stays."""
        self._sql.executemany("update files set gone = 1 where path = ?", [(source.path,) for source in sources])

    def current(self) -> dict[str, Current]:
        """What stands for each report, by SHA-256 in order."""
        rows = self._sql.execute(_CURRENT)
        return {
            sha256: Current(sha256, extraction, version, tuple(json.loads(years)), bool(incident), uri)
            for sha256, extraction, version, years, incident, uri in rows
        }

    def make_current(self, receipt: Receipt) -> None:
        """Let an extraction stand for its report."""
        years = json.dumps(receipt.years)
        row = (receipt.sha256, receipt.extraction, receipt.version, years, receipt.incident)
        self._sql.execute("insert or replace into reports values (?, ?, ?, ?, ?)", row)

    def published(self) -> dict[int | None, PublishedYear]:
        """What the published records of each year were made from."""
        rows = self._sql.execute("select year, fingerprint, tables from published")
        return {year: PublishedYear(fingerprint, tuple(json.loads(tables))) for year, fingerprint, tables in rows}

    def publish(self, years: dict[int | None, PublishedYear]) -> None:
        """Remember what the published records are made from, now that all of them are in their place."""
        rows = [(year, item.fingerprint, json.dumps(item.tables)) for year, item in years.items()]
        with self._sql:
            self._sql.execute("begin")
            self._sql.execute("delete from published")
            self._sql.executemany("insert into published values (?, ?, ?)", rows)


@contextmanager
def manifest(lake: Lake) -> Iterator[Manifest]:
    """Open the lake's manifest, made new where there is none."""
    lake.data.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(lake.manifest, timeout=60, isolation_level=None)
    try:
        connection.executescript(_TABLES)
        yield Manifest(connection)
    finally:
        connection.close()


@contextmanager
def existing_manifest(lake: Lake) -> Iterator[Manifest]:
    """Open the lake's manifest to read it only.

    Raises:
        FileNotFoundError: Nothing was ever run into this folder.
    """
    if not lake.manifest.exists():
        raise FileNotFoundError(f"{lake.data}: no results here; `jixiao run` makes them")
    connection = sqlite3.connect(f"{lake.manifest.resolve().as_uri()}?mode=ro", uri=True, timeout=60)
    try:
        yield Manifest(connection)
    finally:
        connection.close()
