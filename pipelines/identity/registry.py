"""The registry of indicator names: every name that was published, with the id it keeps.

A name once published keeps its id, whatever words are learnt and whatever reports come later. Only a person's review
moves an id, and the row it had stays in the registry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from extractors.identity.wording import without_signs
from pipelines.identity.names import Family, PrintedName, Sighting, Slot, printed_name
from pipelines.identity.reviews import Merged
from schemas.identity import AliasReview, IndicatorName

Year = int | None
Binding = tuple[str | None, int | None]
EVERYWHERE: Binding = (None, None)


class ReportingPlace(NamedTuple):
    """A department, None where it is not known, and a fiscal year, None where that is not."""

    department_id: str | None
    fiscal_year: Year

    @property
    def one_year(self) -> Binding:
        """What binds a row to this department and year."""
        return self.department_id, self.fiscal_year or 0

    @property
    def every_year(self) -> Binding:
        """What binds a row to this department."""
        return self.department_id, None


class PublishedName(NamedTuple):
    """A name in the records as they stand."""

    place: ReportingPlace
    seen: Sighting
    indicator_id: str


class Registry:
    """Every name with the id it keeps, and what every department reported in every year.

    Attributes:
        stored: Rows it was loaded with.
        lost: Why it could not be loaded; empty where it could, or where there was none to load.
        added: Rows that came since, in the order they are to be stored.
        restored: Published names that had no row.
        held: The names of each department by year.
    """

    def __init__(self, stored: Iterable[IndicatorName] = (), since: str | None = None, lost: str = "") -> None:
        """Take up stored rows; ``since`` is the moment at which new ones are registered."""
        self.stored, self.lost = tuple(stored), lost
        self.added: list[IndicatorName] = []
        self.restored = 0
        self.held: dict[str, dict[Year, dict[Slot, Sighting]]] = defaultdict(dict)
        self._since, self._merged = since, Merged()
        self._rows: dict[tuple[Slot, Binding], IndicatorName] = {}
        self._last: dict[tuple[Slot, Binding], str] = {}
        self._names: set[Slot] = set()
        self._by_family: dict[Family, IndicatorName] = {}
        self._by_key: dict[str, IndicatorName] = {}
        self._is_indexed = False
        for row in self.stored:
            self._take(row)

    def take_up(self, published: Iterable[PublishedName]) -> None:
        """Learn what is published, and register the names of it that have no row."""
        lost: dict[Slot, list[PublishedName]] = defaultdict(list)
        for item in published:
            slot = item.seen.printed.slot
            if item.place.department_id:
                held = self.held[item.place.department_id].setdefault(item.place.fiscal_year, {})
                held[slot] = item.seen
            if slot not in self._names:
                lost[slot].append(item)
        for slot in sorted(lost, key=str):
            self._restore(lost[slot])
        self.restored = len(lost)

    def _restore(self, found: list[PublishedName]) -> None:
        """Register a name under the id most places have it under, and for each other place what it has there."""
        counts: dict[str, int] = defaultdict(int)
        for item in found:
            counts[item.indicator_id] += 1
        usual = min(counts, key=lambda indicator_id: (-counts[indicator_id], indicator_id))
        first = min((item for item in found if item.indicator_id == usual), key=lambda item: item.seen.report_id or "")
        self.add(first.seen, EVERYWHERE, usual, "published")
        for item in sorted(found, key=lambda item: str(item.place)):
            if item.indicator_id != usual and item.place.department_id:
                self.add(item.seen, item.place.one_year, item.indicator_id, "published")

    def review(self, reviews: Iterable[AliasReview]) -> None:
        """Make ids one that people found to be, and add a row for every name that is moved, or moved back."""
        self._merged = Merged(reviews, (row.indicator_id for row in self._rows.values()))
        for held, row in list(self._rows.items()):
            if (indicator_id := self._merged(row.indicator_id)) != self._last[held]:
                self._last[held] = indicator_id
                self.added.append(replace(row, indicator_id=indicator_id, rule="reviewed_alias", since=self._since))

    def moved(self) -> list[AliasReview]:
        """Return reviews that say what the rows that were moved say, for when the people's own are lost."""
        pairs = {(row.indicator_id, self._last[held]) for held, row in self._rows.items()}
        apart = sorted((own, to) for own, to in pairs if own != to)
        return [AliasReview(id_a=to, id_b=own, decision="accept", by="registry") for own, to in apart]

    def row(self, slot: Slot, place: ReportingPlace) -> IndicatorName | None:
        """Return the row that holds for a name in a place: the department's of the year, the department's, or all's."""
        bindings = (place.one_year, place.every_year, EVERYWHERE) if place.department_id else (EVERYWHERE,)
        return next((row for item in bindings if (row := self._rows.get((slot, item)))), None)

    def id_of(self, row: IndicatorName) -> str:
        """Return the id a row gives, the one that stands for it where people made ids one."""
        return self._merged(row.indicator_id)

    def id_at(self, slot: Slot, place: ReportingPlace) -> str | None:
        """Return the id of a name in a place; None where it was never published."""
        row = self.row(slot, place)
        return self.id_of(row) if row else None

    def of_family(self, printed: PrintedName) -> IndicatorName | None:
        """Return the first row of the same name whose unit and level 2 are of the same families."""
        self._index_all()
        return self._by_family.get(printed.family)

    def of_key(self, printed: PrintedName) -> IndicatorName | None:
        """Return the first row whose words propose the same, as words are known now, or were when it was added."""
        self._index_all()
        return self._by_key.get(printed.key.id)

    def known(self, department_id: str | None) -> Iterator[tuple[Year, PrintedName, str]]:
        """Return what a department reported in every year, with the ids it has."""
        for year, held in sorted(self.held.get(department_id or "", {}).items(), key=str):
            for slot, seen in held.items():
                if indicator_id := self.id_at(slot, ReportingPlace(department_id, year)):
                    yield year, seen.printed, indicator_id

    def add(self, seen: Sighting, binding: Binding, indicator_id: str, rule: str) -> None:
        """Register a name for a department and year, for a department, or everywhere."""
        printed = seen.printed
        row = IndicatorName(
            name=printed.name, level2=printed.slot[1], kind=printed.slot[2], unit=printed.slot[3],
            unit_family=printed.unit_family, level2_family=printed.key.level2, department_id=binding[0],
            fiscal_year=binding[1], wording_key=printed.key.id, indicator_id=indicator_id, rule=rule,
            report_id=seen.report_id, since=self._since,
        )  # fmt: skip
        self._take(row)
        self.added.append(row)
        if self._is_indexed:
            self._index(row)

    def _take(self, row: IndicatorName) -> None:
        slot = (without_signs(row.name), row.level2, row.kind, row.unit)
        held = (slot, (row.department_id, row.fiscal_year))
        self._last[held] = row.indicator_id
        self._names.add(slot)
        if row.rule != "reviewed_alias":
            self._rows[held] = row

    def _index_all(self) -> None:
        """Index what holds everywhere; only a publication that brings new names needs it."""
        if not self._is_indexed:
            self._is_indexed = True
            for row in self._rows.values():
                self._index(row)
            for row in self._rows.values():
                if not row.department_id:
                    self._by_key.setdefault(row.wording_key, row)

    def _index(self, row: IndicatorName) -> None:
        if row.department_id:
            return
        printed = printed_name(row.name, row.level2, row.kind, row.unit)
        self._by_family.setdefault(printed.family, row)
        self._by_family.setdefault((printed.slot[0], row.unit_family, row.level2_family), row)
        self._by_key.setdefault(printed.key.id, row)
