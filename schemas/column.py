"""How a field of a record describes its column: Arrow type, Chinese name, meaning, one example."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NamedTuple


class Column(NamedTuple):
    """One column of one table of the contract."""

    name: str
    type: str
    chinese: str
    meaning: str
    nullable: bool
    allowed: tuple[str, ...]
    example: str


def column(type_: str, chinese: str, meaning: str, **options: Any) -> Any:
    """Declare a dataclass field as a column.

    Args:
        type_: Arrow type in words: ``string``, ``int16``, ``bool``, ``float32``, ``decimal(28,6)``, ``list<string>``.
        chinese: The field's standard Chinese term.
        meaning: One sentence, with the unit.
        **options: ``required`` (never null), ``allowed`` (the closed list of values), ``example``, ``default``.

    Example:
        ``weight: Decimal | None = column("decimal(8,4)", "分值", "Points the row can earn.", example="10")``
    """
    required = options.pop("required", False)
    described = {
        "type": type_,
        "chinese": chinese,
        "meaning": meaning,
        "nullable": not required,
        "allowed": tuple(options.pop("allowed", ())),
        "example": options.pop("example", ""),
    }
    if not required:
        options.setdefault("default", None)
    return dataclasses.field(metadata=described, **options)


def columns(table: type) -> Iterator[Column]:
    """Every column of a table's dataclass, in the order it is stored.

    Example:
        ``[c.name for c in columns(Quarantine)] == ["sha256", "file_name", "reason", "detail"]``
    """
    for item in dataclasses.fields(table):
        yield Column(name=item.name, **item.metadata)
