"""Likeness: whether two indicators of one department, each in another year, are one that was worded anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.identity.counting import RATE
from extractors.identity.indicators import NormalName, indicator_key
from extractors.identity.wording import reviewed, without_signs
from extractors.identity.words import acts, added_words, implied_words, paired_acts, rate_ends, traits
from schemas.vocabulary import vocabulary
from schemas.vocabulary.indicators import ActKind, AddedWhere, ContrastWord, Trait

ENOUGH = 5
LEAST = 4
SLIGHT = 2
HIGH = 0.6
PERSONS = ("人", "人次", "户")
SYMBOL = re.compile(r"[0-9A-Za-z一二三四五六七八九十百千ⅠⅡⅢⅣⅤ]+")
PLACES = 4


class Likeness(NamedTuple):
    """How alike two names are, from 0 to 1, and the word or the rule that keeps them apart however alike they are."""

    score: float
    veto: str | None

    @property
    def joined(self) -> bool:
        """Whether likeness alone makes them one indicator."""
        return self.veto is None and self.score >= HIGH


def likeness(one: NormalName, other: NormalName) -> Likeness:
    """Compare two indicators that are not one by their wording.

    One name must hold all the other says, at length, and what it says beyond that must be known to set nothing apart: a
    word never seen may name a part of the whole (蔬菜 and 设施蔬菜).

    Args:
        one: What an indicator speaks of and counts.
        other: The same of another year.

    Example:
        ``likeness(normal_name("水上搜救成功率"), normal_name("水上遇险搜救成功率")) == Likeness(0.8571, None)``,
        ``likeness(normal_name("刑事案件发案数"), normal_name("刑事案件破案数")).veto is not None``
    """
    first, second = comparable(one, other), comparable(other, one)
    common = set(first) & set(second)
    score = round(2 * len(common) / max(len(set(first)) + len(set(second)), 1), PLACES)
    if score < HIGH:
        return Likeness(score, "unlike")
    if one.counted != other.counted:
        return Likeness(score, f"{one.counted}/{other.counted}")
    return Likeness(score, contrast(first, second) or _shape(first, second, one.counted))


def comparable(one: NormalName, other: NormalName) -> str:
    """Leave out of a content what only it says and what says nothing more beside the rest.

    Examples before 等, 及时 before the act that is measured (及时整改率 but not 整改及时率), the second of two acts
    said in one breath (清淤疏浚), and 新增 beside acts that are counted as they occur (新增授权). Where it holds all
    that the other says, also modifiers that their noun implies (农作物秸秆) and steps towards what a rate measures
    (成果验收通过率), but of a satisfaction, for there the step is what is judged.

    Example:
        ``comparable(normal_name("安全隐患按期整改率"), normal_name("安全隐患整改率")) == "隐患整改"``
    """
    content = one.content
    for run in _beyond(content, other.content):
        if run in one.examples:
            content = content.replace(run, "")
    content = _paired().sub(lambda found: _said_once(found, other.content), content)
    for word in _needless(content, one.counted, not _beyond(other.content, content)):
        if word not in other.content:
            content = re.sub(f"(?<=.){word}(?=.)" if word in added_words(AddedWhere.INSIDE) else word, "", content)
    return content


def _needless(content: str, counted: str, whole: bool) -> Iterator[str]:
    """Return the words of a content that say nothing more where it holds the whole of another, or not."""
    yield from (word for word in added_words(AddedWhere.INSIDE) if word in content)
    if any(act in content for act in acts(ActKind.COUNTED_AS_IT_OCCURS)):
        yield from added_words(AddedWhere.BESIDE_OCCURRENCE)
    if whole:
        yield from (word for word in implied_words() if word in content and _is_implied(word, content))
        if counted == RATE and not any(word in content for word in traits(Trait.WORD_BEFORE_IS_JUDGED)):
            steps = acts(ActKind.STEP_TOWARDS_A_RATE)
            yield from (word for word in steps if word in content and not content.endswith(word))
            yield from _ends(content)


def _is_implied(word: str, content: str) -> bool:
    """Tell whether a noun of a content implies its modifier."""
    rest = content.replace(word, "", 1)
    return any(noun in rest for noun in implied_words()[word])


def _ends(content: str) -> Iterator[str]:
    """Return the last word of a rate that only says that the act before it was done: 核查完成率."""
    for act, ends in rate_ends().items():
        yield from (end for end in ends if content.endswith(act + end))


def _said_once(found: re.Match[str], other: str) -> str:
    """Return the one of two acts of a class that another name has; both where that does not tell them apart."""
    kept = [act for act in found.groups() if act in other]
    alike = len({paired_acts()[act] for act in found.groups()}) == 1
    return kept[0] if alike and len(kept) == 1 else found.group()


@cache
def _paired() -> re.Pattern[str]:
    act = "|".join(paired_acts())
    return re.compile(f"({act})({act})")


def how_joined(one: str, other: str) -> str:
    """Tell how two names of one indicator are known to be one.

    Returns:
        ``name`` where only spacing differs, ``wording`` where only words that mean nothing do, ``alias`` by the
        reviewed table, else ``likeness``.

    Example:
        ``how_joined("开展培训次数", "培训场次") == "wording"``,
        ``how_joined("水上搜救成功率", "水上遇险搜救成功率") == "likeness"``
    """
    if without_signs(one) == without_signs(other):
        return "name"
    if indicator_key(one).content != indicator_key(other).content:
        return "likeness"
    return "alias" if reviewed(one) or reviewed(other) else "wording"


def contrast(first: str, second: str) -> str | None:
    """Return a word that only one of two contents has and that sets things apart, or ``number`` where those differ.

    Example:
        ``contrast("城市低保", "农村低保") == "农村"``
    """
    if sorted(SYMBOL.findall(first)) != sorted(SYMBOL.findall(second)):
        return "number"
    runs = [*_beyond(first, second), *_beyond(second, first)]
    return next(
        (word for word in _contrasts() if word in runs or (len(word) > 1 and (word in first) != (word in second))), None
    )


def _shape(first: str, second: str, counted: str) -> str | None:
    """Tell what in the shape of two names forbids a judgement: too little in common, words of its own in either."""
    short, long = sorted((first, second), key=lambda name: (len(set(name)), name))
    own, more = (
        [run for run in _beyond(*pair) if run not in added_words(AddedWhere.EITHER)]
        for pair in ((short, long), (long, short))
    )
    shared, added = len(set(short) & set(long)), sum(map(len, more))
    if shared < LEAST or (shared < ENOUGH and added > SLIGHT):
        return "short"
    if own:
        return "both"
    if counted not in PERSONS and any(long.endswith(run) for run in more):
        return "head"
    return next((run for run in more if run not in added_words(AddedWhere.LONGER)), None)


def _beyond(name: str, other: str) -> list[str]:
    """Return the runs of characters of a name that the other has nowhere."""
    return [run for run in re.split(f"[{re.escape(other)}]+", name) if run] if other else [name]


@cache
def _contrasts() -> tuple[str, ...]:
    return tuple(row.word for row in vocabulary(ContrastWord))
