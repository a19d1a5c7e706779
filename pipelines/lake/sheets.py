"""The OCR cache: what was read of each picture, in the lake's folder ``ocr``, so that no picture is read twice.

A file holds the sheet of one picture under the picture's key, or under a page's place the key of the picture it gave.
Its first bytes are a digest of its name and of the rest: what was cut off or changed is as good as missing.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipelines.lake.extractions import from_bytes, to_bytes
from pipelines.lake.place import Lake, put, stage
from schemas.page import Glyph, Rule

if TYPE_CHECKING:
    from extractors.pictures.sheet import Sheet

FORMAT = b"sheet 1"  # another where files are written otherwise: older ones are then as good as missing
LIMIT = 4 << 30  # bytes, some 300,000 pages
FOLDERS = 256
BLOCK = 4096  # bytes: what a file takes of the disk is a multiple of it
DIGEST_BYTES = 16
RECENT_SECONDS = 86400.0  # a use that was so lately is not noted again

GLYPH = [pa.field(name, pa.string() if name == "text" else pa.float64()) for name in Glyph._fields]
RULE = [pa.field(name, pa.float64()) for name in Rule._fields]


@dataclass(frozen=True, slots=True)
class KeptSheets:
    """The cache of one lake, for ``PictureReader``; any number of processes may use it at a time.

    Attributes:
        lake: Where it lies.
        limit: Bytes of disk it may take; what was not used for longest goes first.
        keeps: Whether what is read now is kept as well.
    """

    lake: Lake
    limit: int = LIMIT
    keeps: bool = True

    def get(self, key: str) -> Sheet | None:
        """The sheet of a picture, or None where it is not kept, or no longer whole."""
        content = self._recall(key)
        return None if content is None else decode(content)

    def put(self, key: str, sheet: Sheet) -> None:
        """Keep the sheet of a picture."""
        self._keep(key, encode(sheet))

    def drawn(self, place: str) -> str | None:
        """The key of the picture that a page gave when it was drawn, or None where that is not kept."""
        content = self._recall(place)
        return None if content is None else content.decode("ascii")

    def note(self, place: str, key: str) -> None:
        """Keep the key of the picture that a page gives."""
        self._keep(place, key.encode("ascii"))

    def _recall(self, name: str) -> bytes | None:
        file = self.lake.sheet(name)
        try:
            content = file.read_bytes()
        except OSError:
            return None
        if content[:DIGEST_BYTES] != _digest(name, content[DIGEST_BYTES:]):
            return None
        with suppress(OSError):  # whoever may only read the lake can't note the use
            if time.time() - file.stat().st_mtime > RECENT_SECONDS:
                os.utime(file)
        return content[DIGEST_BYTES:]

    def _keep(self, name: str, content: bytes) -> None:
        """Write a file, and remove old ones from its folder; a disk that is full or read-only costs time, no report."""
        if not self.keeps:
            return
        file = self.lake.sheet(name)
        with suppress(OSError):
            put(stage(self.lake, [_digest(name, content), content]), file)
            _make_room(file.parent, self.limit // FOLDERS)


def encode(sheet: Sheet) -> bytes:
    """A sheet as one row of an Arrow stream, every number with all its digits."""
    columns = {
        "turn": pa.array([sheet.turn], pa.int8()),
        "skew": pa.array([sheet.skew], pa.float64()),
        "glyphs": _one_list(GLYPH, sheet.glyphs),
        "rules": _one_list(RULE, sheet.rules),
    }
    return to_bytes(pa.table(columns))


def decode(content: bytes) -> Sheet:
    """What ``encode`` was given."""
    from extractors.pictures.sheet import Sheet

    table = from_bytes(content)
    glyphs, rules = _columns(table["glyphs"]), _columns(table["rules"])
    turn, skew = table["turn"][0].as_py(), table["skew"][0].as_py()
    return Sheet(turn, skew, tuple(map(Glyph._make, glyphs)), tuple(map(Rule._make, rules)))


def _one_list(fields: list[pa.Field], rows: tuple[tuple[Any, ...], ...]) -> pa.ListArray:
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    records = pa.StructArray.from_arrays(arrays, fields=fields)
    return pa.ListArray.from_arrays(pa.array([0, len(records)], pa.int32()), records)


def _columns(lists: pa.ChunkedArray) -> Iterable[tuple[Any, ...]]:
    columns = lists.chunk(0).values.flatten()
    return zip(*(c.to_pylist() if c.type == pa.string() else c.to_numpy().tolist() for c in columns), strict=True)


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.blake2b(FORMAT + name.encode() + content, digest_size=DIGEST_BYTES).digest()


def _make_room(folder: Path, room: int) -> None:
    """Remove the files of a folder that were not used for longest, until the rest takes no more than its room.

    Keys are digests, so the folders fill alike, and looking at one of them keeps the whole within its limit.
    """
    with os.scandir(folder) as entries:
        files = sorted(((entry.stat(), entry.path) for entry in entries), key=lambda file: -file[0].st_mtime_ns)
    for status, path in files:
        room -= -(-status.st_size // BLOCK) * BLOCK
        if room < 0:
            Path(path).unlink(missing_ok=True)
