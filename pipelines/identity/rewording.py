"""Rewordings: the new name under which a department reports an indicator it has reported in another year.

The key gives most ids (``extractors.identity.indicator_key``). What it leaves apart is compared only where it matters
and where a mistake is least likely: two names of one department that never stand in one year's report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.identity import likeness
from pipelines.identity.names import PrintedName


def rewordings(
    new: Mapping[str, PrintedName], known: Iterable[tuple[PrintedName, str]], taken: Iterable[str]
) -> dict[str, str]:
    """Join new names each to the one indicator of other years that it is most like; of equal ones to none.

    Args:
        new: Names nobody has had before, by the id of their wording.
        known: Names the department has in other years only, with their ids.
        taken: Ids that other names of the year have; and no two new names join one.

    Returns:
        The id of an indicator for each name that is joined, by the id of its wording.
    """
    known = list(known)
    best: list[tuple[float, str, str]] = []
    for own in sorted(new):
        scores: dict[str, float] = {}
        for indicator_id, score in _alike(new[own], known):
            scores[indicator_id] = max(score, scores.get(indicator_id, 0.0))
        top = [indicator_id for indicator_id, score in scores.items() if score == max(scores.values())]
        best += [(-scores[top[0]], own, top[0])] if len(top) == 1 else []
    joined: dict[str, str] = {}
    used = set(taken)
    for _, own, indicator_id in sorted(best):
        if indicator_id not in used:
            joined[own] = indicator_id
            used.add(indicator_id)
    return joined


def _alike(one: PrintedName, others: Iterable[tuple[PrintedName, str]]) -> Iterator[tuple[str, float]]:
    for other, indicator_id in others:
        if _lacks_a_unit(one, other):
            yield indicator_id, 1.0  # 改造 in 户 one year and without a unit the next
        elif one.key[1:] == other.key[1:] and (found := likeness(one.normal, other.normal)).joined:
            yield indicator_id, found.score


def _lacks_a_unit(one: PrintedName, other: PrintedName) -> bool:
    return (
        not (one.is_stated and other.is_stated) and one.slot[0] == other.slot[0] and one.key.level2 == other.key.level2
    )
