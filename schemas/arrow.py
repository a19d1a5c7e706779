"""Tables as Arrow: the schema a record's dataclass stands for, and its rows held against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from schemas.column import Column, columns
from schemas.registry import MARTS, REGISTRIES, TABLES, key

_DATACLASSES: Mapping[str, type] = {**TABLES, **MARTS, **REGISTRIES}


class RecordError(ValueError):
    """A record that does not keep to its table: names the table, the column, the record and what is wrong."""

    def __init__(self, where: tuple[str, str], record: str, cause: str) -> None:
        """``where`` is the table's and the column's name."""
        self.table, self.column = where
        self.record, self.cause = record, cause
        super().__init__(f"{self.table}.{self.column} of {record}: {cause}")


def arrow_type(words: str) -> pa.DataType:
    """The Arrow type a column's type names.

    Example:
        ``arrow_type("decimal(28,6)") == pa.decimal128(28, 6)``
    """
    if words.startswith("decimal("):
        precision, scale = words[8:-1].split(",")
        return pa.decimal128(int(precision), int(scale))
    if words.startswith("list<"):
        return pa.list_(arrow_type(words[5:-1]))
    return pa.type_for_alias(words)


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The schema of one table of records or marts, columns in the order they are declared.

    Raises:
        KeyError: There is no such table.

    Example:
        ``arrow_schema("amounts").field("amount_yuan").type == pa.decimal128(20, 2)``
    """
    return pa.schema([pa.field(c.name, arrow_type(c.type), c.nullable) for c in columns(_DATACLASSES[name])])


def to_batch(name: str, rows: Sequence[Any]) -> pa.RecordBatch:
    """Rows of one table as one Arrow batch.

    Raises:
        RecordError: A required value is missing, a value is not of the closed list, or it does not fit its type.

    Example:
        ``to_batch("goals", [goal]).num_rows == 1``
    """
    arrays = [_array(name, column, rows) for column in columns(_DATACLASSES[name])]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(name))


def to_table(name: str, rows: Sequence[Any]) -> pa.Table:
    """Rows of one table as an Arrow table; raises as ``to_batch`` does."""
    return pa.Table.from_batches([to_batch(name, rows)])


def _array(name: str, column: Column, rows: Sequence[Any]) -> pa.Array:
    values = [getattr(row, column.name) for row in rows]
    for row, value in zip(rows, values, strict=True):
        if value is None and not column.nullable:
            raise RecordError((name, column.name), _label(name, row), "missing")
        if value is not None and column.allowed and value not in column.allowed:
            raise RecordError((name, column.name), _label(name, row), f"{value!r} is not one of {column.allowed}")
    kind = arrow_type(column.type)
    try:
        return pa.array(values, kind)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        raise _misfit(name, column, rows) from None


def _misfit(name: str, column: Column, rows: Sequence[Any]) -> RecordError:
    """The error of the first row whose value does not fit; Arrow itself does not tell which row it was."""
    for row in rows:
        value = getattr(row, column.name)
        try:
            pa.array([value], arrow_type(column.type))
        except (pa.ArrowException, OverflowError, TypeError, ValueError):
            return RecordError((name, column.name), _label(name, row), f"{value!r} does not fit {column.type}")
    return RecordError((name, column.name), "?", f"does not fit {column.type}")


def _label(name: str, row: Any) -> str:
    return "/".join(str(getattr(row, part, None)) for part in key(name))
