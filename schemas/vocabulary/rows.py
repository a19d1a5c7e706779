"""Words that tell how target and actual of one row are compared."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from schemas.vocabulary.table import Reference, table


class Better(StrEnum):
    """Which way an indicator points."""

    HIGHER = "higher"
    LOWER = "lower"
    UNSURE = "unsure"


@table("directions")
class Direction:
    """A word of an indicator's name that tells its direction; of several the highest rank decides."""

    word: str
    direction: Better
    rank: int
    source: str


class MeasureRole(StrEnum):
    """How the head of a name measures."""

    RATE = "rate"
    COUNT = "count"


@table("measures")
class MeasureWord:
    """The head of an indicator's name that says how it is measured."""

    word: str
    role: MeasureRole
    source: str


class NegationRole(StrEnum):
    """Whether a word denies the one behind it, or stands in place of the one it denies."""

    BEFORE = "before"
    INSTEAD = "instead"


@table("negations", key=("word", "role"))
class Negation:
    """A word that denies another; ``of`` is the word it stands in place of."""

    word: str
    role: NegationRole
    of: str = ""
    source: str


@table("unit_families", key=("unit",), references=(Reference("unit", "units", "unit"),))
class UnitFamily:
    """A unit that converts exactly into the base of its family."""

    unit: str
    family: str
    factor: Decimal
    source: str


class Answers(StrEnum):
    """What kind of target a verdict in words answers."""

    WORDS = "words"
    NUMBERS = "numbers"
    DATES = "dates"


@table("verdict_words")
class VerdictWord:
    """An actual in words that says whether the target is met."""

    word: str
    met: bool
    answers: Answers
    source: str
