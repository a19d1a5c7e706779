"""CPU seconds of reading a report, beside pdfplumber's own text and tables of the same pages in the same process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber

from extractors import extract
from schemas.extraction import Extraction
from tests.bench.measuring import median_cpu_seconds


class Reading(NamedTuple):
    """One file's CPU seconds: ours, pdfplumber's, and the pages they read."""

    name: str
    pages: int
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Ours as a share of pdfplumber's."""
        return self.ours / self.theirs


class LeftOut(NamedTuple):
    """One file that is not measured, and why not."""

    name: str
    why: str


def measure(folder: Path) -> Iterator[Reading | LeftOut]:
    """Every text PDF under a folder, the median of some rounds after one that warms up."""
    for path in sorted(folder.rglob("*.pdf")):
        pdf_bytes = path.read_bytes()
        extraction = extract(pdf_bytes, path.name)
        why = _not_comparable(extraction)
        if why or extraction.report is None:
            yield LeftOut(path.name, why)
            continue
        ours = median_cpu_seconds(lambda data=pdf_bytes, name=path.name: extract(data, name))
        theirs = median_cpu_seconds(lambda data=pdf_bytes: _read_with_pdfplumber(data))
        yield Reading(path.name, extraction.report.page_count, ours, theirs)


def _not_comparable(extraction: Extraction) -> str:
    """Why pdfplumber would do something else on a file than ``extract``; empty where it would not."""
    if extraction.report is None:
        return f"set aside: {extraction.quarantine.reason}" if extraction.quarantine else "no report"
    if extraction.report.ocr_page_count:
        return f"{extraction.report.ocr_page_count} scanned pages, which pdfplumber has no text of: see ocr below"
    unread = [finding.message for finding in extraction.findings if "no text layer" in finding.message]
    return unread[0] if unread else ""


def _read_with_pdfplumber(pdf_bytes: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf_bytes)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def show(folder: Path) -> float:
    """Print one line a file and the whole folder's ratio; gives back that ratio."""
    print(f"{'file':44}{'pages':>6}{'extract':>10}{'pdfplumber':>12}{'ratio':>8}")
    readings = []
    for reading in measure(folder):
        if isinstance(reading, LeftOut):
            print(f"{reading.name:44}left out: {reading.why}")
            continue
        readings.append(reading)
        print(f"{reading.name:44}{reading.pages:6}{reading.ours:9.3f}s{reading.theirs:11.3f}s{reading.ratio:8.2f}")
    ours, theirs = (sum(getattr(reading, side) for reading in readings) for side in ("ours", "theirs"))
    print(f"{'all':44}{sum(r.pages for r in readings):6}{ours:9.3f}s{theirs:11.3f}s{ours / theirs:8.2f}")
    return ours / theirs
