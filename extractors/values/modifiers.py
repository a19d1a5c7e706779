"""The words round a number: comparators, 约 and 左右, and what may stand before and behind without changing it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.text.numerals import scale_sign
from extractors.text.words import alternatives, in_role, one_of, patterns_of
from extractors.values.amounts import hide_names
from extractors.values.units import unit_pattern
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import (
    Act,
    ChangeRole,
    ChangeWord,
    ComparatorWord,
    CountingRole,
    CountingWord,
    NotComparator,
    NotLabel,
    Position,
    Tail,
)

FLIPPED: dict[str | None, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
MIRROR = re.compile(r"(?P<sign>[<>]=?|≤|≥)[\u4e00-\u9fffA-Za-z]+")
REFUSED = re.compile(r"(?:[不未无非第前每一二两三四五六七八九十百千万亿零〇+-]|没有)$")
NAME_END = re.compile(r"[A-Za-z◇]$")
LABEL = re.compile(r"[\u4e00-\u9fffⅠ-Ⅻ◇、“”\"'():&A-Za-z-]*")
STOP = "[。;,.!]?"
NOUN = re.compile(r"(?![不未无非])[\u4e00-\u9fff]{1,8}")


class Modifiers(NamedTuple):
    """What the words round a number say; ``rest`` is what they leave unsaid."""

    comparator: str | None
    approx: bool
    rest: str


def before(text: str) -> Modifiers:
    """Peel the words that end right before a number, from right to left.

    Example:
        ``before("满意度应不低于") == Modifiers(">=", False, "满意度")``
    """
    limits = alternatives(in_role(CountingWord, CountingRole.LIMIT))
    limited = re.sub(rf"({limits}){one_of(Act)}$", r"\1", text)  # 至少培训300人
    return _peel(limited, "before")


def behind(text: str) -> Modifiers:
    """Peel the words that begin right behind a number, from left to right.

    Example:
        ``behind("左右达标") == Modifiers(None, True, "达标")``
    """
    mirrored = MIRROR.fullmatch(text)
    if mirrored:
        return Modifiers(FLIPPED[_words(Position.BEFORE)[mirrored["sign"]][0]], False, "")
    return _peel(text, "after")


def agree(left: Modifiers, right: Modifiers) -> str | None:
    """Find the one comparator both sides allow: ``=`` where neither says one, None where they contradict."""
    said = {side.comparator for side in (left, right) if side.comparator} - {"="}
    if len(said) == 2 and left.comparator and right.comparator and left.comparator[0] == right.comparator[0]:
        return left.comparator
    return None if len(said) > 1 else next(iter(said), "=")


def is_label(text: str) -> bool:
    """Whether a text before a number only names what it counts (满意度), without numbers, limits or a negation."""
    named = hide_names(text)
    if re.search(_limits(), named):
        return False
    if patterns_of(NotLabel).search(named):
        return False
    negated = re.search(rf"(?:[未没不]|没有|尚未){one_of(Act)}$", named)
    return bool(LABEL.fullmatch(named)) and not REFUSED.search(named) and not negated


def is_changed(label: str, carried: str) -> bool:
    """Whether a label says that what it names rose or fell (降低成本) without saying to what level (至)."""
    verbs = alternatives(verb for verb in in_role(ChangeWord, ChangeRole.VERB) if len(verb) > 1)
    changed = re.search(f"{verbs}(?![率幅速度量额数])", label)
    return bool(changed) and not carried.startswith(in_role(ChangeWord, ChangeRole.LEVEL))


def is_name(text: str) -> bool:
    """Whether a number right after this text would be part of a name: GB 2828, 达到A 3."""
    return bool(NAME_END.search(hide_names(text)))


def is_act(text: str) -> bool:
    """Whether a text before a Chinese numeral is nothing but an act (完成, 举办)."""
    return bool(re.fullmatch(f"{one_of(Act)}*[:]?", text))


def is_remark(text: str) -> bool:
    """Whether a text behind a number explains it or ends the sentence: ``（193%）``, ``完成``, ``。``."""
    return bool(re.fullmatch(rf"{one_of(Tail)}*(?:{in_brackets()})?{STOP}", text))


def is_noun(text: str) -> bool:
    """Whether a text behind a unit may be the noun it counts: 5场 培训."""
    return bool(re.fullmatch(rf"{NOUN.pattern}(?:{in_brackets()})?{STOP}", text))


@cache
def in_brackets() -> str:
    """Match a remark in brackets; a scale there, as in 500(万元), says how to read the number and is none."""
    return rf"\((?!{scale_sign()}+(?:{unit_pattern()})?\))[^()]*\)"


@cache
def _limits() -> str:
    """Match comparators of two signs or more: inside a label they limit something else (不超预算100万元)."""
    return alternatives(word for word, said in _words(Position.BEFORE).items() if said[0] and len(word) > 1)


def _peel(text: str, side: str) -> Modifiers:
    comparator, approx = None, False
    pattern = _edge(side)
    while match := pattern.search(text):
        if side == "before" and _word_ends(text):
            break
        said, vague = _words(side)[match[0]]
        if said and comparator and said != comparator and "=" not in (said, comparator):
            break
        comparator = comparator if comparator and said in ("", "=") else said or comparator
        approx = approx or vague
        text = text[: match.start()] if side == "before" else text[match.end() :]
    return Modifiers(comparator, approx, text)


def _word_ends(text: str) -> bool:
    """Whether a text ends in a word of its own that a comparator is only a part of (节约)."""
    return bool(re.search(f"{one_of(NotComparator)}$", text))


@cache
def _words(side: str) -> dict[str, tuple[str | None, bool]]:
    return {row.word: (row.comparator, row.approx) for row in vocabulary(ComparatorWord) if row.position == side}


@cache
def _edge(side: str) -> re.Pattern[str]:
    words = alternatives(_words(side))
    return re.compile(rf"{words}$" if side == "before" else rf"^{words}")
