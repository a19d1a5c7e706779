"""Which report someone means by an id, the beginning of one, a file name or a path."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipelines.lake.manifest import Current, existing_manifest
from pipelines.lake.place import Lake


class NotFoundError(LookupError):
    """No report, or more than one, answers to the name."""


def find_report(lake: Lake, name: str) -> Current:
    """The one report that a name stands for.

    Args:
        lake: Where to look.
        name: A report_id or SHA-256, the beginning of one, a file name, a path under the raw folder or on disk. A file
            that lies in the raw folder goes before one that is gone.

    Raises:
        NotFoundError: There is none, or there are several; the message lists them.
        FileNotFoundError: The lake is empty.
    """
    with existing_manifest(lake) as register:
        current, seen = register.current(), register.seen()
    called = [(sha256, gone) for source, sha256, gone in seen if name in (source.name, source.uri, source.path)]
    matches = (
        {sha256 for sha256, gone in called if not gone and sha256 in current}
        or {sha256 for sha256, _ in called if sha256 in current}
        or {sha256 for sha256 in current if sha256.startswith(name.lower())}
        or _same_bytes(Path(name)) & set(current)
    )
    if not matches:
        raise NotFoundError(f"{name}: no such report in {lake.data}")
    if len(matches) > 1:
        listed = ", ".join(f"{sha256[:16]} ({current[sha256].uri})" for sha256 in sorted(matches))
        raise NotFoundError(f"{name}: several reports are meant: {listed}")
    return current[matches.pop()]


def _same_bytes(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    with path.open("rb") as file:
        return {hashlib.file_digest(file, "sha256").hexdigest()}
