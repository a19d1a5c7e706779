"""Near misses: pairs of indicators worded almost alike that nothing known sets apart, for people to review.

Likeness of letters never makes two indicators one by itself. It only ranks what a person may look at: of the pairs of
``tests/bench/rewordings.csv`` that rules leave apart and no veto parts, all that are one have a score of 80 or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process

from extractors.identity import contrast
from extractors.identity.counting import counts_things
from pipelines.identity.names import PrintedName
from pipelines.identity.registry import PublishedName, ReportingPlace

LEAST = 75.0
BATCH = 1000  # names compared with all others at a time, which bounds memory


class KnownIndicator(NamedTuple):
    """One indicator_id with the names it has and the departments and years that report it."""

    indicator_id: str
    names: tuple[PrintedName, ...]
    places: frozenset[ReportingPlace]

    @property
    def departments(self) -> frozenset[str]:
        """The department_ids that report it."""
        return frozenset(place.department_id for place in self.places if place.department_id)


class NearMiss(NamedTuple):
    """Two indicators that may be one: how alike two of their names are, from 0 to 100, and who has both, if anyone."""

    score: float
    one: KnownIndicator
    other: KnownIndicator
    names: tuple[str, str]
    departments: tuple[str, ...]


def indicators(published: Iterable[PublishedName]) -> dict[str, KnownIndicator]:
    """Gather what is published by indicator_id.

    Example:
        ``indicators(published_names(lake))["24cbd83700fcb1f7"].names[0].name``
    """
    names: dict[str, dict[PrintedName, None]] = defaultdict(dict)
    places: dict[str, set[ReportingPlace]] = defaultdict(set)
    for item in published:
        names[item.indicator_id][item.seen.printed] = None
        places[item.indicator_id].add(item.place)
    return {key: KnownIndicator(key, tuple(names[key]), frozenset(places[key])) for key in sorted(names)}


def near_misses(found: Mapping[str, KnownIndicator]) -> list[NearMiss]:
    """List the pairs of indicators that may be one, the likeliest first.

    A pair is left out where their units or their level 2 are of different families, a contrast or a number sets them
    apart, or one department reports both in one year.
    """
    best: dict[tuple[str, str], NearMiss] = {}
    for score, one, other in _alike(found):
        pair, held = (found[one[0]], found[other[0]]), best.get((one[0], other[0]))
        if (held and held.score >= score) or pair[0].places & pair[1].places or not are_compatible(*pair):
            continue
        both = tuple(sorted(pair[0].departments & pair[1].departments))
        best[one[0], other[0]] = NearMiss(round(score, 1), *pair, (one[1].name, other[1].name), both)
    return sorted(
        best.values(), key=lambda miss: (-miss.score, not miss.departments, miss.names, miss.one.indicator_id)
    )


def are_compatible(one: KnownIndicator, other: KnownIndicator) -> bool:
    """Tell whether nothing in unit or level 2 sets any of their names apart.

    A name without a level 2 goes with any, and one that does not state what it counts with any that counts things.
    """
    return all(_are_of_a_kind(first, second) for first in one.names for second in other.names)


def _are_of_a_kind(one: PrintedName, other: PrintedName) -> bool:
    if one.key.level2 != other.key.level2 and one.key.level2 and other.key.level2:
        return False
    counted = one.normal.counted, other.normal.counted
    return counted[0] == counted[1] or (
        not (one.is_stated and other.is_stated) and all(counts_things(item) for item in counted)
    )


Worded = tuple[str, PrintedName]


def _alike(found: Mapping[str, KnownIndicator]) -> Iterator[tuple[float, Worded, Worded]]:
    """Return names of two indicators that are alike, the first id before the second."""
    blocks: dict[tuple[str, str], dict[tuple[str, str], Worded]] = defaultdict(dict)
    same: dict[str, dict[str, Worded]] = defaultdict(dict)
    for indicator in found.values():
        for name in indicator.names:
            worded = (indicator.indicator_id, name)
            blocks[name.normal.counted, name.key.level2].setdefault((worded[0], name.normal.content), worded)
            same[name.slot[0]].setdefault(worded[0], worded)
    for held in same.values():  # one name with and without a unit, or a level 2
        yield from ((100.0, *pair) for pair in combinations(held.values(), 2))
    for block in blocks.values():
        yield from _within(sorted(block.values(), key=lambda worded: (worded[0], worded[1].name)))


def _within(block: list[Worded]) -> Iterator[tuple[float, Worded, Worded]]:
    letters = ["".join(sorted(name.normal.content)) for _, name in block]
    for start in range(0, len(block), BATCH):
        scores = process.cdist(letters[start : start + BATCH], letters, scorer=fuzz.ratio, score_cutoff=LEAST)
        for row, column in zip(*scores.nonzero(), strict=True):
            one, other = block[start + row], block[column]
            if one[0] < other[0] and contrast(one[1].normal.content, other[1].normal.content) is None:
                yield float(scores[row, column]), one, other
