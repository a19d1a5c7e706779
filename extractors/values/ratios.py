"""Ratios and fractions: 3∶7, 1:1.2, 三分之二, 2/3."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.text.numerals import CHINESE, number
from extractors.values.modifiers import agree, before, behind, is_changed, is_label, is_remark
from schemas.value import Value

MISREAD = re.compile(r"2:\d\d+(?:\.\d+)?|(?:0?[1-9]|1[0-2])/(?:2[89]|3[01])")
CLOCK = re.compile(r"(?:0\d?|1\d|2[0-4]|[2-9]):[0-5]\d")  # 8:30 is a time, 1:20 and 30:70 are none
LAST = ("后", "末", "前")  # 后三分之一 is a place in a ranking
NAMED = re.compile(r"[比例配]")
TERM = r"\d+(?:\.\d+)?"
RATIO = re.compile(
    rf"""
    (?P<first>{TERM})(?:[:/]|比)(?P<second>{TERM})            # 3:7, 2/3
    | (?P<one>{CHINESE})比(?P<other>{CHINESE})                # 一比三
    | (?P<whole>{CHINESE}|\d+)分之(?P<part>{CHINESE}|\d+)     # 三分之二
    """,
    re.VERBOSE,
)


class Ratio(NamedTuple):
    """Two terms as written, so that 3:7 is not lost in a rounded quotient."""

    first: Decimal
    second: Decimal
    start: int
    end: int


def read_ratio(text: str) -> Value | None:
    """Read a text that states a ratio or a fraction; the value is its terms.

    Example:
        ``read_ratio("师生比1:20以上") == Value("ratio", ">=", "1:20")``
    """
    ratio = find_ratio(text)
    if ratio is None or (CLOCK.fullmatch(text[ratio.start : ratio.end]) and not NAMED.search(text[: ratio.start])):
        return None
    if text[: ratio.start].endswith(LAST):
        return None
    left, right = before(text[: ratio.start]), behind(text[ratio.end :])
    comparator = agree(left, right)
    if comparator is None or not (is_label(left.rest) and is_remark(right.rest)):
        return None
    if is_changed(left.rest, text[len(left.rest) : ratio.start]):  # 减少三分之一 is no third
        return None
    terms = f"{ratio.first:f}:{ratio.second:f}"
    return Value("ratio", comparator, terms, approx=left.approx or right.approx)


def find_ratio(text: str) -> Ratio | None:
    """Find the one ratio in a text; None where there is none, where 2: may be a misread ≥ (2:90), or for a day (12/31).

    Example:
        ``find_ratio("三分之二")[:2] == (Decimal(2), Decimal(3))``
    """
    found = list(RATIO.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    pair = (match["first"], match["second"]) if match["first"] else (match["one"], match["other"])
    terms = [number(term) for term in (pair if pair[0] else (match["part"], match["whole"]))]
    first, second = terms
    done = first == second and "/" in match[0]  # 12/12
    if first is None or not second or done or MISREAD.fullmatch(match[0]):
        return None
    return Ratio(first, second, match.start(), match.end())
