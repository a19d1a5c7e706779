"""Percentages and counts spelt in words, rewritten in figures: 百分之九十 is 90%, 六成五 is 65%, 零投诉 is 0."""

from __future__ import annotations

import re
from functools import cache

from extractors.text.numerals import ARABIC, CHINESE, number, scale, scale_sign
from extractors.text.words import one_of
from extractors.values.units import unit_pattern
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import Spelt, ZeroEvent

NUMBER = rf"(?:{ARABIC}|{CHINESE})"
WHOLE = re.compile(r"百分(?:之)?百")
PARTS = re.compile(
    rf"(?P<base>百|千|万)分之(?P<number>{NUMBER})(?P<more>[几多余]?)(?:(?P<joint>至|到|-|~)(?P<high>{CHINESE})(?=$|[之以左]))?"
)
SIGNS = {"百": "%", "千": "‰", "万": "‱"}
PAIR_OF_TENTHS = re.compile(
    r"(?<![\d.十百千万])(?:(?P<low>[二三四五六七八])(?P<high>[三四五六七八九])"
    r"|(?P<from>[一二三四五六七八1-8])(?:至|到|~|-)(?P<to>[二三四五六七八九2-9]))成(?![本果立])"
)
TENTHS = re.compile(
    r"(?<![一二两三四五六七八九十])(?P<tens>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<ones>[一二三四五六七八九半]?)(?=$|[以及左上至到~的多(,。-])"
)
PLUS_MINUS = re.compile(rf"(?:≤|不超过|不大于)?±({NUMBER}[%‰]?)")
INCLUDED = re.compile(r"\(含[^()]*\)(?=[及或]?以[上下内])")  # 90分（含90分）以上
DUE_MONTH = re.compile(r"(?<=\d)\((月(?:前|[底末]前?)?|日前?|年[前底末])\)")  # 12（月底）: 度量单位 joined to its value
COMPOUND = re.compile(
    r"(?<![\d.])(?P<much>\d{1,3})个?(?P<large>年|天|小时|分)钟?[零又]?(?P<few>\d{1,2})个?(?P<small>月|小时|分钟?|秒钟?)(?![日号\d])"
)
SMALLER = {"年": ("月", 12, "个月"), "天": ("小时", 24, "小时"), "小时": ("分", 60, "分钟"), "分": ("秒", 60, "秒")}
FIRST = re.compile(r"^(?:全[省市县区国])?首(?=[个次批家例套台条项])")


def spell(text: str) -> str:
    """Rewrite spelt numbers that the readers of figures can take.

    Example:
        ``spell("千分之三以内") == "3‰以内"``
    """
    for pattern, plain in _spelt():
        text = pattern.sub(plain, text)
    text = _unit_first().sub(r"\g<label>\g<said>\g<number>\g<unit>\g<bound>", COMPOUND.sub(_in_one_unit, text))
    text = _about().sub(_round, text)
    text = PARTS.sub(_parts, WHOLE.sub("100%", text))
    text = PAIR_OF_TENTHS.sub(_pair, text)
    text = TENTHS.sub(_tenths, text)
    text = PLUS_MINUS.sub(r"≥-\1≤\1", text)
    text = INCLUDED.sub("(含)", DUE_MONTH.sub(r"\1", text))
    text = re.sub(rf"^[零0](?:重大|较大|一般|安全|责任|有责|有效)*{one_of(ZeroEvent)}$", "0", text)
    return FIRST.sub("1", text)


@cache
def _spelt() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((row.pattern, row.plain) for row in vocabulary(Spelt))


def _in_one_unit(match: re.Match[str]) -> str:
    """Write 1小时30分钟 as 90分钟; 3年5天 has no sure length in days and stays."""
    small, size, name = SMALLER[match["large"]]
    if match["small"].removesuffix("钟") != small or int(match["few"]) >= size:
        return match[0]
    return f"{int(match['much']) * size + int(match['few'])}{name}"


@cache
def _unit_first() -> re.Pattern[str]:
    """Match a label's unit in brackets, before its number: 金额(万元):120."""
    return re.compile(
        rf"^(?P<label>[^\d()]*)\((?:单位:)?(?P<unit>{scale_sign()}*{unit_pattern()})\)"
        rf"(?P<said>[^\d()]*)(?P<number>{ARABIC})(?P<bound>(?:及?以[上下内]|左右)?)$"
    )


@cache
def _about() -> re.Pattern[str]:
    """Match a round number that a word makes vague, before its unit: 近百场, 百余场, 上千人, 十来个."""
    return re.compile(
        rf"""
        (?:(?P<floor>上)|(?<=[近约逾超])|(?<=超过|不足|不到|不满|未满|少于|低于)|(?<![一二两三四五六七八九十百千万亿数几\d.])(?=.[余多]))(?P<scale>[百千万亿])(?!分之)(?=[余多]?万?{unit_pattern()})
        | (?P<tens>[一二三四五六七八九]?十|(?<![\d.])[1-9]0+|百)来(?=万?{unit_pattern()})
        """,
        re.VERBOSE,
    )


def _round(match: re.Match[str]) -> str:
    if match["tens"]:
        return f"约{scale(match['tens']) if match['tens'] == '百' else number(match['tens'])}"
    return f"{'≥约' if match['floor'] else ''}{scale(match['scale'])}"


def _parts(match: re.Match[str]) -> str:
    low, high = number(match["number"]), match["high"] and number(match["high"])
    if low is None or (match["high"] and (high is None or match["more"])):
        return match[0]
    sign = SIGNS[match["base"]]
    return f"{low}{sign}{match['joint']}{high}{sign}" if match["high"] else f"{low}{match['more']}{sign}"


def _pair(match: re.Match[str]) -> str:
    if match["from"]:
        return f"{number(match['from'])}0%~{number(match['to'])}0%"
    low, high = number(match["low"]), number(match["high"])
    return f"约{low}0%~{high}0%" if low and high and high - low == 1 else match[0]


def _tenths(match: re.Match[str]) -> str:
    tens = number(match["tens"])
    ones = 5 if match["ones"] == "半" else number(match["ones"]) if match["ones"] else 0
    return match[0] if tens is None or ones is None else f"{(tens * 10 + ones).normalize():f}%"
