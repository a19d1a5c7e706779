"""Targets and what came of them, as clerks write them."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.drawn.words import facts

SIGNS = {
    "signs": {"ge": "≥", "le": "≤", "eq": "="},
    "wide": {"ge": "≧", "le": "≦", "eq": "＝"},
    "ascii": {"ge": ">=", "le": "<=", "eq": "="},
    "spelt": {"ge": "大于等于", "le": "小于等于", "eq": "等于"},
    "words": {"ge": "不低于", "le": "不超过", "eq": ""},
    "bare": {"ge": "", "le": "", "eq": ""},
    "after": {"ge": "", "le": "", "eq": ""},
}
AFTER = {"ge": "以上", "le": "以内", "eq": ""}
TRUE_SIGNS = ("signs", "wide", "ascii", "spelt")


class Value(NamedTuple):
    """A target or an actual in the parts a form may print apart."""

    comparator: str  # ge, le, eq; empty for words and dates
    number: str
    unit: str = ""

    @property
    def is_number(self) -> bool:
        return bool(self.comparator)

    def sign(self, style: str) -> str:
        return SIGNS[style].get(self.comparator, "")

    def printed(self, style: str) -> str:
        after = AFTER.get(self.comparator, "") if style == "after" else ""
        return f"{self.sign(style)}{self.number}{self.unit}{after}"


class Measured(NamedTuple):
    """A target with its actual, of this year and the year before."""

    target: Value
    actual: Value
    previous: Value
    previous_actual: Value
    partial: Value
    is_missed: bool


def count(rng: Random, unit: str, low: float, high: float) -> Measured:
    """A counted thing; costs are ceilings."""
    is_cost = "元" in unit and unit != "亿元"
    shown = _number(rng, rng.uniform(low, high))
    comparator = "le" if is_cost else rng.choice(("ge", "ge", "ge", "eq"))
    is_missed = rng.random() < 0.12
    missed, met = ((1.05, 1.3), (0.8, 1.0)) if is_cost else ((0.6, 0.95), (1.0, 1.4))
    reached = rng.uniform(*missed) if is_missed else rng.choice((1.0, rng.uniform(*met)))
    shares = (reached, rng.uniform(0.6, 0.98), rng.uniform(0.55, 0.99), rng.uniform(0.25, 0.58))
    actual, previous, before, part = (_share(shown, share) for share in shares)
    return Measured(
        Value(comparator, shown, unit),
        Value("eq", actual, unit),
        Value(comparator, previous, unit),
        Value("eq", before, unit),
        Value("eq", part, unit),
        is_missed,
    )


def percent(rng: Random, low: int = 80, *, is_low: bool = False) -> Measured:
    """A rate; ``is_low`` where less is better."""
    if is_low:
        target, actual = rng.choice(("1", "2", "3", "5")), rng.choice(("0.3", "0.5", "0.8", "0"))
        return _rates("le", target, (actual, "0.9", "0.4"), False)
    target = rng.choice([str(n) for n in (low, 85, 88, 90, 92, 95, 96, 98, 99, 100)])
    is_missed = rng.random() < 0.12
    best = f"{min(100.0, float(target) + rng.uniform(0.1, 6)):.2f}".rstrip("0").rstrip(".")
    worst = f"{float(target) - rng.uniform(1, 20):.1f}"
    actual = worst if is_missed else rng.choice(("100", best, target))
    others = (f"{float(target) - rng.uniform(0.5, 9):.1f}", f"{rng.uniform(25, 60):.1f}")
    return _rates(rng.choice(("ge", "ge", "eq")), target, (actual, *others), is_missed)


def _rates(comparator: str, target: str, actuals: tuple[str, str, str], is_missed: bool) -> Measured:
    actual, before, part = (Value("eq", number, "%") for number in actuals)
    return Measured(Value(comparator, target, "%"), actual, Value(comparator, target, "%"), before, part, is_missed)


def wording(rng: Random) -> Measured:
    """A target in words."""
    shared = facts()
    target = rng.choice(shared["words_target"])
    actual, before = (rng.choice([target, *shared["words_actual"]]) for _ in range(2))
    words = Value("", target), Value("", actual), Value("", target), Value("", before), Value("", "推进中")
    return Measured(*words, False)


def date(rng: Random, year: int) -> Measured:
    """A day by which the thing is done."""
    month = rng.choice((6, 9, 10, 11, 12))
    target = rng.choice((f"{year}年{month}月底前", f"{month}月底前", f"{year}年{month}月30日前", f"{year}.{month}.30"))
    actual = rng.choice(
        (f"{year}年{month - 1}月完成", f"{month}月", "按时完成", f"{year}年{month}月{rng.randrange(2, 27)}日")
    )
    before = target.replace(str(year), str(year - 1))
    return Measured(
        Value("", target), Value("", actual), Value("", before), Value("", "已完成"), Value("", "未到期"), False
    )


def _number(rng: Random, number: float) -> str:
    if number >= 1000:
        whole = round(number / rng.choice((1, 10, 100))) * rng.choice((1, 10))
        return f"{max(whole, 1):,}" if rng.random() < 0.1 else str(max(whole, 1))
    if number < 100 and rng.random() < 0.25:
        return f"{number:.{rng.choice((1, 2))}f}"
    return str(max(1, round(number)))


def _share(shown: str, share: float) -> str:
    """A share of a number, as exact as it is shown."""
    if share == 1.0:
        return shown
    places = len(shown.partition(".")[2])
    number = float(shown.replace(",", "")) * share
    return f"{number:.{places}f}" if places else str(max(0, round(number)))
