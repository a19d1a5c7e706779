"""The raw folder: which PDFs lie in it, and which of them are new or changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipelines.lake.manifest import Current, Manifest, SeenFile


def scan(raw: Path) -> list[SeenFile]:
    """Every PDF under a folder, or the one file, ordered by path; hidden files are left out.

    Raises:
        FileNotFoundError: There is no such folder or file.

    Example:
        A file ``raw/2023/市科协.pdf`` has the uri ``2023/市科协.pdf`` and is of the collection ``2023``.
    """
    if not raw.exists():
        raise FileNotFoundError(f"{raw}: no such file or folder")
    root = raw if raw.is_dir() else raw.parent
    return sorted((_source(root, file) for file in _pdfs(raw) if file.is_file()), key=lambda source: source.uri)


def unread(sources: list[SeenFile], register: Manifest, version: str) -> list[SeenFile]:
    """What a run has to read: new and changed files, and those last read by another version or with an incident."""
    known, current = register.known(), register.current()
    return [source for source in sources if not _is_read(current.get(known.get(source, "")), version)]


def _is_read(current: Current | None, version: str) -> bool:
    return current is not None and current.version == version and not current.incident


def _pdfs(raw: Path) -> Iterator[Path]:
    if raw.is_file():
        yield raw
    for folder, folders, names in os.walk(raw):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if name.lower().endswith(".pdf") and not name.startswith("."))


def _source(root: Path, file: Path) -> SeenFile:
    status = file.stat()
    uri = file.relative_to(root).as_posix()
    return SeenFile(str(file.absolute()), str(root.absolute()), uri, status.st_size, status.st_mtime_ns)
