"""Dates and deadlines: 2023年12月31日前, 6月底前, 次年1月31日前, 2023.12, 年底前, 1-12月."""

from __future__ import annotations

import re
from functools import cache

from extractors.text.numerals import DIGITS, number
from extractors.text.words import one_of
from extractors.text.years import ARABIC_YEAR
from extractors.values.days import PRINTED, Day, DayRange, last_day, printed_period
from extractors.values.modifiers import before, behind, is_label, is_remark
from schemas.value import Value
from schemas.vocabulary.values import Tail

EDGE = r"(?:\(含\))?(?P<edge>(?:[以之]?[前内后]|止|起)?)"
EDGES = {"内": "<=", "止": "<=", "起": ">=", "后": ">"}
HIGH_END = re.compile(rf".*[年月日号].*|.*\d[./-]\d+[./-]\d.*|{ARABIC_YEAR}[./]\d{{1,2}}")
TASK = re.compile(r"[\u4e00-\u9fff、]{0,16}")


def read_date(text: str) -> Value | None:
    """Read a text that states a date, a deadline or a span of dates.

    Returns:
        前 includes a day (<=) but not a month or year (<); 内 runs to the last day of its period; a quarter or half
        year is the span from its first to its last day.

    Example:
        ``read_date("2023年12月底前") == Value("date", "<=", "2023-12-31")``
    """
    figures = _figures(text)
    return _span(figures) or _single(figures)


def _single(text: str) -> Value | None:
    match = _pattern().fullmatch(text)
    period = match and printed_period(match)
    if not match or not period:
        return None
    left, right = before(match["label"]), behind(match["rest"])
    if left.rest.endswith(("年", "月", "周")) or not (is_label(left.rest) and _settled(right.rest, match["edge"])):
        return None
    return _stated(period, match["edge"], left.comparator or right.comparator or "=")


def _stated(period: DayRange, edge: str, comparator: str) -> Value | None:
    spans = period.first != period.last
    if edge.endswith("前"):
        comparator = "<=" if period.last.day or period.ended else "<"
        return None if spans else Value("date", comparator, period.last.written)
    if edge:
        last = last_day(period.last) if edge.endswith("内") else period.last
        return Value("date", EDGES[edge[-1]], last.written)
    if spans:
        return Value("date", "between", period.first.written, period.last.written) if comparator == "=" else None
    return Value("date", comparator, period.last.written)


def _settled(rest: str, edge: str) -> bool:
    """Whether what follows a date leaves it as it is: behind 前 and 内 stands what is to be done."""
    done = TASK.pattern if edge else f"{one_of(Tail)}*"
    return bool(re.fullmatch(rf"{done}(?:\([^()]*\))?[。;,]?", rest)) or is_remark(rest)


def _span(text: str) -> Value | None:
    """1-12月, 2023年1月1日至12月31日: what one end does not print it takes from the other."""
    parts = re.fullmatch(r"(?P<low>[^~至到]+?)(?:至|到|~|[-—]{1,2})(?P<high>[^~至到]+?)(?:期间|之间)?", text)
    if not parts or not HIGH_END.fullmatch(parts["high"]):
        return None
    ending = re.search(r"[年月日号](?!.*[年月日号])", parts["high"])
    short = parts["low"][-1].isdigit() and "." not in parts["low"]
    low = _end(parts["low"] + (ending[0] if ending and short else ""))
    high = _end(parts["high"])
    if not low or not high:
        return None
    high = high if high.year else Day(low.year, high.month or low.month, high.day)
    return Value("date", "between", low.written, high.written) if low <= high else None


def _end(text: str) -> Day | None:
    day_only = re.fullmatch(r"(?P<day>[0-3]?\d)[日号]", text)
    if day_only:
        return Day(0, 0, int(day_only["day"]))
    match = re.compile(PRINTED, re.VERBOSE).fullmatch(text)
    period = match and printed_period(match)
    return period.last if period and period.first == period.last else None


def _figures(text: str) -> str:
    """Chinese numerals of a date in figures: 二〇二三年十二月 is 2023年12月."""
    numerals = rf"[{DIGITS}十廿卅][{DIGITS}十]*(?=[年月日号]|季度)"
    return re.sub(numerals, lambda match: str(number(match[0]) or match[0]), text)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>\D*?){PRINTED}{EDGE}(?P<rest>.*)", re.VERBOSE)
