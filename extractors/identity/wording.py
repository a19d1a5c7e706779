"""The wording of an indicator's name: what it speaks of and what it counts, freed of everything that means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from extractors.identity.counting import FRACTIONS, UNSTATED, counted_in_brackets
from extractors.identity.words import counts, fillers, generic_words, nouns, synonyms, traits, whole_words
from extractors.rows.limits import named_target
from extractors.text.folding import compatible, unspaced
from extractors.text.years import ARABIC_YEAR
from schemas.vocabulary import vocabulary
from schemas.vocabulary.indicators import Beside, FillerPlace, IndicatorAlias, NounKind, Trait

NUMBERING = re.compile(r"^(?:其中[:：]?|指标\s*\d+\s*[:：、.．]?|[（(]?\d{1,2}[)）、.．:：](?!\d)|[①-⑳])+")
YEAR = re.compile(rf"{ARABIC_YEAR}(?:年度?)?(?![\d.%])")
TEMPLATE = re.compile(r"[(（][≥≤＞＜><≧≦=＝][^()（）]*[)）]|[≥≤＞＜><≧≦=＝]+[\d*×.,%％]*[^()（）]*$")
BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
SIGNS = re.compile(r"[\s\"'“”‘’《》〈〉「」、，,。.；;:：·\-—_/★☆●◆■▲※*]+")
EXAMPLES = re.compile(r"(.+)(?<![高中初均平同优对])等(?![级次保待候])")
ABBREVIATED = 2
DEFINED = 5
ENOUGH = 4
NAMES = 1 << 16


@lru_cache(NAMES)
def wording(name: str) -> tuple[str, str]:
    """Reduce a name to what it speaks of and what it counts, in the order it is printed.

    Example:
        ``wording("开展森林防火巡查次数") == ("森林防火巡查", "次")``
    """
    named = named_target(name)
    bare = NUMBERING.sub("", unspaced(named.before if named else name))
    bare = YEAR.sub("", TEMPLATE.sub("", bare))
    outside, extra, counted = _brackets(bare)
    content, own = _split(_reviewed(_plain(outside)))
    return _unsaid(_split(_plain(extra))[0], content) + content, counted or own


def examples(name: str) -> str:
    """Return what a name says before 等: examples of what it counts, which another year may leave out.

    Example:
        ``examples("技术中心、实验室等创新平台数量") == "技术中心实验室"``
    """
    found = EXAMPLES.match(unspaced(name))
    return _plain(found.group(1)) if found else ""


def without_generic(content: str, counted: str) -> str:
    """Leave out bland words (案件; of a rate also 项目), one by one while enough remains to know the indicator by.

    Example:
        ``without_generic("法律援助案件", "数") == "法律援助"``, ``without_generic("受益对象", "率") == "受益对象"``
    """
    for word in generic_words(Beside.RATE if counted == "率" else Beside.NUMBER):
        if word in content:
            short = _without(word, content)
            content = short if len(short) >= ENOUGH else content
    return content


def _without(word: str, content: str) -> str:
    """Take a word out of a content, but not out of a longer word that holds it."""
    return _held(word).sub(lambda found: "" if found.group() == word else found.group(), content)


def _brackets(name: str) -> tuple[str, str, str]:
    """Take brackets apart: the name outside, what they add to it, and the measure where they hold a unit (人次).

    A bracket that says in letters or over again how a long name is measured, （按时到岗人数占比）, adds nothing. A unit
    stands at the end: （社区） before 数量 is no unit.
    """
    outside, extra, counted = BRACKET.sub("", name), "", ""
    own = _split(_plain(outside))
    for found in BRACKET.finditer(name):
        inner = found.group(1)
        content, what = _split(_plain(inner))
        unit = counted_in_brackets(inner) if found.end() == len(name) else None
        if not content or unit is not None:
            counted = what or unit or ""
        elif not (inner.isascii() or (what == own[1] and len(own[0]) >= DEFINED)):
            extra += inner
    return outside or name, extra, counted if own[1] in UNSTATED or counted == "人次" else ""


def without_signs(name: str) -> str:
    """Return a name without white space and punctuation.

    Example:
        ``without_signs("“三公” 经费控制率") == "三公经费控制率"``
    """
    return SIGNS.sub("", name)


def reviewed(name: str) -> bool:
    """Tell whether a name stands in the reviewed table of aliases.

    Example:
        ``reviewed("引进人才数量")``
    """
    return _plain(BRACKET.sub("", name)) in _aliases()


def _unsaid(extra: str, said: str) -> str:
    """Leave out what a bracket repeats: 垃圾清运率（日产日清清运） adds 日产日清."""
    for size in range(len(extra), 1, -1):
        for start in range(len(extra) - size + 1):
            if extra[start : start + size] in said:
                return _unsaid(extra[:start] + extra[start + size :], said)
    return extra


def _plain(name: str) -> str:
    """Replace words by the one word that stands for them all, and drop those that add nothing."""
    bare = SIGNS.sub("", compatible(name).upper())
    for _ in range(2):
        bare = _front().sub("", bare) or bare
    bare = _back().sub("", bare) or bare
    once = _word().sub(lambda found: _meanings()[found.group()], bare)
    return _word().sub(lambda found: _meanings()[found.group()], once)


def _split(plain: str) -> tuple[str, str]:
    """Part a plain name into what it speaks of and what its last word counts."""
    found = _tail().search(plain)
    if not found or plain.endswith(_kept()):
        return plain, ""
    group = "own" if found["own"] else "tail"
    content, counted = plain[: found.start(group)], counts()[found[group]]
    if counted not in (*FRACTIONS, "时间"):
        content = _undone().sub("", content)
    return content, "数" if counted == "次" and content.endswith(nouns(NounKind.EVENT)) else counted


def _reviewed(plain: str) -> str:
    return _aliases().get(plain, plain)


@cache
def _meanings() -> dict[str, str]:
    """Return what every word is replaced by; a word that stands for others, or holds another, stands for itself."""
    whole = (*synonyms().values(), *whole_words())
    return {word: word for word in whole} | dict.fromkeys(fillers(FillerPlace.ANYWHERE), "") | dict(synonyms())


@cache
def _kept() -> tuple[str, ...]:
    return tuple(word for word in whole_words() if counts().keys() & {word[-1], word[-2:]})


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _word() -> re.Pattern[str]:
    """Match every word that is replaced, the longest first."""
    words = sorted(_meanings().items(), key=lambda row: len(row[0]), reverse=True)
    return re.compile("|".join(re.escape(word) + _unfinished(word, meaning) for word, meaning in words))


def _unfinished(word: str, meaning: str) -> str:
    """Forbid what would make an abbreviation's last character a whole word: 国企 is none in 全国企业."""
    if len(word) != ABBREVIATED or len(meaning) <= ABBREVIATED or word[-1] not in meaning[:-1]:
        return ""
    return f"(?!{meaning[meaning.rindex(word[-1], 0, -1) + 1]})"


@cache
def _held(*words: str) -> re.Pattern[str]:
    """Match the words, and those that hold them: 项目 but not in 项目支出."""
    return re.compile(_alternatives([*words, *whole_words()]))


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(f"(?<=.)(?:{_alternatives(fillers(FillerPlace.BEFORE_COUNT))})$")


@cache
def _front() -> re.Pattern[str]:
    verbs = _alternatives(traits(Trait.VERB_BEFORE_IS_MEASURED))
    return re.compile(f"^(?:{_alternatives(fillers(FillerPlace.FRONT))})(?!{verbs})")


@cache
def _back() -> re.Pattern[str]:
    return re.compile(f"(?:{_alternatives(fillers(FillerPlace.BACK))})$")


@cache
def _tail() -> re.Pattern[str]:
    """Match the last word; after a noun that ends in a counter (案件, 专家) the counter is the noun's."""
    tails = _alternatives(counts())
    return re.compile(f"(?:(?:{_alternatives(whole_words())})(?P<own>{tails})|(?P<tail>{tails}))$")


@cache
def _aliases() -> Mapping[str, str]:
    return {_plain(row.alias): _plain(row.name) for row in vocabulary(IndicatorAlias)}
