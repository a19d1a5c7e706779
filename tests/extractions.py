"""The sample reports as extracted, each once a process, whichever tests ask for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractors import extract
from schemas.extraction import Extraction


@cache
def extracted(path: Path) -> Extraction:
    """Every record of a sample report; an extraction is frozen, so that tests can share it."""
    return extract(path.read_bytes(), path.name)
