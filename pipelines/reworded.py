"""Reworded indicators: the new name under which a department reports an indicator it has reported in another year.

The wording alone gives most ids (``extractors.identity.indicator_key``). What it leaves apart is compared only where it
matters and where a mistake is least likely: two names of one department that never stand in one year's report. An
id once published stays; a new name may join an old one, and never the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extractors.identity import IndicatorKey, indicator_key, likeness, told
from extractors.identity.counting import UNSTATED
from extractors.identity.indicators import Told
from extractors.identity.likeness import HIGH, Likeness
from extractors.identity.wording import spelt

Year = int | None


class Reported(NamedTuple):
    """An indicator as one name reports it, and whether name or unit states what is counted."""

    name: str
    said: Told
    key: IndicatorKey
    stated: bool

    @property
    def id(self) -> str:
        """The id that follows from the wording alone."""
        return self.key.id


class Published(NamedTuple):
    """An indicator in the records as they stand."""

    department_id: str | None
    fiscal_year: Year
    reported: Reported
    indicator_id: str


class NearMiss(NamedTuple):
    """Two names of a department that likeness did not join: how alike they are, and what kept them apart."""

    department_id: str
    name: str
    other: str
    score: float
    veto: str | None


def reported(name: str, level2: str | None, kind: str | None, unit: str | None) -> Reported:
    """Make out an indicator from what is printed of it.

    Example:
        ``reported("培训人次", "数量指标", "quantity", "人次").said == Told("培训", "人次")``
    """
    said = told(name, kind, unit)
    return Reported(name, said, indicator_key(name, level2, kind, unit), bool(unit) or said.counted not in UNSTATED)


class Past:
    """What every department reported in every year, and the id that every wording has been given."""

    def __init__(self, published: Iterable[Published] = ()) -> None:
        """Take up what is published; an id whose own wording is nowhere any more is given anew."""
        self.ids: dict[str, str] = {}
        self.held: dict[str, dict[Year, dict[str, Reported]]] = defaultdict(dict)
        rows = list(published)
        own = {row.reported.id for row in rows if row.indicator_id == row.reported.id}
        for row in rows:
            if row.department_id:
                self.held[row.department_id].setdefault(row.fiscal_year, {})[row.reported.id] = row.reported
            if row.indicator_id in own and self.ids.get(row.reported.id, row.reported.id) == row.reported.id:
                self.ids[row.reported.id] = row.indicator_id

    def settle(self, department_id: str | None, year: Year, found: Mapping[str, Reported]) -> dict[str, str]:
        """Give the indicators of a department and year their ids, by the id of their wording.

        Args:
            department_id: None where it is not known; its indicators have the ids of their wording.
            year: The fiscal year.
            found: Its indicators by the id of their wording.
        """
        if department_id:
            self._join(found, list(self._elsewhere(department_id, year, found)))
            self.held[department_id][year] = dict(found)
        for own in found:
            self.ids.setdefault(own, own)
        return _apart({own: self.ids[own] for own in sorted(found)})

    def _elsewhere(self, department_id: str, year: Year, found: Mapping[str, Reported]) -> Iterator[Reported]:
        """Return what the department reported in other years only."""
        others = (held for other, held in self.held[department_id].items() if other != year)
        yield from {own: item for held in others for own, item in held.items() if own not in found}.values()

    def _join(self, found: Mapping[str, Reported], elsewhere: list[Reported]) -> None:
        """Join new wordings to the one indicator of other years that each is most like."""
        taken = {self.ids[own] for own in found if own in self.ids}
        best: list[tuple[float, str, str]] = []
        for own in sorted(found.keys() - self.ids.keys()):
            alike = {self.ids.get(item.id, item.id): score for item, score in _alike(found[own], elsewhere)}
            top = [indicator_id for indicator_id, score in alike.items() if score == max(alike.values())]
            best += [(-alike[top[0]], own, top[0])] if len(top) == 1 else []
        for _, own, indicator_id in sorted(best):
            if indicator_id not in taken:
                self.ids[own] = indicator_id
                taken.add(indicator_id)

    def near_misses(self) -> list[NearMiss]:
        """List the pairs of names of a department, each of other years, that likeness came near to joining.

        Example:
            ``Past(published).near_misses()[0] == NearMiss("340822-民政", "城市低保人数", "农村低保人数", 0.8, "城市")``
        """
        found = []
        for department_id, years in sorted(self.held.items()):
            for one, other, alike in _compared(years):
                if self.ids.get(one.id, one.id) != self.ids.get(other.id, other.id):
                    found.append(NearMiss(department_id, one.name, other.name, alike.score, alike.veto))
        return sorted(found, key=lambda miss: (-miss.score, miss))


def _apart(ids: dict[str, str]) -> dict[str, str]:
    """Keep two indicators of one year apart, whatever made them one in another department or year."""
    used = {own for own, indicator_id in ids.items() if own == indicator_id}
    for own, indicator_id in ids.items():
        if own != indicator_id and indicator_id in used:
            ids[own] = own
        used.add(ids[own])
    return ids


def _alike(one: Reported, others: Iterable[Reported]) -> Iterator[tuple[Reported, float]]:
    for other in others:
        if (
            not (one.stated and other.stated)
            and spelt(one.name) == spelt(other.name)
            and one.key.level2 == other.key.level2
        ):
            yield other, 1.0  # 改造 in 户 one year and without a unit the next
        elif one.key[1:] == other.key[1:] and (found := likeness(one.said, other.said)).joined:
            yield other, found.score


def _compared(years: Mapping[Year, Mapping[str, Reported]]) -> Iterator[tuple[Reported, Reported, Likeness]]:
    """Compare every two wordings of a department that share no year."""
    seen: dict[str, set[Year]] = defaultdict(set)
    items: dict[str, Reported] = {}
    for year, held in years.items():
        for own, item in held.items():
            seen[own].add(year)
            items[own] = item
    for own in sorted(items):
        for later in sorted(items):
            if own < later and not seen[own] & seen[later] and items[own].key.measure == items[later].key.measure:
                alike = likeness(items[own].said, items[later].said)
                if alike.score >= HIGH:
                    yield items[own], items[later], alike
