"""What the commands do; ``cli`` only declares them."""

from __future__ import annotations

import time
from pathlib import Path

import click
import pyarrow.parquet as pq
from rich.console import Console

from pipelines import ingest, printing, rerun
from pipelines.explaining import as_json, explanation, of_page
from pipelines.find_report import NotFoundError, find_report
from pipelines.lake.place import Lake
from pipelines.picture import picture
from pipelines.progress import Shown
from pipelines.query import query
from pipelines.summary import summary
from pipelines.trace import COLUMNS, trace
from pipelines.watching import watching

FINDINGS = """
select record_id, department, fiscal_year, page, severity, rule, message, expected, observed, records
from findings where report_id like ?
order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, record_id
"""


def run(lake: Lake, plan: ingest.Plan) -> str:
    """Read, publish and compare; returns the summary."""
    start, shown = time.monotonic(), Shown(Console(stderr=True))
    try:
        reading = ingest.read_reports(lake, plan, shown)
    finally:
        shown.close()
    ingest.publish_records(lake, plan.force)
    ingest.build_marts(lake)
    return summary(lake, reading, time.monotonic() - start)


def read_again(lake: Lake, report: str, accept: bool, extractor: str = "extractors") -> list[str]:
    """Read a report again, storing the result only where it is accepted; returns the differences as lines."""
    current, shown = find_report(lake, report), Shown(Console(stderr=True))
    shown.begin(1)
    try:
        with watching(lake, shown.page):
            content = rerun.read_again(lake, current, accept, extractor)
    finally:
        shown.close()
    if accept:
        rerun.accept(lake, content)
        ingest.publish_records(lake)
        ingest.build_marts(lake)
    return list(rerun.describe(rerun.changes(lake, current, content)))


def show_trace(lake: Lake, record_id: str, png: Path | None) -> str:
    """Every field of a record with its places, and the page with the boxes marked where a file is named for it."""
    found = trace(lake, record_id)
    if png:
        pdf = lake.stored(find_report(lake, found.report_id).sha256).read_bytes()
        png.write_bytes(picture(pdf, found.places(), found.page))
    return f"{found.table} {found.record_id}\n{printing.as_table(COLUMNS, found.rows())}"


def answer(lake: Lake, sql: str, how: str, out: Path | None) -> str:
    """The rows of a query as text; nothing where they went into a file."""
    if how == "parquet" and out is None:
        raise click.UsageError("--format parquet needs --out FILE")
    result = query(lake, sql)
    if how == "parquet":
        pq.write_table(result.to_arrow_table(), out)
        return ""
    text = printing.render([column[0] for column in result.description], result.fetchall(), how)
    if out is None:
        return text
    out.write_text(text, encoding="utf-8")
    return ""


def list_findings(lake: Lake, report: str | None, how: str) -> str:
    """The findings of one report or of all, the worst first."""
    result = query(lake, FINDINGS, [find_report(lake, report).sha256[:16] if report else "%"])
    return printing.render([column[0] for column in result.description], result.fetchall(), how)


def explain(lake: Lake, file: Path, page: int | None, how: str) -> str:
    """How the tables of a file, or of a report in the lake, are read, and why.

    Raises:
        IsADirectoryError: A folder is named.
        NotFoundError: There is no such file, and no such report.
        ValueError: The file can't be read.
    """
    from extractors.explain import explain as explained
    from extractors.intake import Rejection

    evidence = explained(_report_file(lake, file).read_bytes(), file.name)
    if isinstance(evidence, Rejection):
        raise ValueError(f"{file}: not read, as it is {evidence.reason.replace('_', ' ')}: {evidence.detail}")
    shown = of_page(evidence, page) if page else evidence
    return as_json(shown) if how == "json" else "\n".join(explanation(shown)) or "no tables\n"


def _report_file(lake: Lake, file: Path) -> Path:
    """The file of that name, or the stored one of a report in the lake that answers to it."""
    if file.is_dir():
        raise IsADirectoryError(21, "a folder; name one file in it", str(file))
    if file.is_file():
        return file
    try:
        return lake.stored(find_report(lake, str(file)).sha256)
    except FileNotFoundError:
        raise NotFoundError(f"{file}: no such file, and no reports in {lake.data}") from None
