"""What people decided of two ids: which of them are one indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.identity import AliasReview

Pair = frozenset[str]


class Merged:
    """The id that stands for each id that people made one with others: of those the one that was published first.

    Example:
        ``Merged([accepted("b", "a")], ["a", "b"])("b") == "a"``
    """

    def __init__(self, reviews: Iterable[AliasReview] = (), published: Iterable[str] = ()):
        """Take the reviews in the order they were made and all ids in the order they were published first."""
        order = {indicator_id: at for at, indicator_id in reversed(list(enumerate(published)))}
        self._first: dict[str, str] = {}
        for one, other in sorted(sorted(pair) for pair, is_one in decisions(reviews).items() if is_one):
            first, second = sorted((self(one), self(other)), key=lambda name: (order.get(name, len(order)), name))
            moved = [name for name, stands in self._first.items() if stands == second]
            self._first |= dict.fromkeys([second, *moved], first)

    def __call__(self, indicator_id: str) -> str:
        """Return the id that stands for an id."""
        return self._first.get(indicator_id, indicator_id)


def decisions(reviews: Iterable[AliasReview]) -> Mapping[Pair, bool]:
    """Return whether each reviewed pair is one indicator by the last decision of it."""
    return {frozenset((row.id_a, row.id_b)): row.decision == "accept" for row in reviews}
