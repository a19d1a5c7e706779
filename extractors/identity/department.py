"""Which department a report is of: its region with the year's code, and an id that holds over years and reforms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractors.identity.departments import canonical, local_rank, offices, unwrap
from extractors.identity.regions import Region, RegionsNamed, in_year, lineage, outer, place, places, unlisted
from schemas.kinds import FindingRule
from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import WordRegion

BEFORE = 24


class DepartmentIdentity(NamedTuple):
    """A department made out.

    Attributes:
        region: The region's name in the fiscal year: 怀宁县.
        region_code: GB/T 2260 code valid in the fiscal year.
        department_id: ``{region's first code since 2012}-{canonical name}``, with the printed region for the code where
            the standard does not list it; None where the region is not known for sure.
        findings: ``region_ambiguous``, ``region_unknown``, ``region_unlisted``, ``name_outside_its_years``.
    """

    region: str | None
    region_code: str | None
    department_id: str | None
    findings: tuple[str, ...] = ()


def identify_department(
    name: str | None, region: str | None, year: int | None, context: str = ""
) -> DepartmentIdentity:
    """Make out a department from its printed name.

    Args:
        name: As printed, with region, codes and seals where it has them.
        region: The region the report names elsewhere (cover, title), if any.
        year: The fiscal year.
        context: Other text of the report; it settles which of several 鼓楼区 is meant, and the region of a bare 民政局.

    Returns:
        What is known for sure; a region that stays ambiguous is None, never guessed, and so is the department_id.

    Example:
        ``identify_department("118-安庆市怀宁县民政局（盖章）", None, 2022).department_id == "340822-民政"``
    """
    bare, body = unwrap(name or "")
    start = _start(bare, year)
    found = start.regions or _elsewhere(bare, region, year, context)
    if not found:
        return _unlisted(body, bare, region, year)
    sure = _disambiguate(found, Surroundings(f"{region or ''}\n{context}", year))
    if sure is None:
        return DepartmentIdentity(None, None, None, (FindingRule.REGION_AMBIGUOUS,))
    current = in_year(sure, year)
    named = current.name if current else next(item.name for item in found if item.anchor == sure)
    identity = _identity(sure, body + bare[start.length :], year)
    return identity._replace(region=named, region_code=current.code if current else None)


def _identity(anchor: str, office: str, year: int | None) -> DepartmentIdentity:
    """Return the department_id of an office, printed without its region, in a region."""
    name, fits = canonical(office, year)
    return DepartmentIdentity(
        None, None, f"{anchor}-{name}" if office else None, () if fits else (FindingRule.NAME_OUTSIDE_ITS_YEARS,)
    )


def _unlisted(body: str, bare: str, region: str | None, year: int | None) -> DepartmentIdentity:
    """Identify a department of a place that GB/T 2260 does not list by the place's printed name."""
    own = "" if offices(bare) else unlisted(bare)
    anchor = own or unlisted(f"{unwrap(region or '').name}。")
    if not anchor:
        return DepartmentIdentity(None, None, None, (FindingRule.REGION_UNKNOWN,))
    identity = _identity(anchor, body + bare.removeprefix(own), year)
    return identity._replace(region=anchor, findings=(FindingRule.REGION_UNLISTED, *identity.findings))


def _start(bare: str, year: int | None) -> RegionsNamed:
    """Return the region a name starts with; without its level (安庆科技局) only before an office of the table."""
    if offices(bare) and not place(bare, year).length:
        return RegionsNamed((), 0)
    full, loose = place(bare, year), place(bare, year, short=True)
    rest = bare[loose.length :]
    if loose.length <= full.length:
        return full
    return loose if offices(rest) else _own(loose, rest) or full


def _own(found: RegionsNamed, rest: str) -> RegionsNamed | None:
    """Return the one region a body is named after by its short name: 怀宁中学; none of 中山大学 or 东方医院.

    A body of a city's rank (岳阳职业技术学院) is the city's where a county of the city bears its name too.
    """
    rank = local_rank(rest)
    if rank is None or {region.short for region in found.regions} & _words():
        return None
    outermost = [item for item in found.regions if all(other.within(item) for other in found.regions if other != item)]
    one = tuple(outermost) if rank else found.regions
    return RegionsNamed(one, found.length) if len(lineage(one)) == 1 else None


@cache
def _words() -> frozenset[str]:
    return frozenset(row.word for row in vocabulary(WordRegion))


def _elsewhere(bare: str, region: str | None, year: int | None, context: str) -> tuple[Region, ...]:
    """Return the candidates for the region of a name that prints none."""
    if hint := place(unwrap(region or "").name, year, short=True).regions:
        return hint
    before = _before(bare, year, context)
    named = before or tuple(item.regions for item in places(context, year))
    anchors = {lineage(item): item for item in named}
    deepest = [item for item in anchors.values() if not any(_around(item, other) for other in anchors.values())]
    return deepest[0] if len(deepest) == 1 else ()


def _before(bare: str, year: int | None, context: str) -> tuple[tuple[Region, ...], ...]:
    """Return the regions printed right before the name somewhere in the text."""
    found = []
    at = context.find(bare) if bare else -1
    while at >= 0:
        head = context[max(0, at - BEFORE) : at]
        tails = (place(head[start:], year) for start in range(len(head)))
        found += [item.regions for start, item in enumerate(tails) if item.length and item.length == len(head) - start][
            :1
        ]
        at = context.find(bare, at + 1)
    return tuple(found)


def _around(found: tuple[Region, ...], other: tuple[Region, ...]) -> bool:
    return any(inner.within(outside) for inner in other for outside in found)


class Surroundings(NamedTuple):
    """What settles an ambiguous region: the report's other text and its year."""

    context: str
    year: int | None

    def adjoins(self, region: Region) -> bool:
        """Tell whether the text writes the region right behind its city or province: 徐州市鼓楼区."""
        return any(item.name + region.name in self.context for item in outer(region, self.year))

    def support(self, region: Region) -> frozenset[str]:
        """Return which of the region's city and province the text names."""
        named = (item for item in outer(region, self.year) if item.name in self.context)
        return frozenset("province" if item.code.endswith("0000") else "city" for item in named)


def _disambiguate(found: tuple[Region, ...], reader: Surroundings) -> str | None:
    """Return the anchor of the one region meant; of several bearers of a name, the one the text stands by."""
    anchors = lineage(found)
    if len(anchors) > 1:
        anchors = lineage(item for item in found if reader.adjoins(item))
    if len(anchors) != 1:
        supports = {item: reader.support(item) for item in found}
        anchors = lineage(item for item in found if all(supports[item] > supports[x] for x in found if x != item))
    return next(iter(anchors)) if len(anchors) == 1 else None
