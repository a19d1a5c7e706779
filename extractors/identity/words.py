"""The words of indicators' names, each table under what it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.vocabulary import vocabulary
from schemas.vocabulary.indicators import (
    ActKind,
    AddedWhere,
    Beside,
    FillerPlace,
    IndicatorAct,
    IndicatorAddedWord,
    IndicatorCount,
    IndicatorFiller,
    IndicatorGenericWord,
    IndicatorImpliedWord,
    IndicatorNoun,
    IndicatorPairedAct,
    IndicatorRateEnds,
    IndicatorSynonym,
    IndicatorTrait,
    IndicatorWholeWord,
    NounKind,
    Trait,
)


@cache
def synonyms() -> Mapping[str, str]:
    """Return what each word stands for. Example: ``synonyms()["满意程度"] == "满意率"``."""
    return {row.word: row.stands_for for row in vocabulary(IndicatorSynonym)}


@cache
def whole_words() -> tuple[str, ...]:
    """Return words that hold a filler or a measuring word and stay whole: 参与 holds 与."""
    return tuple(row.word for row in vocabulary(IndicatorWholeWord))


@cache
def fillers(place: FillerPlace) -> tuple[str, ...]:
    """Return words that say nothing where they stand: 开展 anywhere, 确保 in front, 不低于 at the end."""
    return tuple(row.word for row in vocabulary(IndicatorFiller) if row.place == place)


@cache
def counts() -> Mapping[str, str]:
    """Return what a name's last word counts. Example: ``counts()["场次"] == "次"``."""
    return {row.word: row.counts for row in vocabulary(IndicatorCount)}


@cache
def nouns(kind: NounKind) -> tuple[str, ...]:
    """Return what says what is counted where nothing else does: a person, an event. Example: 演练 is an occasion."""
    return tuple(row.word for row in vocabulary(IndicatorNoun) if row.kind == kind)


@cache
def acts(kind: ActKind) -> tuple[str, ...]:
    """Return acts on what is counted, acts counted as they occur (授权), or steps towards what a rate measures."""
    return tuple(row.word for row in vocabulary(IndicatorAct) if row.kind == kind)


@cache
def paired_acts() -> Mapping[str, str]:
    """Return the class of acts of which two are said in one breath: 清淤疏浚."""
    return {row.word: row.family for row in vocabulary(IndicatorPairedAct)}


@cache
def rate_ends() -> Mapping[str, tuple[str, ...]]:
    """Return what the rate of an act may end in and mean the same: 核查完成率 is 核查率."""
    return {row.act: row.ends for row in vocabulary(IndicatorRateEnds)}


@cache
def implied_words() -> Mapping[str, tuple[str, ...]]:
    """Return the nouns that imply a modifier: 秸秆 is 农作物秸秆."""
    return {row.word: row.nouns for row in vocabulary(IndicatorImpliedWord)}


@cache
def generic_words(beside: Beside) -> tuple[str, ...]:
    """Return words that add nothing beside enough others, in the order in which they are left out: 案件, 事项."""
    return tuple(row.word for row in vocabulary(IndicatorGenericWord) if row.beside in (Beside.ANYTHING, beside))


@cache
def added_words(where: AddedWhere) -> tuple[str, ...]:
    """Return words that set nothing apart where a name has them and another has not: 热线 in the longer of two."""
    return tuple(row.word for row in vocabulary(IndicatorAddedWord) if row.where == where)


@cache
def traits(trait: Trait) -> tuple[str, ...]:
    """Return words that change how those around them are read: beside 对上级 the order of words matters."""
    return tuple(row.word for row in vocabulary(IndicatorTrait) if row.trait == trait)
