"""One cell of a vocabulary file, read as the type its column has."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import partial
from types import UnionType
from typing import Any, get_args, get_origin

BOOLS = {"yes": True, "no": False}


def cell_reader(type_: Any) -> Callable[[str], Any]:
    """The reader of cells of a type: text, numbers, yes or no, one of a list, a regex, or words with | between them.

    Raises:
        TypeError: Cells of such a type can't be read.

    Example:
        ``cell_reader(int)("3") == 3``, ``cell_reader(tuple[str, ...])("厅|局") == ("厅", "局")``
    """
    if get_origin(type_) is UnionType:
        return cell_reader(next(part for part in get_args(type_) if part is not type(None)))
    if get_origin(type_) is re.Pattern:
        return _pattern
    if get_origin(type_) is tuple:
        return lambda cell: tuple(cell.split("|"))
    if issubclass(type_, StrEnum):
        return partial(_one_of, type_)
    return READERS[type_]


def _number(cell: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError(f"{cell!r} is no whole number")
    return int(cell)


def _decimal(cell: str) -> Decimal:
    try:
        return Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"{cell!r} is no number") from None


def _bool(cell: str) -> bool:
    if cell not in BOOLS:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return BOOLS[cell]


def _one_of(words: type[StrEnum], cell: str) -> StrEnum:
    if cell not in set(words):
        raise ValueError(f"{cell!r} is none of {', '.join(words)}")
    return words(cell)


def _pattern(cell: str) -> re.Pattern[str]:
    try:
        return re.compile(cell)
    except re.error as error:
        raise ValueError(f"{cell!r} is no regular expression: {error}") from None


READERS: dict[Any, Callable[[str], Any]] = {str: str, int: _number, Decimal: _decimal, bool: _bool}
