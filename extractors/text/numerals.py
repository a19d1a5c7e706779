"""Numbers in Arabic and Chinese numerals, as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import cn2an

from extractors.text.words import alternatives
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import Scale

GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
MIXED = r"\d+亿(?:\d{1,4}(?:\.\d+)?|\d千)万|\d+亿\d{8}(?!\d)|\d+万(?:\d{4}(?!\d)|\d千)(?![百万亿])"
ARABIC = rf"(?:{GROUPED}|{MIXED}|\d+(?:\.\d+)?)"
DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
FIGURES = str.maketrans("○ＯO" + DIGITS, "000" + "001223456789123456789")
TENS = "十百千万亿拾佰仟萬億廿卅"
HALF = r"半(?=个?[年月天日周]|个?小时|个?钟头)"
CHINESE = rf"(?:[{DIGITS}十拾廿卅][{DIGITS}{TENS}]*(?:点[{DIGITS}]+(?![十百拾佰刻]))?|{HALF})"
LONGEST = 15  # digits: longer ones are account or code numbers, and would not fit a decimal(28,6)
PLAIN = str.maketrans({"两": "二", "〇": "零", "廿": "二十", "卅": "三十", "萬": "万", "億": "亿"})


def number(span: str) -> Decimal | None:
    """Read the number a span of numerals writes.

    Args:
        span: Nothing but the numerals, cut out by ``ARABIC`` or ``CHINESE``.

    Returns:
        None where the span is no well-formed number (``三五``, ``百``).

    Example:
        ``number("两千五") == Decimal(2500)`` and ``number("1,304") == Decimal(1304)``
    """
    if span[0].isdigit() and span[0].isascii():
        return _arabic(span)
    if span == "半":
        return Decimal("0.5")
    whole, _, decimals = span.partition("点")
    if re.fullmatch(rf"[{DIGITS}]{{2,}}", whole) and not set(whole) & set("零〇"):
        return None
    read = _chinese(whole.translate(PLAIN))
    return read if read is None or not decimals else read + Decimal(f"0.{figures(decimals)}")


def figures(span: str) -> str:
    """The Arabic figures of a span that is written figure by figure, as years and decimals are.

    Example:
        ``figures("二〇二三") == "2023"``
    """
    return span.translate(FIGURES)


def scale(word: str) -> Decimal:
    """Multiply the powers of ten a word names.

    Example:
        ``scale("万亿") == Decimal(10) ** 12`` and ``scale("") == 1``
    """
    product = Decimal(1)
    for sign in word:
        product *= _scales()[sign]
    return product


@cache
def scale_sign() -> str:
    """Match one sign of scale."""
    return alternatives(_scales())


@cache
def _scales() -> dict[str, Decimal]:
    return {row.word: row.factor for row in vocabulary(Scale)}


def _arabic(span: str) -> Decimal | None:
    if len(re.sub(r"\D", "", span)) > LONGEST:
        return None
    parts = re.findall(r"(\d+(?:\.\d+)?)([千]?[万亿]|千?)", span.replace(",", ""))
    return sum((Decimal(digits) * scale(sign) for digits, sign in parts), Decimal(0))


def _chinese(span: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(span, "smart")))
    except (ValueError, KeyError):  # cn2an raises either on malformed numerals
        return None
