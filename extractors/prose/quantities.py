"""Quantities, years and document numbers in running text, found by pattern before any word is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.text.years import ANY_YEAR, ARABIC_YEAR
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import UnitWord

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}，\d{3}\.\d+|\d+(?:\.\d+)?)"
SCALE = r"(?:[十百千]?[万亿]|[百千]|万亿)"
RANGE = r"(?:-|－|—|–|~|～|至|到)"
ABOUT = r"(?:余|多|来)?"
UNIT_IN_BRACKETS = r"[（(](?:元|万元|亿元)[)）]"
BOUND = r"(?:(?:及|或)?(?:以上|以下|以内|之内|左右|上下|[(（]含[)）]?|含[)）]))*"
DOCUMENT = rf"[〔\[［（(【]\s?{ARABIC_YEAR}\s?[〕\]］）)】]第?\d+号"  # 〔2020〕5号
NOT_POINTS = (  # 分钟, 分公司, 分项 are no points
    "钟之别项公发布歧类工批期析配享管解局院店开成步段明队组支散割担流级层红离子数校部行社厂会区包辨内贝头文给秒"
)


class Quantity(NamedTuple):
    """A stretch ``[start, end)`` that is one token, and what it is: its tag."""

    start: int
    end: int
    tag: str


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of a text without white space, in order, none overlapping.

    The tags: MONEY, SCALED (万 without a unit), PERCENT, POINTS (分), COUNT (with another unit), INCOME (收、支总计),
    NUMBER (none), YEAR, DATE, ORDINAL, CODE (a document number, a proper name with digits).

    Example:
        ``部门总支出7,204.18万元`` holds MONEY ``7,204.18万元``.
    """
    for match in _pattern().finditer(text):
        yield Quantity(match.start(), match.end(), str(match.lastgroup))


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative a tag; the first that fits at a place wins, so the narrow ones come first."""
    number = rf"{NUMBER}{ABOUT}{SCALE}?{ABOUT}"
    span = rf"[≥≤＞＜><≧≦+\-－]?{number}(?:[%％]?{RANGE}{number})?"
    year = rf"{ANY_YEAR}(?:{RANGE}{ANY_YEAR})?(?:会计|财政|预算)?年度?(?:\d{{1,2}}月份?(?:\d{{1,2}}日)?)?"
    alternatives = {
        "CODE": rf"{DOCUMENT}|第?\d+号(?!线|楼)|[A-Za-z][A-Za-z0-9.]*\d[A-Za-z0-9]*",
        "YEAR": rf"{year}|“?十[一二三四五]五”?(?:时期|期间)",
        "DATE": r"\d{1,2}月(?:份|底|末|初)?(?:\d{1,2}日)?|[上下]半年|[一二三四]季度",
        "ORDINAL": rf"第{NUMBER}(?:位|名|个|次|届|期|批|号|季度|条|款|章|节|轮|类|代|产业)?|前{NUMBER}(?:位|名|强)",
        "MONEY": rf"[￥¥]?{span}(?:{_units('money')}|{UNIT_IN_BRACKETS}){BOUND}",
        "PERCENT": rf"{span}(?:{_units('percent', 'pp')}){BOUND}|百分之[零一二三四五六七八九十百点]+",
        "POINTS": rf"{span}分(?![{NOT_POINTS}]){BOUND}",
        "COUNT": rf"{span}(?:{_other_units()}){BOUND}",
        "SCALED": rf"[￥¥]?{NUMBER}(?:万|亿){BOUND}",
        "INCOME": r"收、支(?:总计|合计)",  # a term, but jieba cuts at every mark
        "NUMBER": rf"{span}{BOUND}",
    }
    return re.compile("|".join(f"(?P<{tag}>{pattern})" for tag, pattern in alternatives.items()))


def _units(*kinds: str) -> str:
    return _longest_first(row.word for row in vocabulary(UnitWord) if row.kind in kinds)


def _other_units() -> str:
    known = {"money", "percent", "pp"}
    return _longest_first(row.word for row in vocabulary(UnitWord) if row.kind not in known and row.word != "分")


def _longest_first(words: Iterator[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
