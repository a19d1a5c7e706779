"""Indicators: what a 三级指标 measures, whatever its wording, and the id that follows from it alone.

A key depends on nothing but the indicator's own name, level 2 and unit. So it is the same in whatever order reports
come, and no report added later changes it. Two names have one key only where every difference between them is known to
mean nothing (word order, 开展, 数量 for 数, a reviewed alias). What likeness may join beyond that, ``likeness`` tells.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from extractors.identity.counting import FRACTIONS, UNSTATED, counted_by, normal_counted, of_money
from extractors.identity.wording import examples, without_generic, wording
from extractors.identity.words import nouns, traits
from schemas.vocabulary import vocabulary
from schemas.vocabulary.indicators import Level2Family, NounKind, Trait

PERSON = "人"
FALL = ("下降", "增长")


class NormalName(NamedTuple):
    """What an indicator speaks of, in few words, what it counts, and what it names as mere examples of that."""

    content: str
    counted: str
    examples: str = ""


class IndicatorKey(NamedTuple):
    """What an indicator is: what it speaks of (its characters in fixed order), what is measured, and its level 2."""

    content: str
    measure: str
    level2: str

    @property
    def id(self) -> str:
        """16 hexadecimal digits that follow from the key."""
        return blake2b("|".join(self).encode(), digest_size=8).hexdigest()


def indicator_key(
    name: str, level2: str | None = None, kind: str | None = None, unit: str | None = None
) -> IndicatorKey:
    """Make out what an indicator measures.

    Args:
        name: 三级指标 as printed.
        level2: 二级指标 as printed.
        kind: Kind of its target, or of its actual where the target has no value; None for words.
        unit: Unit of the same.

    Example:
        ``indicator_key("举办法治讲座次数") == indicator_key("法治讲座举办场次")``
    """
    said = normal_name(name, kind, unit)
    measured = bool(wording(name)[1] or counted_by(kind, unit))
    return IndicatorKey(_characters(said), said.counted, _level2(level2, measured))


def normal_name(name: str, kind: str | None = None, unit: str | None = None) -> NormalName:
    """Say in the fewest words what an indicator speaks of, in the order it is printed, and what it counts.

    Example:
        ``normal_name("举办法治讲座次数") == NormalName("法治讲座", "次")``
    """
    content, named = wording(name)
    both = _combined(named, counted_by(kind, unit))
    if both == "次" and content.endswith(nouns(NounKind.EVENT)):
        both = "数"
    counted = normal_counted(content, both or ("金额" if of_money(name) else ""))
    return NormalName(without_generic(content, counted), counted, examples(name))


def _characters(said: NormalName) -> str:
    """Return the characters of a content in fixed order, but for words whose order means something (对上级)."""
    if any(word in said.content for word in traits(Trait.ORDER_MATTERS)):
        return said.content
    person = set(PERSON) if said.counted.startswith(PERSON) else set()
    return "".join(sorted(set(said.content) - person)) or said.content


def _combined(named: str, unit: str) -> str:
    """Join what the name counts with what the unit counts; where they disagree both stay, and the id is another."""
    if not unit or named == unit or (named in FRACTIONS and unit in FRACTIONS[:1]) or (named, unit) == FALL:
        return named or unit
    if named in UNSTATED:
        return unit
    return named if unit in UNSTATED else f"{named}/{unit}"


def _level2(level2: str | None, measured: bool) -> str:
    """Name the family of a level 2; what is measured may stand under any of the kinds of benefit."""
    for row in vocabulary(Level2Family):
        if row.word in (level2 or ""):
            return row.measured if measured else row.family
    return (level2 or "").removesuffix("指标")
