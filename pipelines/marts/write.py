"""Writing a mart: streamed from the database into Parquet, every option fixed, so that equal rows give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.lake.place import Lake, stage
from schemas.arrow import arrow_schema
from schemas.registry import key

GROUP = 1 << 17


class Chunks(io.RawIOBase):
    """A file that gives away what was written to it, piece by piece."""

    def __init__(self) -> None:
        """Start at position 0."""
        self._pieces: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # only bytes are written
        """Take one piece."""
        self._pieces.append(bytes(piece))
        self._position += len(piece)
        return len(piece)

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._position

    def take(self) -> bytes:
        """Give away what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def write(lake: Lake, database: duckdb.DuckDBPyConnection, name: str) -> tuple[Path, int]:
    """Write the view called like the mart aside, ordered by its key.

    Returns:
        The file and its rows.
    """
    schema = arrow_schema(name)
    columns = ", ".join(schema.names)
    order = ", ".join(key(name))
    reader = database.sql(f"select {columns} from {name} order by {order}").to_arrow_reader(GROUP)
    groups = Groups(reader)
    return stage(lake, _parquet(schema, groups)), groups.rows


class Groups:
    """The rows of a reader in tables of exactly ``GROUP`` rows, the last one shorter; counts them as they pass."""

    def __init__(self, reader: Iterable[pa.RecordBatch]) -> None:
        """``reader`` is read once."""
        self._reader = reader
        self.rows = 0

    def __iter__(self) -> Iterator[pa.Table]:
        """Regroup, whatever the size of the batches."""
        waiting: list[pa.RecordBatch] = []
        for batch in self._reader:
            waiting.append(batch)
            while sum(map(len, waiting)) >= GROUP:
                table = pa.Table.from_batches(waiting)
                waiting = table.slice(GROUP).to_batches()
                yield self._counted(table.slice(0, GROUP))
        if waiting:
            yield self._counted(pa.Table.from_batches(waiting))

    def _counted(self, table: pa.Table) -> pa.Table:
        self.rows += len(table)
        return table


def _parquet(schema: pa.Schema, groups: Iterable[pa.Table]) -> Iterator[bytes]:
    sink = Chunks()
    options = {"version": "2.6", "compression": "zstd", "compression_level": 3, "data_page_version": "1.0"}
    with pq.ParquetWriter(sink, schema, **options) as writer:
        for table in groups:
            writer.write_table(table.cast(schema).combine_chunks(), row_group_size=GROUP)
            yield sink.take()
    yield sink.take()
