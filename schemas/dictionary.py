"""The data dictionary: every table and column in words, written from the dataclasses that define them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.column import Column, columns
from schemas.registry import MARTS, REGISTRIES, TABLES, key

_OPENING = """# Data dictionary

Written by `python -m schemas.dictionary` from `schemas/tables.py`, `schemas/marts.py` and `schemas/identity.py`; change
those, not this page.

Exact numbers are decimals. Money is in 元, points are the form's 分, pages count from 1, boxes are in PDF points from
the top left of the page as shown. `_raw` columns hold the text as printed.
"""


def data_dictionary() -> str:
    """The whole page as Markdown.

    Example:
        ``"| target_raw | 年度指标值 | string |" in data_dictionary()``
    """
    parts = [_OPENING]
    parts.extend(_chapter("Records", "DATA/records/TABLE/fiscal_year=YYYY/part.parquet", TABLES))
    parts.extend(_chapter("Marts", "DATA/marts/NAME.parquet", MARTS))
    parts.extend(
        _chapter("Registry", "DATA/registry/indicators.parquet`, `DATA/registry/alias_reviews.csv", REGISTRIES)
    )
    return "\n".join(parts)


def _chapter(title: str, place: str, tables: Mapping[str, type]) -> Iterator[str]:
    yield f"## {title}\n\n`{place}`\n"
    for name, table in tables.items():
        keys = ", ".join(f"`{part}`" for part in key(name))
        yield f"### {name}\n\n{(table.__doc__ or '').strip()}\n\nKey: {keys}\n"
        yield "| column | 中文 | type | null | meaning | example |\n| --- | --- | --- | --- | --- | --- |"
        yield "\n".join(_row(column) for column in columns(table)) + "\n"


def _row(column: Column) -> str:
    one_of = f" One of {', '.join(f'`{word}`' for word in column.allowed)}." if column.allowed else ""
    example = f"`{column.example}`" if column.example else ""
    null = "yes" if column.nullable else ""
    return f"| {column.name} | {column.chinese} | {column.type} | {null} | {column.meaning}{one_of} | {example} |"


if __name__ == "__main__":
    print(data_dictionary(), end="")
