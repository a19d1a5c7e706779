"""Cells of the other columns that hold numbers: sums of money and points."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from extractors.values.amounts import amounts
from extractors.values.cleaning import clean
from extractors.values.missing import read_missing

CENT = Decimal("0.01")
POINTS = re.compile(r"(?P<points>\d+(?:\.\d+)?)分?")

MOST_POINTS = 10_000


def read_money(text: str, unit: str | None) -> tuple[Decimal | None, str | None]:
    """Read one cell of a column of money.

    Args:
        text: The cell as printed: ``9,381.56``, ``-5``, ``(12.3)`` for a negative, ``1,234.5万元``.
        unit: The column's unit as printed (元, 万元, …); a unit in the cell goes before it. None where none is known.

    Returns:
        The amount in 元 to the cent, and what was left over: None where the cell is understood, also as empty. A
        number without any unit is left over, not guessed.

    Example:
        ``read_money("9,381.56", "万元") == (Decimal("93815600.00"), None)``
    """
    plain = clean(text)
    if read_missing(plain):
        return None, None
    negative = re.fullmatch(r"\((?P<sum>[\d.,]+[^()]*)\)", plain)
    amount = _sum(f"-{negative['sum']}" if negative else plain, unit)
    return (None, plain) if amount is None else (amount.quantize(CENT, ROUND_HALF_UP), None)


def read_points(text: str) -> Decimal | None:
    """Read one cell of 分值 or 得分; None for anything but one number of points, or more than any form gives.

    Example:
        ``read_points("９．５分") == Decimal("9.5")``
    """
    match = POINTS.fullmatch(clean(text))
    points = Decimal(match["points"]) if match else None
    return points if points is not None and points < MOST_POINTS else None


def _sum(plain: str, unit: str | None) -> Decimal | None:
    """Read the one amount a text is, in 元; None where it is not money or has no unit."""
    found = amounts(plain)
    if len(found) != 1 or found[0].start or found[0].end != len(plain) or found[0].more:
        return None
    cell = found[0]
    if cell.unit.name:
        return cell.value if cell.unit.name == "元" else None
    return cell.value * factor if cell.scale == 1 and (factor := _yuan(unit)) else None


def _yuan(unit: str | None) -> Decimal | None:
    """Turn one of a column's unit into 元."""
    word = re.sub(r"^.*[:(]|\)$", "", clean(unit or ""))  # 单位：万元, 金额（万元）
    found = amounts(f"1{word}")
    return found[0].value if found and found[0].unit.name == "元" else None
