"""What ``jixiao vocab check`` says: what was checked, what is wrong with it, and what a user's rows do to ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.own_words import FOLDER, OwnFolder, own_folder
from schemas.vocabulary import Fault
from schemas.vocabulary.check import find_faults, find_own_faults
from schemas.vocabulary.overlay import our_lines, own_lines
from schemas.vocabulary.overriding import overriding
from schemas.vocabulary.table import defined


class WordCheck(NamedTuple):
    """What a check found, and what it says of what it checked."""

    faults: tuple[Fault, ...]
    lines: tuple[str, ...]


def check_words() -> WordCheck:
    """Check our vocabulary and the user's.

    Raises:
        NotADirectoryError: There is no folder as ``JIXIAO_VOCAB`` names it.
    """
    ours, folder = find_faults(), own_folder()
    own = [*folder.faults, *find_own_faults(folder.overlay)] if folder else []
    faults = (*ours, *own)
    said = [] if ours else [_ours()]
    said += [f"your own words: none, as {FOLDER} names no folder"] if folder is None else _own(folder, not own)
    said += [f"{len(faults)} faults" if len(faults) > 1 else "1 fault" if faults else "sound"]
    return WordCheck(faults, (*map(str, faults), *said))


def _ours() -> str:
    return f"our words: {len(defined())} tables, {sum(len(our_lines(row)) for row in defined().values())} rows"


def _own(folder: OwnFolder, is_sound: bool) -> Iterator[str]:
    """Of a sound folder the tables with their rows and what those do to ours; of any what was not read."""
    yield from (f"{folder.name}: {name} is no CSV file of a table and not read" for name in folder.unread)
    if not folder.overlay and is_sound:
        yield f"your own words: folder {folder.name} holds no CSV file, so that nothing is laid over our words"
    if not folder.overlay or not is_sound:
        return
    for line, said in overriding(folder.overlay):
        yield f"note: {line.file}:{line.number}: {said}"
    rows = Counter({file.table: len(own_lines(defined()[file.table], folder.overlay)) for file in folder.overlay})
    tables = ", ".join(f"{name} {count}" for name, count in rows.items())
    yield f"your own words: folder {folder.name}, {len(rows)} tables, {rows.total()} rows ({tables})"
