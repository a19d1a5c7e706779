"""The words of indicators' names, each table under what it says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from schemas.vocabulary import vocabulary

Noun = Literal["person", "money", "occasion", "land", "event", "fund"]
Act = Literal["on_the_counted", "counted_as_it_occurs", "step_towards_a_rate"]
Trait = Literal["order_matters", "verb_before_is_measured", "word_before_is_judged"]


@cache
def synonyms() -> Mapping[str, str]:
    """Return what each word stands for. Example: ``synonyms()["满意程度"] == "满意率"``."""
    return _pairs("indicator_synonyms", "word", "stands_for")


@cache
def whole_words() -> tuple[str, ...]:
    """Return words that hold a filler or a measuring word and stay whole: 参与 holds 与."""
    return _words("indicator_whole_words")


@cache
def fillers(place: Literal["anywhere", "front", "back", "before_count"]) -> tuple[str, ...]:
    """Return words that say nothing where they stand: 开展 anywhere, 确保 in front, 不低于 at the end."""
    return _words("indicator_fillers", place=place)


@cache
def counts() -> Mapping[str, str]:
    """Return what a name's last word counts. Example: ``counts()["场次"] == "次"``."""
    return _pairs("indicator_counts", "word", "counts")


@cache
def nouns(kind: Noun) -> tuple[str, ...]:
    """Return what says what is counted where nothing else does: a person, an event. Example: 演练 is an occasion."""
    return _words("indicator_nouns", **{"is": kind})


@cache
def acts(kind: Act) -> tuple[str, ...]:
    """Return acts on what is counted, acts counted as they occur (授权), or steps towards what a rate measures."""
    return _words("indicator_acts", **{"is": kind})


@cache
def paired_acts() -> Mapping[str, str]:
    """Return the class of acts of which two are said in one breath: 清淤疏浚."""
    return _pairs("indicator_paired_acts", "word", "class")


@cache
def rate_ends() -> Mapping[str, tuple[str, ...]]:
    """Return what the rate of an act may end in and mean the same: 核查完成率 is 核查率."""
    return {act: tuple(ends.split("|")) for act, ends in _pairs("indicator_rate_ends", "act", "ends").items()}


@cache
def implied_words() -> Mapping[str, tuple[str, ...]]:
    """Return the nouns that imply a modifier: 秸秆 is 农作物秸秆."""
    return {word: tuple(held.split("|")) for word, held in _pairs("indicator_implied_words", "word", "nouns").items()}


@cache
def generic_words(beside: Literal["rate", "number"]) -> tuple[str, ...]:
    """Return words that add nothing beside enough others, in the order in which they are left out: 案件, 事项."""
    return _words("indicator_generic_words", beside=("anything", beside))


@cache
def added_words(where: Literal["either", "longer", "inside", "beside_occurrence"]) -> tuple[str, ...]:
    """Return words that set nothing apart where a name has them and another has not: 热线 in the longer of two."""
    return _words("indicator_added_words", where=where)


@cache
def traits(trait: Trait) -> tuple[str, ...]:
    """Return words that change how those around them are read: beside 对上级 the order of words matters."""
    return _words("indicator_traits", trait=trait)


def _pairs(table: str, word: str, meaning: str) -> Mapping[str, str]:
    return {row[word]: row[meaning] for row in vocabulary(table)}


def _words(table: str, **only: str | Iterable[str]) -> tuple[str, ...]:
    """Return each word once, in the table's order, of the rows that have one of the values in each column."""
    return tuple(
        dict.fromkeys(
            row["word"]
            for row in vocabulary(table)
            if all(row[name] in ((value,) if isinstance(value, str) else value) for name, value in only.items())
        )
    )
