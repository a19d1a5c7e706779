"""``python -m tests.bench``: reading texts and scans, and comparison in a lake of 100,000 generated reports.

``reading FOLDER``, ``ocr``, ``recall``, ``calibration``, ``rewordings`` or ``lake REPORTS`` measures one of them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import calibration, lake, ocr, reading, recall, rewordings


def _lake(reports: str) -> None:
    for line in lake.measure(int(reports or 100_000)):
        print(line, flush=True)


MEASURES: dict[str, Callable[[str], object]] = {
    "reading": lambda folder: reading.show(Path(folder or "raw")),
    "ocr": lambda _: ocr.show(),
    "recall": lambda _: recall.show(),
    "calibration": lambda _: calibration.show(),
    "rewordings": lambda _: rewordings.show(),
    "lake": _lake,
}

which, size = (*sys.argv[1:], "", "")[:2]
if which and which not in MEASURES:
    sys.exit(f"{which}: not one of {', '.join(MEASURES)}")
logging.getLogger("pdfminer").setLevel(logging.ERROR)
for name, measure in MEASURES.items():
    if which in ("", name):
        measure(size)
