"""``python -m tests.bench``: reading texts, scans and drawn forms; comparison in a lake of 100,000 generated reports.

``reading FOLDER``, ``ocr``, ``recall``, ``calibration``, ``rewordings``, ``forms COUNT``, ``lake REPORTS`` are parts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import calibration, forms, lake, ocr, reading, recall, rewordings


def _lake(reports: str) -> None:
    for line in lake.measure(int(reports or 100_000)):
        print(line, flush=True)


MEASURES: dict[str, Callable[[str], object]] = {
    "reading": lambda folder: reading.show(Path(folder or "raw")),
    "ocr": lambda _: ocr.show(),
    "recall": lambda _: recall.show(),
    "calibration": lambda _: calibration.show(),
    "rewordings": lambda _: rewordings.show(),
    "forms": lambda count: forms.show(int(count or forms.FORMS)),
    "lake": _lake,
}


def main(which: str = "", size: str = "") -> None:
    if which and which not in MEASURES:
        sys.exit(f"{which}: not one of {', '.join(MEASURES)}")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    for name, measure in MEASURES.items():
        if which in ("", name):
            measure(size)


if __name__ == "__main__":  # the processes that read drawn forms import this module
    main(*sys.argv[1:3])
