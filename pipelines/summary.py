"""What a lake holds, in figures: the table at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.parquet as pq

from pipelines.ingest import IngestResult
from pipelines.lake.frames import read_arrow
from pipelines.lake.place import Lake
from pipelines.printing import as_table
from schemas.registry import TABLES

SHOWN = ("reports", "evaluations", "indicators", "amounts", "goals", "findings", "quarantine")


def counts(lake: Lake) -> dict[str, int]:
    """Published rows by table, from the files' footers alone."""
    return {
        name: sum(pq.read_metadata(part).num_rows for part in (lake.data / "records" / name).rglob("part.parquet"))
        for name in TABLES
    }


def summary(lake: Lake, reading: IngestResult, seconds: float) -> str:
    """The table at the end of a run, with the name of every file that was set aside or could not be opened."""
    held = counts(lake)
    rows: list[tuple[str, object]] = [("quarantined" if name == "quarantine" else name, held[name]) for name in SHOWN]
    rows += [("read now", len(reading.receipts)), ("read before", reading.skipped), ("seconds", round(seconds, 1))]
    return as_table(("in the lake", ""), rows) + "".join(f"{line}\n" for line in _asides(lake, reading))


def _asides(lake: Lake, reading: IngestResult) -> Iterator[str]:
    for row in read_arrow(lake, "quarantine").sort_by("file_name").to_pylist():
        detail = f" ({row['detail']})" if row["detail"] else ""
        yield f"quarantined {row['file_name']}: {row['reason']}{detail}"
    for path, cause in reading.unopened:
        yield f"not opened {path}: {cause}"
