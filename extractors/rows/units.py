"""Units of one row: the unit a bare number takes over, and which units can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.rows import UnitFamily

NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
SCALES = tuple(Decimal(10) ** power for power in (0, 4, 8, 12, 3, 2, -1))
YEARLY = "/年"
UNLIKELY = 100
LENDING = ("quantity", "money", "percent", "duration", "change", "ordinal")


class Measure(NamedTuple):
    """The family a unit belongs to and its size in the family's base unit."""

    family: str
    factor: Decimal


@cache
def _measures() -> Mapping[str, Measure]:
    return {row.unit: Measure(row.family, row.factor) for row in vocabulary(UnitFamily)}


def measure(unit: str | None) -> Measure:
    """Tell a unit's family and size; a unit of which nothing is known is a family of its own.

    An evaluation covers one year, so that 次/年 is 次.

    Example:
        ``measure("千米") == ("长度", Decimal(1000))``
    """
    yearly = (unit or "").removesuffix(YEARLY)
    return _measures().get(yearly, Measure(yearly, Decimal(1)))


def comparable(one: Value, other: Value) -> bool:
    """Whether two values measure the same thing in units that convert exactly: 12 公里 and 12000 米, 5 家 and 6 个."""
    return one.kind == other.kind and measure(one.unit).family == measure(other.unit).family


def is_bare(value: Value) -> bool:
    """Whether a value is a number without a unit. Example: ``is_bare(read_value("≥12"))``."""
    return value.kind == "quantity" and value.unit is None and isinstance(value.value, Decimal)


def settle_units(target: Value, actual: Value, target_raw: str | None, actual_raw: str | None) -> tuple[Value, Value]:
    """Give a bare number the printed unit of the other side of its row.

    The unit printed is what it takes, scale included: beside 5 亿元 a bare 6 is 6 亿元, not 6 元.

    Args:
        target: As read from ``target_raw``.
        actual: As read from ``actual_raw``.
        target_raw: As printed; shows the scale of the unit.
        actual_raw: As printed.

    Returns:
        Both sides, target first. A bare fraction beside a percentage (0.95 beside 90%) stays bare, for it may be 95 %;
        so does a number that the scale would make a hundred times the other side (13500 beside 1.2万人次).
    """
    return _lend(actual, target, actual_raw), _lend(target, actual, target_raw)


def _lend(lender: Value, borrower: Value, printed: str | None) -> Value:
    """Return the borrower in the lender's unit when it is bare, else as it is."""
    if not is_bare(borrower) or is_bare(lender) or lender.kind not in LENDING or lender.number is None:
        return borrower
    scale = _scale(lender, printed or "")
    if scale is None or borrower.number is None or _fraction(lender, borrower):
        return borrower
    if scale > 1 and abs(borrower.number * scale) >= UNLIKELY * abs(lender.number) > 0:
        return borrower
    high = None if borrower.number_high is None else borrower.number_high * scale
    kind, unit, basis = lender.kind, lender.unit, lender.basis
    return replace(borrower, kind=kind, unit=unit, basis=basis, value=borrower.number * scale, value_high=high)


def _fraction(lender: Value, borrower: Value) -> bool:
    if lender.kind != "percent" or lender.number is None or borrower.number is None:
        return False
    return 0 < borrower.number <= 1 < lender.number


def _scale(lender: Value, printed: str) -> Decimal | None:
    """How much one printed number of the lender's cell is worth in its unit; None where the cell does not show it."""
    numbers = [Decimal(text.replace(",", "").replace("，", "")) for text in NUMBER.findall(printed)]
    if not numbers:
        return Decimal(1) if not re.search("[万亿千百]", printed) else None
    found = (scale for scale in SCALES for number in numbers if abs(number) * scale == abs(lender.number or 0))
    return next(found, None)
