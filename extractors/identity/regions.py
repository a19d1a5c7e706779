"""Regions: a printed place name to its GB/T 2260 code in a year, over renamings and changes of code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from extractors.text.regions import COUNTY, region_of
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import NotRegion, RegionName

LONGEST = 15
LEVELS = "省市区县州盟旗"
REACH = 60
FOREVER = 9999


class Region(NamedTuple):
    """One name and code of a region in the years they hold.

    ``anchor`` is the first code the region had since 2012: 即墨市 (370282) and, from 2017, 即墨区 (370215) are one.
    """

    code: str
    name: str
    short: str
    first_year: int
    last_year: int
    anchor: str

    def holds(self, year: int | None) -> bool:
        """Tell whether name and code were valid in the year; True when no year is known."""
        return year is None or self.first_year <= year <= self.last_year

    def within(self, other: Region) -> bool:
        """Tell whether this region lies in the other by the digits of their codes."""
        return self.code != other.code and self.code.startswith(_stem(other.code))


class RegionsNamed(NamedTuple):
    """Regions a text may name from its start, and how many characters name them."""

    regions: tuple[Region, ...]
    length: int


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


@cache
def regions() -> tuple[Region, ...]:
    """Every name and code of every region from 2012 on."""
    return tuple(
        Region(row.code, row.name, row.short, row.first_year, row.last_year or FOREVER, row.anchor)
        for row in vocabulary(RegionName)
    )


def _grouped(keys: Callable[[Region], Iterable[str]]) -> Mapping[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = defaultdict(list)
    for region in regions():
        for key in keys(region):
            found[key].append(region)
    return {key: tuple(items) for key, items in found.items()}


@cache
def _named() -> Mapping[str, tuple[Region, ...]]:
    """Regions by full name, and by short name with the level's last character: 延边州, 孟连县."""
    return _grouped(lambda region: {region.name, region.short + region.name[-1]})


@cache
def _shortened() -> Mapping[str, tuple[Region, ...]]:
    return _grouped(lambda region: {region.short})


@cache
def _coded() -> Mapping[str, tuple[Region, ...]]:
    return _grouped(lambda region: {region.anchor})


def place(text: str, year: int | None, short: bool = False) -> RegionsNamed:
    """Read the regions a text starts with, each inside the one before: 安徽省安庆市怀宁县….

    Args:
        text: Starts with the region, if with any.
        year: The fiscal year; names valid in it come before others.
        short: Also read names without their level: 安庆科技局.

    Returns:
        The candidates for the deepest region named (none where the text starts with no region; several for 鼓楼区), and
        the number of characters read.

    Example:
        ``place("安庆市怀宁县民政局", 2022) == RegionsNamed((Region("340822", …),), 6)``
    """
    found: tuple[Region, ...] = ()
    end = 0
    while step := _step(text[end:], found, year, short):
        found, end = step.regions, end + step.length
    return RegionsNamed(found, end)


def _step(text: str, inside: tuple[Region, ...], year: int | None, short: bool) -> RegionsNamed | None:
    """Return the longest name of a region inside those found before that the text starts with."""
    for length in range(min(LONGEST, len(text)), 1, -1):
        name = text[:length]
        named = _named().get(name, ()) or (_shortened().get(name, ()) if short else ())
        fit = [region for region in named if not inside or any(region.within(outer) for outer in inside)]
        if fit:
            return RegionsNamed(_valid(fit, year), length)
    return None


def _valid(found: Iterable[Region], year: int | None) -> tuple[Region, ...]:
    found = tuple(found)
    return tuple(region for region in found if region.holds(year)) or found


def unlisted(text: str) -> str:
    """Return the regions a text starts with by their form alone: a place the standard does not list, a zone is none.

    Example:
        ``unlisted("某水市财政局") == "某水市"``, ``unlisted("经济开发区管委会") == ""``
    """
    zones = tuple(row.word for row in vocabulary(NotRegion))
    found = (region_of(text, lowest) or text for lowest in range(COUNTY, 0, -1))
    return next((name for name in found if name != text and not name.endswith(zones)), "")


def places(text: str, year: int | None) -> Iterator[RegionsNamed]:
    """Every region named in full in running text, longest names first, without overlaps."""
    start = 0
    while start < len(text):
        if text[start : start + 2] not in _beginnings():
            start += 1
            continue
        found = place(text[start : start + REACH], year)
        if found.length > 2:
            yield found
        start += found.length or 1


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of every name, by which most of a text is passed over."""
    return frozenset(name[:2] for name in _named())


def lineage(found: Iterable[Region]) -> frozenset[str]:
    """Return the anchors of the candidates; one anchor is one region."""
    return frozenset(region.anchor for region in found)


def in_year(anchor: str, year: int | None) -> Region | None:
    """Return the name and code a region had in a year; without a year only where its code never changed.

    Example:
        ``in_year("370282", 2020).name == "即墨区"``
    """
    history = _coded()[anchor]
    if year is None:
        return history[-1] if len({region.code for region in history}) == 1 else None
    return next((region for region in history if region.holds(year)), None)


def outer(region: Region, year: int | None) -> tuple[Region, ...]:
    """Return the city and the province a region lies in, the nearer first."""
    around = (item for item in regions() if region.within(item) and item.holds(year))
    return tuple(sorted(around, key=lambda item: (len(_stem(item.code)), item.first_year), reverse=True))
