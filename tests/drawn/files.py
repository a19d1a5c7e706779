"""Drawn forms as bytes and as files, named by split, seed and number."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.drawn.canvas import write
from tests.drawn.form import draw_file
from tests.drawn.model import Item, Look

WRITERS: dict[str, Callable[[list[Item], Look], bytes]] = {"canvas": write}
FACES = Path("/usr/share/fonts")


class Drawn(NamedTuple):
    """A form's name, its PDF and the truth about it."""

    name: str
    pdf: bytes
    truth: dict[str, Any]


def drawn(number: int, origin: tuple[str, str], *, writer: str = "canvas", has_fonts: bool = False) -> Drawn:
    """The form of this number by seed and split: ``drawn(1, ("7", "train"))``."""
    seed, split = origin
    name = f"{split}-{seed}-{number:04d}"
    file = draw_file(name, split)
    if has_fonts:
        file.look.face = Random(f"{name} face").choice(["", *_faces()])
    file.truth["features"] |= {"writer": writer, "font": Path(file.look.face).stem or "STSong-Light"}
    return Drawn(name, WRITERS[writer](file.items, file.look), file.truth)


def write_files(
    folder: Path, count: int, origin: tuple[str, str], *, writer: str = "canvas", has_fonts: bool = False
) -> list[str]:
    """Writes the first forms of a seed; gives back their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(1, count + 1):
        made = drawn(number, origin, writer=writer, has_fonts=has_fonts)
        (folder / f"{made.name}.pdf").write_bytes(made.pdf)
        (folder / f"{made.name}.json").write_text(
            json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        names.append(made.name)
    return names


def _faces() -> list[str]:
    """Chinese TrueType faces of the system that reportlab can embed."""
    return sorted(
        str(path) for name in ("wqy-*.ttc", "ukai.ttc", "uming.ttc", "*simsun*.tt?") for path in FACES.rglob(name)
    )


def has_chromium() -> bool:
    return shutil.which("chromium") is not None
