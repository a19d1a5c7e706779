"""Which indicator every name of a department and year is: keys propose, the registry decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from extractors.identity.wording import reviewed
from pipelines.identity.names import Sighting, Slot
from pipelines.identity.registry import EVERYWHERE, Registry, ReportingPlace
from pipelines.identity.rewording import rewordings

Found = Mapping[Slot, Sighting]
JOINED = ("rewording", "published")


def identify(registry: Registry, place: ReportingPlace, found: Found) -> dict[Slot, str]:
    """Give the names of a department and year their ids, and register those that are new.

    Args:
        registry: What was published; it learns what these names are.
        place: The department and the year.
        found: All names of its reports.

    Example:
        ``identify(Registry(), place, {name.slot: Sighting(name)}) == {name.slot: name.key.id}``
    """
    held = registry.held[place.department_id] if place.department_id else {}
    before = dict(held.get(place.fiscal_year, {}))
    _keep_reread(registry, place, found)
    _recognise(registry, place, found)
    _join(registry, place, found)
    _separate(registry, place, found, before.keys())
    held[place.fiscal_year] = dict(found)
    return {slot: indicator_id for slot in found if (indicator_id := registry.id_at(slot, place))}


def _keep_reread(registry: Registry, place: ReportingPlace, found: Found) -> None:
    """Keep the id of a name whose unit or levels are read otherwise than when its report was published."""
    before = registry.held.get(place.department_id or "", {}).get(place.fiscal_year, {})
    gone, new = _by_name(before.keys() - found.keys()), _by_name(found.keys() - before.keys())
    for name in sorted(gone.keys() & new.keys()):
        if len(gone[name]) == len(new[name]) == 1:
            (old,), (slot,) = gone[name], new[name]
            row, is_same = registry.row(old, place), before[old].report_id == found[slot].report_id
            if row and is_same and registry.id_of(row) != registry.id_at(slot, place):
                registry.add(found[slot], place.every_year, row.indicator_id, "reread")


def _by_name(slots: Iterable[Slot]) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[slot[0]].append(slot)
    return found


def _recognise(registry: Registry, place: ReportingPlace, found: Found) -> None:
    """Register new names of which family or key are those of a name that has an id, the department's own first."""
    new = list(_new(registry, place, found))
    own = (
        {printed.key.id: indicator_id for _, printed, indicator_id in registry.known(place.department_id)}
        if new
        else {}
    )
    for _, seen in new:
        row = registry.of_family(seen.printed)
        if not row and seen.printed.key.id not in own:
            row = registry.of_key(seen.printed)
        if indicator_id := row.indicator_id if row else own.get(seen.printed.key.id):
            registry.add(seen, EVERYWHERE, indicator_id, _rule(seen))


def _join(registry: Registry, place: ReportingPlace, found: Found) -> None:
    """Register the names that are left, as rewordings of what the department has in other years or as new ones."""
    new = dict(_new(registry, place, found))
    if not new:
        return
    here = {seen.printed.key.id for seen in found.values()}
    elsewhere = [
        (printed, indicator_id)
        for year, printed, indicator_id in registry.known(place.department_id)
        if year != place.fiscal_year and printed.key.id not in here
    ]
    taken = {indicator_id for slot in found if (indicator_id := registry.id_at(slot, place))}
    joined = rewordings({seen.printed.key.id: seen.printed for seen in new.values()}, elsewhere, taken)
    for seen in new.values():
        own = seen.printed.key.id
        registry.add(seen, EVERYWHERE, joined.get(own, own), "rewording" if own in joined else _rule(seen))


def _new(registry: Registry, place: ReportingPlace, found: Found) -> Iterator[tuple[Slot, Sighting]]:
    """Return the names that have no row here yet, in an order that hangs on nothing but themselves."""
    for slot in sorted(found, key=str):
        if registry.row(slot, place) is None:
            yield slot, found[slot]


def _rule(seen: Sighting) -> str:
    return "alias" if reviewed(seen.printed.name) else "key"


def _separate(registry: Registry, place: ReportingPlace, found: Found, published: Collection[Slot]) -> None:
    """Part names that likeness joined elsewhere to what another name is here: two of one report are two indicators.

    Where such a name is published under the other's id, here or in another year, it keeps it.
    """
    clashing = _clashing(registry, place, found) if place.department_id else ()
    for slot in (slot for slot in clashing if slot not in published):
        row = registry.row(slot, place)
        for year, held in registry.held[place.department_id or ""].items():
            if row and slot in held and year != place.fiscal_year:
                registry.add(found[slot], (place.department_id, year or 0), row.indicator_id, "published")
        if row:
            registry.add(found[slot], place.every_year, row.wording_key, "separated")


def _clashing(registry: Registry, place: ReportingPlace, found: Found) -> list[Slot]:
    """Return the joined names of a place whose indicator a name of other words is too."""
    users: dict[str, set[str]] = defaultdict(set)
    joined = []
    for slot in sorted(found, key=str):
        row = registry.row(slot, place)
        if row and row.rule in JOINED and row.indicator_id != row.wording_key:
            joined.append((slot, row))
        elif row:
            users[registry.id_of(row)].add(row.wording_key)
    clashing = []
    for slot, row in joined:
        use = users[registry.id_of(row)]
        clashing += [slot] if use - {row.wording_key} else []
        use.add(row.wording_key)
    return clashing
