"""Make the sample PDFs: ``python -m tests.samples raw``; with ``--golden DIR`` also their truths.

Those that are to be scans are printed to ``tests/samples/printed`` and scanned from there.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .data import form_files, reports
from .page import forms_page, report_page
from .scan import PRINTED, scan, scanned_samples
from .truth import as_json, truths
from .writers import face_rules, write_pdf


def main() -> None:
    """Write every sample under OUT, printing its name and size."""
    parser = argparse.ArgumentParser(prog="python -m tests.samples", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the PDFs, such as raw")
    parser.add_argument("--golden", type=Path, help="folder for the truths, such as tests/golden")
    parser.add_argument("--only", default="", help="only names that hold this word")
    asked = parser.parse_args()
    for name, pdf in samples(asked.only):
        target = asked.out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_scanned(pdf, target.stem))
        print(f"{target.stat().st_size:>8} {name}")
    if asked.golden:
        for stem, truth in truths().items():
            (asked.golden / f"{stem}.json").write_text(as_json(truth), encoding="utf-8")


def samples(word: str = "") -> Iterator[tuple[str, bytes]]:
    """Path under ``raw/`` and bytes of every sample whose path holds the word."""
    for report in reports():
        if word in report.path:
            yield report.path, _printed(partial(report_page, report), report.layout.writer)
    for file in form_files():
        if word in file.path:
            yield file.path, _printed(partial(forms_page, file), "weasyprint")


def _scanned(pdf: bytes, stem: str) -> bytes:
    """The file as it lies in ``raw/``; the print of one that is a scan is kept."""
    wears = scanned_samples()
    if stem not in wears:
        return pdf
    PRINTED.mkdir(exist_ok=True)
    (PRINTED / f"{stem}.pdf").write_bytes(pdf)
    return scan(pdf, wears[stem]).pdf


def _printed(page: Callable[[str], str], writer: str) -> bytes:
    """Print a page, fonts cut to its own characters."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html = folder / "page.html"
        html.write_text(page(face_rules(folder, page("") + "0123456789-", writer)), encoding="utf-8")
        return write_pdf(html, writer)


if __name__ == "__main__":
    main()
