"""A vocabulary table: the class of its rows is its definition, for loading, checking and every reader of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar, dataclass_transform, get_type_hints

from schemas.vocabulary.cell import cell_reader

Row = TypeVar("Row")

_TABLES: dict[type, VocabularyTable] = {}


class Reference(NamedTuple):
    """A column whose cells must each stand in a column of another table."""

    column: str
    table: str
    other: str


class VocabularyColumn(NamedTuple):
    """One column: how a cell of it is read, and whether the cell may be empty.

    Attributes:
        name: In the file's head.
        read: The cell's value; raises ``ValueError`` with the cause.
        optional: Whether the cell may be empty, and the column missing.
    """

    name: str
    read: Callable[[str], Any]
    optional: bool


@dataclass(frozen=True, slots=True)
class VocabularyTable:
    """What holds of a table as a whole.

    Attributes:
        name: Of its file, without ``.csv``.
        key: Columns of which no two rows have the same cells; a user's row replaces ours of the same key.
        references: Cells that must stand in another table.
        first_within: Where of the rows that read a text the first counts: columns by whose cells the table falls into
            the lists that are tried; None where the order does not matter.
    """

    name: str
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    first_within: tuple[str, ...] | None
    one_meaning: tuple[str, ...]


class ReadsWhole:
    """A row whose pattern reads a text from end to end."""

    __slots__ = ()
    pattern: re.Pattern[str]

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.fullmatch(text) is not None


class ReadsWithin:
    """A row whose pattern reads a text that holds it."""

    __slots__ = ()
    pattern: re.Pattern[str]

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.search(text) is not None


@dataclass_transform(frozen_default=True, kw_only_default=True)
def table(
    name: str,
    key: tuple[str, ...] = ("word",),
    references: tuple[Reference, ...] = (),
    first_within: tuple[str, ...] | None = None,
) -> Callable[[type[Row]], type[Row]]:
    """Make a class the rows of ``vocab/{name}.csv``: a frozen dataclass whose fields are the columns.

    A field's type says how its cells are read (see ``cell_reader``); a field with a default may be empty.

    Args:
        name: See ``VocabularyTable``, as for the others.
        key: Of a row.
        references: To other tables.
        first_within: Where the order of rows matters.

    Example:
        ``@table("grades")`` over ``class GradeWord`` with ``word: str``, ``grade: Grade`` and ``source: str``
    """

    def define(row: type[Row]) -> type[Row]:
        made: type[Row] = dataclass(frozen=True, slots=True, kw_only=True)(row)
        _TABLES[made] = VocabularyTable(name, key, references, first_within, key)
        return made

    return define


def one_meaning(*names: str) -> Callable[[type[Row]], type[Row]]:
    """Let the rows of a user's folder have one meaning by fewer columns than the key; see ``VocabularyTable``.

    Example:
        ``@one_meaning("wording")`` above ``@table("column_heads", key=("role", "wording"))``
    """

    def mark(row: type[Row]) -> type[Row]:
        _TABLES[row] = dataclasses.replace(_TABLES[row], one_meaning=names)
        return row

    return mark


def table_of(row: type) -> VocabularyTable:
    """The table a class is the rows of. Example: ``table_of(GradeWord).name == "grades"``."""
    return _TABLES[row]


def defined() -> Mapping[str, type[Any]]:
    """Classes of rows by the name of their table, those of modules that are imported."""
    return {definition.name: row for row, definition in _TABLES.items()}


def columns(row: type) -> tuple[VocabularyColumn, ...]:
    """The columns of a class of rows, in order. Example: ``columns(GradeWord)[0].name == "word"``."""
    return _columns(row)


@cache
def _columns(row: type) -> tuple[VocabularyColumn, ...]:
    types = get_type_hints(row)
    return tuple(
        VocabularyColumn(item.name, cell_reader(types[item.name]), item.default is not dataclasses.MISSING)
        for item in dataclasses.fields(row)
    )
