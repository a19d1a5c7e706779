"""What a target or actual cell says, as an exact number with its comparator and unit, or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DATE = re.compile(r"(?P<year>\d{4}|\+\d+|-)(?:-(?P<month>\d\d|(?=-))(?:-(?P<day>\d\d))?)?")
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Value:
    """One value expression.

    Attributes:
        kind: quantity, money, percent, change, ratio, duration, date, ordinal, qualitative or missing.
        comparator: =, >=, >, <=, <, between; None for qualitative and missing.
        value: Exact, scaled once into ``unit`` (money in 元); None where nothing could be read for sure. A date is
            written as in ISO 8601, without what is not printed: ``2023-12-31``, ``2023-12``, ``--06-30``; ``+1-01-31``
            for 次年1月31日. A ratio is its terms: ``3:7``.
        value_high: Upper end of a range, the last day of a span of dates.
        unit: Canonical unit; ``pp`` is percentage points.
        basis: What a change is measured against: yoy, mom, base, …
        approx: 约, 左右, 近, 余 and the like.
        unread: What was left over of a text that holds digits but was not fully understood.

    Example:
        ``read_value("≥1.93 亿元") == Value("money", ">=", Decimal("193000000"), unit="元")``
    """

    kind: str
    comparator: str | None = None
    value: Decimal | str | None = None
    value_high: Decimal | str | None = None
    unit: str | None = None
    basis: str | None = None
    approx: bool = False
    unread: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as one number to compare by and to store.

        A date is YYYYMMDD with 00 for a part that is not printed: 2023-12 is 20231200; a year counted from the
        evaluated one is its distance: 次年1月31日 is 10131. A ratio is its quotient to six places.
        """
        return _number(self.value)

    @property
    def number_high(self) -> Decimal | None:
        """The upper end as one number, like ``number``."""
        return _number(self.value_high)


def _number(value: Decimal | str | None) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    first, ratio, second = value.partition(":")
    return (Decimal(first) / Decimal(second)).quantize(PLACES) if ratio else _date_number(value)


def _date_number(written: str) -> Decimal | None:
    match = DATE.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part.strip("-") or 0) for part in match.groups(""))
    return Decimal(year * 10000 + month * 100 + day)
