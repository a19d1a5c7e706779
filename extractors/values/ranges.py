"""Two ends of a range: 80%~90%, 3至5天, 60分≤得分<80分, 三五家."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.values.amounts import ScaledNumber, amounts
from extractors.values.modifiers import before, behind, is_act, is_label, is_noun, is_remark
from schemas.value import Value

CONNECTOR = re.compile(r"(?:至|到|~|[-—]{1,2})约?")
SANDWICH = re.compile(r"(?:[<≤]=?)[\u4e00-\u9fffA-Za-z]+(?:[<≤]=?)")
UNCLEAR = ("--", "——")
PAIRS = ("和", "与", "及")
FLOORS, CEILINGS = (">", ">="), ("<", "<=")
VAGUE_PAIR = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一两二三四五六七八])(?P<high>(?<=一)两|[二三四五六七八九])(?![一二三四五六七八九])"
)


def read_range(text: str) -> Value | None:
    """Read a text that states the two ends of a range.

    The lower end takes the upper end's scale and unit where it prints none and stays the lower one: 100-200万元.

    Example:
        ``read_range("3至5天") == Value("duration", "between", Decimal(3), Decimal(5), "天")``
    """
    found = amounts(text)
    if len(found) != 2:
        return _vague_pair(text)
    low, high = found
    left, middle, right = text[: low.start], text[low.end : high.start], text[high.end :]
    if not _joined(left, middle, right) or (middle in UNCLEAR and low.signed):
        return None
    return _between(low, high, (left, right))


def _joined(left: str, middle: str, right: str) -> bool:
    """Whether what stands round two numbers makes them the ends of one range."""
    paired = middle in PAIRS and right.startswith("之间")
    spanned = CONNECTOR.fullmatch(middle) or SANDWICH.fullmatch(middle)
    return paired or bool(spanned) or _bounds(left, middle) or _limits(middle, right)


def _between(low: ScaledNumber, high: ScaledNumber, sides: tuple[str, str]) -> Value | None:
    left, right = before(sides[0]), behind(sides[1])
    label_fits = is_label(left.rest) if low.arabic else is_act(left.rest)
    tail_fits = is_remark(right.rest) or (high.arabic and bool(high.unit.name) and is_noun(right.rest))
    low = _share(low, high)
    if not (label_fits and tail_fits) or low.unit != high.unit or low.value > high.value or _years(low, high):
        return None
    kind = "change" if high.unit.kind == "pp" else high.unit.kind
    approx = left.approx or right.approx or high.more
    return Value(kind, "between", low.value, high.value, high.unit.name or None, approx=approx)


def _years(low: ScaledNumber, high: ScaledNumber) -> bool:
    """Whether two bare numbers are rather years: 2021—2025."""
    bare = not high.unit.name and low.scale == high.scale == 1
    return bare and all(1949 <= end.digits < 2100 for end in (low, high))


def _share(low: ScaledNumber, high: ScaledNumber) -> ScaledNumber:
    if low.unit.name:
        return low
    shared = low.scale == 1 and low.digits < high.digits
    return low._replace(unit=high.unit, scale=high.scale if shared else low.scale)


def _bounds(left: str, middle: str) -> bool:
    """Whether one comparator stands before each number, a floor then a ceiling: ≥80%且≤90%."""
    ceiling = before(re.sub(r"^[,、且并而但同时及和]+", "", middle))
    return before(left).comparator in FLOORS and ceiling.comparator in CEILINGS and not ceiling.rest


def _limits(middle: str, right: str) -> bool:
    """Whether one comparator stands behind each number, a floor then a ceiling: 5万元以上10万元以下."""
    floor = behind(middle)
    return (
        floor.comparator in FLOORS
        and floor.rest in ("", "、", ",", "至", "到", "且")
        and behind(right).comparator in CEILINGS
    )


def _vague_pair(text: str) -> Value | None:
    """Read 三五家, 七八次, 二三十人: two neighbouring numerals mean about so many."""
    match = VAGUE_PAIR.search(text)
    if not match or re.search(r"\d", text):
        return None
    low, high = amounts(_with(match, "low")), amounts(_with(match, "high"))
    if len(low) != 1 or len(high) != 1 or low[0].digits >= high[0].digits:
        return None
    between = _between(low[0], high[0], (text[: match.start()], _with(match, "high")[high[0].end :]))
    return replace(between, approx=True) if between else None


def _with(match: re.Match[str], end: str) -> str:
    """Write the text with one numeral of the pair alone."""
    return match.string[: match.start()] + (match["tens"] or "") + match[end] + match.string[match.end() :]
