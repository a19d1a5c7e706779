"""CPU seconds of reading a report, beside pdfplumber's own text and tables of the same pages in the same process."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber

from extractors import extract

ROUNDS = 3


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


def measure(folder: Path) -> Iterator[Reading]:
    """Every text PDF under a folder, the median of some rounds after one that warms up."""
    for path in sorted(folder.rglob("*.pdf")):
        pdf_bytes = path.read_bytes()
        extraction = extract(pdf_bytes, path.name)
        unread = any(finding.rule == "low_confidence" for finding in extraction.findings)
        if extraction.report is None or unread:
            continue
        ours = _median(lambda data=pdf_bytes, name=path.name: extract(data, name))
        theirs = _median(lambda data=pdf_bytes: _read_with_pdfplumber(data))
        yield Reading(path.name, extraction.report.page_count, ours, theirs)


def _read_with_pdfplumber(pdf_bytes: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf_bytes)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_cpu_seconds(work) for _ in range(ROUNDS))


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def show(folder: Path) -> float:
    """Print one line a file and the whole folder's ratio; gives back that ratio."""
    print(f"{'file':44}{'pages':>6}{'extract':>10}{'pdfplumber':>12}{'ratio':>8}")
    readings = []
    for reading in measure(folder):
        readings.append(reading)
        print(f"{reading.name:44}{reading.pages:6}{reading.ours:9.3f}s{reading.theirs:11.3f}s{reading.ratio:8.2f}")
    ours, theirs = (sum(getattr(reading, side) for reading in readings) for side in ("ours", "theirs"))
    print(f"{'all':44}{sum(r.pages for r in readings):6}{ours:9.3f}s{theirs:11.3f}s{ours / theirs:8.2f}")
    return ours / theirs
