"""The vocabulary in force: our tables with a user's own rows laid over them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from schemas.vocabulary.file import FileLine, read_file, worded
from schemas.vocabulary.table import Row, table_of


class OwnFile(NamedTuple):
    """A user's file: the table whose rows it holds, how faults name it, and its text."""

    table: str
    place: str
    text: str


Overlay = tuple[OwnFile, ...]

FOLDER = "schemas/vocab"

_laid: list[Overlay] = [()]


def vocabulary(row: type[Row]) -> tuple[Row, ...]:
    """The rows of a table: a user's own first, then ours, each in the order of its file.

    Raises:
        VocabularyError: The file has a line that is no row of the table.

    Example:
        ``vocabulary(GradeWord)[0].word == "优秀"``
    """
    table: type = row
    rows: tuple[Row, ...] = _rows(table)
    return rows


@cache
def _rows(row: type[Any]) -> tuple[Any, ...]:
    return tuple(line.row for line in lines(row, laid()))


def laid() -> Overlay:
    """The user's files that are laid over ours in this process."""
    return _laid[0]


def put_over(overlay: Overlay) -> None:
    """Let a user's files lie over ours in this process; whether they are sound is asked by ``lay_over``.

    Raises:
        RuntimeError: Words were read already, and others lay over them.
    """
    if overlay != laid() and _rows.cache_info().currsize:
        raise RuntimeError("own words must be laid over the vocabulary before any of it is read")
    _laid[0] = overlay


def lines(row: type[Row], overlay: Overlay) -> list[FileLine[Row]]:
    """The rows of a table under an overlay, with where they stand; a user's row replaces ours of the same wording."""
    own = own_lines(row, overlay)
    replaced = {worded(line.row) for line in own}
    return own + [line for line in our_lines(row) if worded(line.row) not in replaced]


def our_lines(row: type[Row]) -> list[FileLine[Row]]:
    """The rows of our file of a table."""
    name = f"{table_of(row).name}.csv"
    return read_file(row, _our_text(name), f"{FOLDER}/{name}")


def own_lines(row: type[Row], overlay: Overlay) -> list[FileLine[Row]]:
    """The user's rows of a table."""
    own = (file for file in overlay if file.table == table_of(row).name)
    return [line for file in own for line in read_file(row, file.text, file.place)]


def digest() -> str:
    """A digest of the vocabulary in force, the same on any machine.

    Example:
        ``len(digest()) == 64``
    """
    return _digest(laid())


@cache
def _digest(overlay: Overlay) -> str:
    ours = [(name, _our_text(name)) for name in our_files()]
    own = sorted((file.table, _unix(file.text.removeprefix("\ufeff"))) for file in overlay)
    return hashlib.sha256(repr([ours, own]).encode()).hexdigest()


def our_files() -> Sequence[str]:
    """The names of our files, sorted."""
    return sorted(file.name for file in files("schemas").joinpath("vocab").iterdir() if file.name.endswith(".csv"))


def _our_text(name: str) -> str:
    return _unix(files("schemas").joinpath("vocab", name).read_bytes().decode("utf-8"))


def _unix(text: str) -> str:
    """The text with the line ends of this system or any other made one."""
    return text.replace("\r\n", "\n")
