"""Rows as text: a table for people, CSV and JSON for programs; exact numbers stay exact in each."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

WIDE = 10_000
SHOWN_DIGITS = 2  # behind the point of a float in a table; of one nearer to nought so many that are not nought

Rows = Sequence[Sequence[Any]]


def render(names: Sequence[str], rows: Rows, how: str) -> str:
    """Rows in one of the formats ``table``, ``csv`` and ``json``, ending with a line break."""
    return {"table": as_table, "csv": as_csv, "json": as_json}[how](names, rows)


def as_table(names: Sequence[str], rows: Rows) -> str:
    """A table as wide as it needs to be, or as the terminal where there is one."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_shown(value) for value in row))
    sink = io.StringIO()
    terminal = Console(markup=False)
    Console(file=sink, width=terminal.width if terminal.is_terminal else WIDE, markup=False).print(table)
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines()) + "\n"


def _shown(value: Any) -> str:
    """A value in a table: of a float, which is never an exact figure, no more digits than people read."""
    if isinstance(value, float) and math.isfinite(value):
        rounded = round(value, SHOWN_DIGITS)
        return plain(rounded if rounded or not value else float(f"{value:.{SHOWN_DIGITS}g}"))
    return plain(value)


def as_csv(names: Sequence[str], rows: Rows) -> str:
    """CSV with a header; null is an empty field, a list is JSON."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerows([names, *([plain(value) for value in row] for row in rows)])
    return sink.getvalue()


def as_json(names: Sequence[str], rows: Rows) -> str:
    """A JSON array of objects; decimals are numbers with all their digits, dates are ISO 8601.

    Example:
        ``as_json(["a"], [[Decimal("1.50")]]) == '[\\n{"a": 1.5}\\n]\\n'``
    """
    if not rows:
        return "[]\n"
    return "[\n" + ",\n".join(_literal(dict(zip(names, row, strict=True))) for row in rows) + "\n]\n"


def plain(value: Any) -> str:
    """A value as one reads it: nothing for null, no trailing zeros, true and false in words."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _literal(value)


def _literal(value: Any) -> str:
    """A value as JSON. The json module can't write a decimal with all its digits, so containers are written here."""
    if isinstance(value, Decimal):
        return digits(value) if value.is_finite() else "null"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{json.dumps(str(k), ensure_ascii=False)}: {_literal(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value.isoformat() if isinstance(value, date | datetime) else str(value), ensure_ascii=False)


def digits(value: Decimal) -> str:
    """A decimal without exponent and without zeros that say nothing.

    Example:
        ``digits(Decimal("12.000000")) == "12"``
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
