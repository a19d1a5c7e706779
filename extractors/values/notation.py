"""A value in writing: ISO 8601 for dates, 3:7 for ratios, plain figures for the rest."""

from __future__ import annotations

from decimal import Decimal

from extractors.values.cleaning import clean
from extractors.values.ratios import find_ratio
from schemas.value import Value


def notation(value: Value, text: str) -> str | None:
    """Write a value as people exchange it, where its decimal alone would not show what was printed.

    Args:
        value: What ``read_value`` gave for ``text``.
        text: The cell as printed; ratios take their terms from it, qualitative values are it.

    Returns:
        ``2023-12-31``, ``2023-12``, ``--06-30`` where the year is not printed, ``+1-01-31`` for 次年1月31日, ``3:7``;
        None where there is no value.

    Example:
        ``notation(read_value("6月30日前"), "6月30日前") == "--06-30"``
    """
    if value.kind == "qualitative":
        return text
    ratio = find_ratio(clean(text)) if value.kind == "ratio" else None
    if ratio:
        return f"{ratio.first}:{ratio.second}"
    if value.value is None:
        return None
    return _date(value.value) if value.kind == "date" else f"{value.value:f}"


def _date(value: Decimal) -> str:
    """Write YYYYMMDD with its unprinted parts left out."""
    figures = f"{int(value):08d}"
    year, month, day = int(figures[:4]), figures[4:6], figures[6:]
    start = "-" if year == 0 else f"+{year}" if year < 100 else str(year)
    end = [part if part != "00" else "" for part in (month, day)]
    return "-".join([start, *(end if end[1] else end[:1] if end[0] else [])])
