"""Words in cells of values: numbers, units, comparators, changes, and what is no value."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from schemas.vocabulary.table import ReadsWhole, ReadsWithin, table


@table("acts")
class Act:
    """What is done, before or after the number: 完成12次."""

    word: str
    source: str


@table("tails")
class Tail:
    """What may stand behind a number without changing it."""

    word: str
    source: str


@table("missing")
class Missing:
    """What a cell without a value holds."""

    word: str
    source: str


@table("not_comparators")
class NotComparator:
    """A word that ends in the sign of a comparator: 节约 is no 约."""

    word: str
    source: str


@table("remarks")
class Remark:
    """What begins a part of a cell that only explains the part before."""

    word: str
    source: str


@table("unit_nouns")
class UnitNoun:
    """A noun that begins with the sign of a unit: 9部门 are no 9部."""

    word: str
    source: str


@table("zero_events")
class ZeroEvent:
    """What must not happen, so that 零 before it is a number."""

    word: str
    source: str


class Comparator(StrEnum):
    """How a value is to be compared."""

    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"


class Position(StrEnum):
    """On which side of the number a word stands."""

    BEFORE = "before"
    AFTER = "after"


@table("comparators", key=("word", "position"))
class ComparatorWord:
    """A word or sign that compares or makes a number vague."""

    word: str
    comparator: Comparator | None = None
    position: Position
    approx: bool = False
    source: str


class UnitKind(StrEnum):
    """What a unit measures."""

    QUANTITY = "quantity"
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "pp"
    PER = "per"


@table("units")
class UnitWord:
    """A unit as printed: ``factor`` times the ``unit`` it is stored in."""

    word: str
    unit: str
    kind: UnitKind
    factor: Decimal
    source: str


@table("scales")
class Scale:
    """A sign that multiplies the number before it."""

    word: str
    factor: Decimal
    source: str


class ChangeRole(StrEnum):
    """What a word of a change says."""

    BASIS = "basis"
    VERB = "verb"
    NOUN = "noun"
    LEVEL = "level"


@table("changes", key=("word", "role"))
class ChangeWord:
    """A word of a change: ``meaning`` is a basis, or the sign of a verb or noun."""

    word: str
    role: ChangeRole
    meaning: str = ""
    source: str


class CountingRole(StrEnum):
    """What a word round a count tells of it."""

    WHOLE = "whole"
    ORDER = "order"
    NUMBER = "number"
    LIMIT = "limit"


@table("counting", key=("word", "role"))
class CountingWord:
    """A word round a count: units that come whole or in order, names followed by a bare number, limits."""

    word: str
    role: CountingRole
    source: str


@table("names", key=("pattern",))
class Name(ReadsWithin):
    """A name that holds a number."""

    pattern: re.Pattern[str]
    example: str
    source: str


@table("not_labels", key=("pattern",))
class NotLabel(ReadsWithin):
    """Words before a number that change its meaning, so that they are no label of it."""

    pattern: re.Pattern[str]
    example: str
    source: str


@table("not_values", key=("pattern",))
class NotValue(ReadsWhole):
    """A text with a number that is no value."""

    pattern: re.Pattern[str]
    example: str
    source: str


@table("parts", key=("pattern",))
class Part(ReadsWithin):
    """What names a part of a count told in parts."""

    pattern: re.Pattern[str]
    example: str
    source: str


@table("spelt", key=("pattern",))
class Spelt:
    """A way to spell a value, rewritten row after row."""

    pattern: re.Pattern[str]
    plain: str = ""
    example: str
    becomes: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.sub(self.plain, text) == self.becomes
