"""What a target or actual cell says, as an exact number with its comparator and unit, or in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """One value expression.

    Attributes:
        kind: quantity, money, percent, change, ratio, duration, date, ordinal, qualitative or missing.
        comparator: =, >=, >, <=, <, between; None for qualitative and missing.
        value: Exact, scaled once into ``unit`` (money in 元); None where nothing could be read for sure. A date is
            YYYYMMDD, 00 for a part not printed (2023年12月 is 20231200); a ratio is its quotient to six places.
        value_high: Upper end of a range.
        unit: Canonical unit; ``pp`` is percentage points.
        basis: What a change is measured against: yoy, mom, base, …
        approx: 约, 左右, 近, 余 and the like.
        unread: What was left over of a text that holds digits but was not fully understood.

    Example:
        ``read_value("≥1.93 亿元") == Value("money", ">=", Decimal("193000000"), unit="元")``
    """

    kind: str
    comparator: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    basis: str | None = None
    approx: bool = False
    unread: str | None = None
