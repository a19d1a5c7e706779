"""The store: every report's bytes under their SHA-256, so that a report can be read again when its file is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipelines.lake.place import Lake, put, stage

CHUNK = 1 << 20


def keep(lake: Lake, file: Path) -> str:
    """Copy a file into the store and return its SHA-256; bytes that are there already are not written again.

    Raises:
        OSError: The file can't be read.
    """
    digest = hashlib.sha256()
    staged = stage(lake, _chunks(file, digest))
    place = lake.stored(digest.hexdigest())
    if place.exists():
        staged.unlink()
    else:
        put(staged, place)
    return digest.hexdigest()


def _chunks(file: Path, digest: hashlib._Hash) -> Iterator[bytes]:
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            yield chunk
