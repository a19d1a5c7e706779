"""What a materialization shows of itself in Dagster: figures and a preview, as plain values and Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.ingest import IngestResult
from pipelines.lake.place import Lake
from pipelines.printing import plain
from pipelines.query import query
from pipelines.summary import counts

PREVIEW = """
select department, fiscal_year, level3, target_raw, actual_raw, met
from indicators order by fiscal_year desc nulls last, record_id limit 10
"""


def of_reading(reading: IngestResult) -> dict[str, Any]:
    """Reports read, pages, rows by table and what was set aside, with a line per report."""
    figures = {"reports_read": len(reading.receipts), "reports_skipped": reading.skipped}
    figures["pages"] = sum(receipt.pages for receipt in reading.receipts)
    figures["quarantined"] = sum(receipt.reason is not None for receipt in reading.receipts)
    for name in ("indicators", "amounts", "goals", "findings"):
        figures[name] = sum(receipt.counts[name] for receipt in reading.receipts)
    rows = [
        (r.file_name, r.pages, r.counts["indicators"], r.counts["findings"], r.reason) for r in reading.receipts[:50]
    ]
    return figures | {"preview": markdown(("report", "pages", "indicators", "findings", "set aside"), rows)}


def of_records(lake: Lake, years: Sequence[int | None]) -> dict[str, Any]:
    """Published rows by table, the years written and the first indicators."""
    result = query(lake, PREVIEW)
    preview = markdown([column[0] for column in result.description], result.fetchall())
    return counts(lake) | {"years_written": ", ".join(str(year or "unknown") for year in years), "preview": preview}


def markdown(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as a Markdown table.

    Example:
        ``markdown(["a"], [[1]]) == "| a |\\n| --- |\\n| 1 |"``
    """
    cells = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cell(value: Any) -> str:
    return plain(value).replace("|", "\\|").replace("\n", " ")
