"""Heading numbers: their styles, and whether a number at the start of a paragraph goes on a sequence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractors.text import numerals
from schemas.vocabulary import vocabulary
from schemas.vocabulary.text import Numbering

CIRCLED_ONE, CIRCLED_TWENTY = "①", "⑳"
FREE_RANK = 5  # up to （一）: numbers that hardly ever stand at the start of a paragraph for another reason
MISSED = 1  # numbers that a sequence may step over
OUTER_LEVEL, DEEP_LEVEL = 0, 5


@dataclass(frozen=True, slots=True)
class Style:
    """One way to number headings, see ``numbering.csv``."""

    name: str
    rank: int
    level: int
    pattern: re.Pattern[str]


class Number(NamedTuple):
    """A heading number: its style, its value, and how many characters it takes."""

    style: Style
    value: int
    length: int


@cache
def styles() -> tuple[Style, ...]:
    """Styles from the outermost in."""
    return tuple(Style(row.style, row.rank, row.level, row.pattern) for row in vocabulary(Numbering))


def number_at_start(text: str) -> Number | None:
    """The heading number a paragraph starts with. Example: ``（二）年度总体工作`` gives bracketed 2, 3 characters."""
    for style in styles():
        if match := style.pattern.match(text):
            return Number(style, _value(match["n"]), match.end())
    return None


def _value(numeral: str) -> int:
    if numeral.isascii():
        return int(numeral)
    if CIRCLED_ONE <= numeral <= CIRCLED_TWENTY:
        return ord(numeral) - ord(CIRCLED_ONE) + 1
    return int(numerals.number(numeral) or 0)


def goes_on(number: Number, last: int, firm: bool) -> bool:
    """Whether a number follows the last one of its style.

    Args:
        number: The candidate.
        last: The last number of its style under the same heading, 0 for none.
        firm: The page shows that a paragraph starts here.
    """
    free = number.style.rank <= FREE_RANK
    if number.value == last + 1:
        return firm or free or last > 0
    if number.value == 1:
        return firm
    if last in (0, number.value):
        return firm and free  # a number printed twice by mistake, or the first ones lost
    return firm and last < number.value <= last + MISSED + 1


def nesting(numbers: Sequence[Number]) -> tuple[Style, ...]:
    """The styles a document uses, from the outermost in.

    The customary order holds unless the document shows another: （一） that starts anew under each 1. stands below it.
    """
    ordered = sorted({number.style for number in numbers}, key=lambda style: style.rank)
    for _ in ordered:
        for at in range(len(ordered) - 1):
            outer, inner = ordered[at], ordered[at + 1]
            if _starts_inside(inner, outer, numbers) > _starts_inside(outer, inner, numbers):
                ordered[at], ordered[at + 1] = inner, outer
    return tuple(ordered)


def _starts_inside(outer: Style, inner: Style, numbers: Sequence[Number]) -> int:
    """How often a sequence of ``inner`` starts between one number of ``outer`` and its successor."""
    count = started = last = 0
    for number in numbers:
        if number.style == inner and number.value == 1:
            started += 1
        elif number.style == outer:
            count += started if number.value == last + 1 and last else 0
            last, started = number.value, 0
    return count


def levels(order: Sequence[Style]) -> dict[Style, int]:
    """The level of each style.

    The customary order gives the customary levels, whichever of them a document skips: 1 一、, 2 （一）, 3 1., 4 （1）.
    An outer 第一部分 takes level 1 and moves them down. A document with an order of its own is counted from 1.
    """
    if list(order) != sorted(order, key=lambda style: style.rank):
        return {style: at + 1 for at, style in enumerate(order)}
    outer = [style for style in order if style.level == OUTER_LEVEL]
    deep = [style for style in order if style.level >= DEEP_LEVEL]
    level = {style: len(outer) + style.level for style in order}
    level |= {style: at + 1 for at, style in enumerate(outer)}
    return level | {style: len(outer) + DEEP_LEVEL + at for at, style in enumerate(deep)}
