"""The lake's folder: where each kind of file lies, and the one way a file comes to be there."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

YEARLESS = frozenset({"quarantine"})
UNKNOWN_YEAR = "__HIVE_DEFAULT_PARTITION__"
STALE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Lake:
    """One folder of results, ``DATA`` of the command line.

    Example:
        ``Lake(Path("data")).part("indicators", 2023)`` is ``data/records/indicators/fiscal_year=2023/part.parquet``
    """

    data: Path

    def stored(self, sha256: str) -> Path:
        """Where the bytes of a report lie."""
        return self.data / "store" / sha256[:2] / f"{sha256}.pdf"

    def extraction(self, name: str) -> Path:
        """Where one extraction lies; its name begins with the report_id."""
        return self.data / "extractions" / name[:2] / name

    def sheet(self, name: str) -> Path:
        """Where one file of the OCR cache lies, named by a digest."""
        return self.data / "ocr" / name[:2] / name

    def part(self, table: str, year: int | None) -> Path:
        """Where the current records of one table and fiscal year lie; None is a year that can't be told.

        A table without fiscal years (quarantine) is one file, which pandas could not read from a folder of no year.
        """
        if table in YEARLESS:
            return self.data / "records" / table / "part.parquet"
        return self.data / "records" / table / f"fiscal_year={UNKNOWN_YEAR if year is None else year}" / "part.parquet"

    def mart(self, name: str) -> Path:
        """Where one table for comparison lies."""
        return self.data / "marts" / f"{name}.parquet"

    @property
    def indicators(self) -> Path:
        """The registry of indicator names and the ids they keep."""
        return self.data / "registry" / "indicators.parquet"

    @property
    def alias_reviews(self) -> Path:
        """What people decided of two indicators: whether they are one."""
        return self.data / "registry" / "alias_reviews.csv"

    @property
    def manifest(self) -> Path:
        """The register of files seen and of the extraction that is current for each report."""
        return self.data / "manifest.sqlite"

    @property
    def staging(self) -> Path:
        """Where files are written before they are moved into place; the same disk, so that moving is one step."""
        return self.data / ".staging"


def stage(lake: Lake, content: Iterable[bytes]) -> Path:
    """Write content beside the lake's files, down to the disk; ``os.replace`` then puts it in its place in one step."""
    lake.staging.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=lake.staging)
    with os.fdopen(handle, "wb") as file:
        for chunk in content:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    staged = Path(name)
    staged.chmod(0o644)
    return staged


def put(staged: Path, place: Path) -> None:
    """Move a staged file into its place; whoever reads sees the old file or the new one, never a part."""
    place.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(place)


def sweep(lake: Lake) -> None:
    """Remove what runs that died left in the staging folder; younger files may belong to a run that is at work."""
    for left in lake.staging.glob("*"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            left.unlink(missing_ok=True)


@contextmanager
def one_writer(lake: Lake) -> Iterator[None]:
    """Wait until no other process publishes into this lake, and keep others waiting meanwhile."""
    lake.data.mkdir(parents=True, exist_ok=True)
    with (lake.data / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
