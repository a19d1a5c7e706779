"""The filters of ``read``: what may be asked of a column, as Arrow understands it."""

from __future__ import annotations

import difflib
import functools
import operator
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from math import isnan
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema
from schemas.registry import MARTS, TABLES


class FilterError(ValueError):
    """A table or a column that there is none of, or a value that a column can't hold."""


class Wanted(NamedTuple):
    """What one column is to be: one of some values of its type, or null."""

    values: pa.Array
    null: bool


def schema_of(table: str) -> pa.Schema:
    """The columns of a table.

    Raises:
        FilterError: There is no such table.
    """
    if table not in {**TABLES, **MARTS}:
        raise FilterError(f"there is no table {_not_among(table, [*TABLES, *MARTS])}")
    return arrow_schema(table)


def wanted(table: str, filters: Mapping[str, Any]) -> dict[str, Wanted]:
    """What is asked of each column, in the column's own type; ``"2023"`` and ``2023.0`` are the year 2023.

    Raises:
        FilterError: The table has no such column, or the column can't hold such a value.

    Example:
        ``wanted("indicators", {"actual_value": 93.5})`` asks for ``Decimal("93.5")``, exactly.
    """
    schema = schema_of(table)
    unknown = next((name for name in filters if name not in schema.names), None)
    if unknown is not None:
        raise FilterError(f"{table} has no column {_not_among(unknown, schema.names)}")
    return {name: _wanted(f"{table}.{name}", _item_type(schema, name), value) for name, value in filters.items()}


def condition(schema: pa.Schema, asked: Mapping[str, Wanted]) -> pc.Expression | None:
    """The rows that are one of what is asked of every column that holds single values; None where nothing is."""
    parts = [_is_one_of(name, one) for name, one in asked.items() if not pa.types.is_list(schema.field(name).type)]
    return functools.reduce(operator.and_, parts) if parts else None


def holding(table: pa.Table, asked: Mapping[str, Wanted]) -> pa.Table:
    """The rows of which every column of lists holds at least one of what is asked of it."""
    for name, one in asked.items():
        if pa.types.is_list(table.schema.field(name).type):
            lists = table[name].combine_chunks()
            hits = pc.is_in(pc.list_flatten(lists), one.values)
            rows = pc.unique(pc.list_parent_indices(lists).filter(hits))
            found = pc.is_in(pa.array(range(len(table)), rows.type), rows)
            table = table.filter(pc.or_(found, pc.is_null(lists)) if one.null else found)
    return table


def _is_one_of(name: str, one: Wanted) -> pc.Expression:
    field = pc.field(name)
    found = field == one.values[0] if len(one.values) == 1 else field.isin(one.values)
    if one.null:
        return field.is_null() | found if len(one.values) else field.is_null()
    return found


def _item_type(schema: pa.Schema, name: str) -> pa.DataType:
    type_ = schema.field(name).type
    return type_.value_type if pa.types.is_list(type_) else type_


def _wanted(place: str, type_: pa.DataType, value: Any) -> Wanted:
    if hasattr(value, "columns"):
        raise FilterError(f"{place}: a whole table is no filter; give one of its columns")
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes)
    items = [_plain(item) for item in value] if several else [_plain(value)]
    known = [_as_held(place, type_, item) for item in items if item is not None]
    return Wanted(pa.array([item for item in known if _fits(item, type_)], type_), len(known) < len(items))


def _plain(value: Any) -> Any:
    """A value of numpy, pandas or Arrow as Python's own; None for what they call missing."""
    if hasattr(value, "as_py"):
        value = value.as_py()
    elif hasattr(value, "dtype"):
        value = value.item()
    is_missing = type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float | Decimal) and isnan(value))
    return None if is_missing else value


def _as_held(place: str, type_: pa.DataType, value: Any) -> Any:
    try:
        return _converted(type_, value)
    except (TypeError, ValueError, InvalidOperation, OverflowError):
        raise FilterError(f"{place} is {_in_words(type_)}; {value!r} is none") from None


def _converted(type_: pa.DataType, value: Any) -> Any:
    """A value as the column holds it; a number may be printed as text, but text is never made of a number."""
    expected = str if pa.types.is_string(type_) else bool if pa.types.is_boolean(type_) else None
    if expected is not None or isinstance(value, bool):
        if expected is None or not isinstance(value, expected):
            raise TypeError
        return value
    number = Decimal(str(value))  # 93.5 is the 93.5 that was typed, not the nearest binary fraction
    if pa.types.is_integer(type_):
        if number != int(number):
            raise ValueError
        return int(number)
    return float(number) if pa.types.is_floating(type_) else number


def _fits(value: Any, type_: pa.DataType) -> bool:
    """Whether a column of the type can hold a value at all; no row is equal to one it can't: the year 99999."""
    try:
        pa.scalar(value, type_)
    except (pa.ArrowInvalid, OverflowError):
        return False
    return True


def _in_words(type_: pa.DataType) -> str:
    if pa.types.is_boolean(type_):
        return "True or False"
    return "text" if pa.types.is_string(type_) else "a whole number" if pa.types.is_integer(type_) else "a number"


def _not_among(name: str, names: Iterable[str]) -> str:
    known = list(names)
    near = difflib.get_close_matches(name, known, n=1)
    meant = f", perhaps {near[0]!r}" if near else ""
    return f"{name!r}{meant}; there are {', '.join(known)}"
