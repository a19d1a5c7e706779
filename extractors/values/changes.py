"""A change against another period: 同比增长9.39%, 较上年提高1.5个百分点, 翻一番; or the level reached: 提升至95%."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractors.text.words import alternatives
from extractors.text.years import ARABIC_YEAR
from extractors.values.amounts import amounts
from extractors.values.modifiers import FLIPPED, before, behind, is_label, is_name
from extractors.values.quantities import read_quantity
from extractors.values.ranges import read_range
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import ChangeRole, ChangeWord

DOUBLING = re.compile(r"翻(?:(?P<times>[一两二三四1234])?番|倍|一倍)")
TIMES = {None: 1, "一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
NAMED_YEAR = rf"[较比与同]{ARABIC_YEAR}年?(?:度|同期|底|末)?(?:相比|同期)?"
BASE_YEAR = rf"以{ARABIC_YEAR}年?为(?:基数|基期|基准年?)|[较比]{ARABIC_YEAR}年?(?:基数|基期|基准|基线)"
PLAN_PERIOD = r"[较比]“?十[一二三四五]五”?(?:规划)?(?:时期|期)?[初末]"  # 比“十三五”末
THING = re.compile(r"[\u4e00-\u9fff]{2,8}")
STATED_AS_SHARE = re.compile(r"(?:[率度比值]|满意|覆盖|合格|完成)$")
LIKELY = 50  # percent: what rises by more is rather said to rise to it
ORIGIN = re.compile(r"(?:.*[由从])[^至到]+")


def read_change(text: str) -> Value | None:
    """Read a text that says how much something rose or fell.

    Returns:
        A fall is negative, its comparator turned with it (下降5%以上 is <= -5); 倍 becomes percent. What a change
        reached (提升至95%) is read as the level itself.

    Example:
        ``read_change("比上年减少3家") == Value("change", "=", Decimal(-3), unit="家", basis="yoy")``
    """
    return _read(_verb_first().fullmatch(text)) or _read(_verb_last().fullmatch(text))


def _read(match: re.Match[str] | None) -> Value | None:
    if not match or not (match["verb"] or match["basis"] or match["amount"][0] in "+翻"):
        return None
    label = before(match["label"]).rest
    said = match["label"][len(label) :] + match["amount"]
    if match["level"]:
        return _plain(said) if is_label(label) or ORIGIN.fullmatch(label) else None
    change = _doubling(said) or _size(said) or _size_of_thing(said, match["verb"])
    if change is None or not is_label(label) or (is_name(label) and not match["verb"]):
        return None
    if change.kind == "duration" and match.end("verb") == len(match.string):  # 连续三年增长
        return None
    return replace(_turned(change) if _falls(match["verb"]) else change, kind="change", basis=_basis(match["basis"]))


def _plain(text: str) -> Value | None:
    """Read a number with nothing before it but comparators."""
    found = amounts(text)
    if not found or before(text[: found[0].start]).rest:
        return None
    return read_range(text) or read_quantity(text)


def _size(text: str) -> Value | None:
    value = _plain(text)
    if value is None or value.number is None or value.unit != "倍":
        return value
    high = None if value.number_high is None else value.number_high * 100
    return replace(value, value=value.number * 100, value_high=high, unit="%")


def _size_of_thing(said: str, verb: str | None) -> Value | None:
    """Read 500个 of 增加岗位500个; 提高满意率90% may mean to 90 % or by it, and is left."""
    found = amounts(said) if verb and len(verb) > 1 else []
    thing = before(said[: found[0].start]).rest if found else ""
    if not THING.fullmatch(thing) or not is_label(thing):
        return None
    value = _size(said[len(thing) :])
    level = value and value.kind == "percent" and not _falls(verb) and (value.number or 0) > LIKELY
    return None if level or (STATED_AS_SHARE.search(thing) and value and value.kind == "percent") else value


def _falls(verb: str | None) -> bool:
    return (_meanings("verb") | _meanings("noun")).get(verb or "") == "-1"


def _turned(value: Value) -> Value:
    """Turn a rise into a fall: the sign changes and so does the comparator."""
    if value.number is None:
        return value
    if value.number_high is not None:
        return replace(value, value=-value.number_high, value_high=-value.number)
    return replace(value, value=-value.number, comparator=FLIPPED.get(value.comparator or "", value.comparator))


def _doubling(text: str) -> Value | None:
    match = DOUBLING.match(text)
    right = match and behind(text[match.end() :])
    if not match or not right or right.rest:
        return None
    size = Decimal(2 ** TIMES[match["times"]] - 1) * 100
    return Value("change", right.comparator or "=", size, unit="%", approx=right.approx)


def _basis(words: str | None) -> str | None:
    if not words:
        return None
    unnamed = "base" if re.fullmatch(f"{BASE_YEAR}|{PLAN_PERIOD}", words) else "yoy"
    return _meanings(ChangeRole.BASIS).get(words, unnamed)


@cache
def _meanings(role: ChangeRole) -> dict[str, str]:
    return {row.word: row.meaning for row in vocabulary(ChangeWord) if row.role == role}


@cache
def _verb_first() -> re.Pattern[str]:
    basis, verb, noun, level = (alternatives(_meanings(role)) for role in ChangeRole)
    return re.compile(
        rf"""
        (?P<label>.*?)
        (?P<basis>{basis}|{BASE_YEAR}|{NAMED_YEAR}|{PLAN_PERIOD})?[,:]?(?:的|数|有所)?
        (?:(?P<verb>{noun}|(?<!新){verb}(?![长率幅速高量]|加值)了?)(?P<level>(?<!率)(?<!幅)(?<!速){level}(?!{level}|本))?|(?=[+-]\d)|(?=翻))
        (?P<amount>.+)
        """,
        re.VERBOSE,
    )


@cache
def _verb_last() -> re.Pattern[str]:
    basis = alternatives(_meanings(ChangeRole.BASIS))
    verb = alternatives(word for word in _meanings(ChangeRole.VERB) if len(word) > 1)
    return re.compile(rf"(?P<label>)(?P<basis>{basis}|{NAMED_YEAR})?(?P<amount>.+?)(?P<level>)的?(?P<verb>{verb})")
