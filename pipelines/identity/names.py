"""An indicator's name as a report prints it, with what its words, its level 2 and its unit say it is."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractors.identity import IndicatorKey, NormalName, indicator_key, normal_name
from extractors.identity.counting import UNSTATED, counted_by
from extractors.identity.wording import without_signs

NAMES = 1 << 18
Slot = tuple[str, str | None, str | None, str | None]
Family = tuple[str, str, str]


class PrintedName(NamedTuple):
    """A name in its place.

    Attributes:
        name: 三级指标 as printed.
        slot: What no vocabulary changes: the name without white space and punctuation, level 2, kind and unit.
        unit_family: What values of its unit count.
        normal: What it speaks of and what it counts.
        key: What its words alone propose it is.
    """

    name: str
    slot: Slot
    unit_family: str
    normal: NormalName
    key: IndicatorKey

    @property
    def family(self) -> Family:
        """The name with the families of its unit and its level 2: 人 and 名 are one, 数量 and 数量指标."""
        return self.slot[0], self.unit_family, self.key.level2

    @property
    def is_stated(self) -> bool:
        """Whether name or unit states what is counted."""
        return bool(self.slot[3]) or self.normal.counted not in UNSTATED


class Sighting(NamedTuple):
    """A name and the first report, by report_id, that prints it."""

    printed: PrintedName
    report_id: str | None = None


@lru_cache(NAMES)
def printed_name(name: str, level2: str | None, kind: str | None, unit: str | None) -> PrintedName:
    """Make out a name.

    Example:
        ``printed_name("培训人次", "数量指标", "quantity", "人次").normal == NormalName("培训", "人次")``
    """
    key = indicator_key(name, level2, kind, unit)
    slot = (without_signs(name), level2, kind, unit)
    return PrintedName(name, slot, counted_by(kind, unit), normal_name(name, kind, unit), key)
