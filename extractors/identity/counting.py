"""What an indicator counts: told by the last word of its name, by its unit, or by the noun that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from extractors.identity.words import acts, nouns
from extractors.rows.units import measure
from extractors.text.folding import unspaced
from schemas.vocabulary import vocabulary
from schemas.vocabulary.indicators import ActKind, CountedThing, KindCount, NounKind
from schemas.vocabulary.values import UnitWord

UNSTATED = ("", "数")
RATE = "率"
FRACTIONS = (RATE, "增长", "下降")
MEASURED = (*FRACTIONS, "面积", "长度")
COUNTERS = ("次", "人", "面积", "长度", "批")
SCALED = re.compile(r"^[十百千万亿]+(?=.)")
USUAL: Mapping[NounKind, str] = {
    NounKind.PERSON: "人",
    NounKind.MONEY: "金额",
    NounKind.OCCASION: "次",
    NounKind.LAND: "面积",
}


class Thing(NamedTuple):
    """A classifier that itself says what is counted (株), and the nouns beside which it says nothing new (树)."""

    counts: str
    nouns: tuple[str, ...]


@cache
def _things() -> Mapping[str, Thing]:
    return {row.unit: Thing(row.counts, row.nouns) for row in vocabulary(CountedThing)}


@cache
def _nouns(counted: str) -> tuple[str, ...]:
    return tuple(noun for thing in _things().values() if thing.counts == counted for noun in thing.nouns)


def counted_by(kind: str | None, unit: str | None) -> str:
    """Tell what values of a kind and unit count, in the words names are reduced to; empty where they tell nothing.

    Example:
        ``counted_by("quantity", "场") == "次"``, ``counted_by("percent", "%") == "率"``
    """
    if kind != "quantity":
        return next((row.counts for row in vocabulary(KindCount) if row.kind == kind), "")
    if not unit:
        return ""
    if unit in _things():
        return _things()[unit].counts
    family = measure(unit).family
    return "人次" if unit.endswith("人次") else family if family in COUNTERS else "数"


def counts_things(counted: str) -> bool:
    """Tell whether things are counted one by one, or money, time, an area or a rate is measured.

    Example:
        ``counts_things("户")``, ``not counts_things("金额")``
    """
    return counted not in {*MEASURED, *(row.counts for row in vocabulary(KindCount))}


def counted_in_brackets(inner: str) -> str | None:
    """Tell what a unit in brackets counts, （万亩） an area and （亿元） money; None where the words are no unit.

    Of a rate (元/人·月, 1/10万) nothing is told but that it is a unit.
    """
    unit = SCALED.sub("", inner)
    kinds = {row.word: (row.kind, row.unit) for row in vocabulary(UnitWord)}
    if unit in kinds:
        kind, name = kinds[unit]
        return counted_by("quantity" if kind == "count" else kind, name)
    parts = re.split(r"[/／·*]", inner)
    known = all(SCALED.sub("", part) in kinds or not part or part.strip("0123456789十百千万亿") == "" for part in parts)
    return "" if len(parts) > 1 and known else None


def normal_counted(content: str, counted: str) -> str:
    """Say what is counted in one way: 株 beside 树 is a number, and a number of 学生 is one of persons.

    Example:
        ``normal_counted("古树名木保护", "株") == "数"``, ``normal_counted("选调生招聘", "数") == "人"``
    """
    if any(noun in content for noun in _nouns(counted)):
        counted = "数"
    if counted not in UNSTATED:
        return counted
    return next((counted for kind, counted in USUAL.items() if _of(kind).search(content)), "数")


def of_money(name: str) -> bool:
    """Tell whether the last noun of a name is a fund.

    Example:
        ``of_money("农机购置补贴资金")``
    """
    return bool(_of(NounKind.FUND).search(unspaced(name)))


@cache
def _of(kind: NounKind) -> re.Pattern[str]:
    """Match a content whose counted noun is of a kind: 选调生招聘, 招聘选调生, but not 学生食堂."""
    return re.compile(f"(?:{_longest_first(nouns(kind))})(?:{_longest_first(acts(ActKind.ON_THE_COUNTED))})*$")


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
