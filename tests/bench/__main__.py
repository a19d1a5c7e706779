"""``python -m tests.bench``: reading the sample reports, and comparison in a lake of 100,000 generated reports.

``python -m tests.bench reading FOLDER`` or ``lake REPORTS`` measures one of them on other material.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from tests.bench import lake, reading

which, size = (*sys.argv[1:], "", "")[:2]
logging.getLogger("pdfminer").setLevel(logging.ERROR)
if which in ("", "reading"):
    reading.show(Path(size or "raw"))
if which in ("", "lake"):
    for line in lake.measure(int(size or 100_000)):
        print(line, flush=True)
