"""``python -m tests.bench [FOLDER]``: how fast reports are read."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.reading import show

show(Path(sys.argv[1] if len(sys.argv) > 1 else "raw"))
