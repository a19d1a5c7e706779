"""Numbers in front of indicators' names: 1. 改造公园数, 1.1.1 改造公园数."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.outline.numbering import Number, number_at_start

FEWEST_NAMES = 2


def names_are_numbered(names: Sequence[str]) -> bool:
    """Whether the names of a block are counted, so that the number in front of each is none of its words.

    All are numbered in one way, and each number is one more than the last or begins anew: a number that some names
    begin with may be part of them.

    Example:
        ``names_are_numbered(["1. 改造公园数", "2. 改造面积", "1. 验收合格率"])``
    """
    numbers = [number for name in names if (number := number_at_start(name.strip()))]
    if len(names) < FEWEST_NAMES or len(numbers) < len(names) or numbers[0].value != 1:
        return False
    return len({number.style for number in numbers}) == 1 and all(_counts_on(*both) for both in pairwise(numbers))


def _counts_on(above: Number, below: Number) -> bool:
    return below.value in (1, above.value + 1)


def without_number(name: str) -> str:
    """A numbered name without its number. Example: ``without_number("1.1.1 改造公园数") == "改造公园数"``."""
    number = number_at_start(name.strip())
    return name.strip()[number.length :].strip() if number else name
