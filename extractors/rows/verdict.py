"""Whether an actual reaches its target, and how far."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractors.rows.direction import aim
from extractors.rows.units import comparable, measure
from extractors.rows.verdict_words import plain, says_reached
from schemas.value import Value

INFINITY = Decimal("Infinity")
PLACES = Decimal("0.000001")
LARGEST = Decimal(10) ** 6
ABOUT = Decimal("0.1")
LOWER = ("<=", "<")
NO_RATIO = ("date", "ratio")
MONTHS, DAYS = 1299, 99
EACH = "每"


class Judgement(NamedTuple):
    """Attainment (actual / target, turned round where less is better) and the verdict; None where it can't be told."""

    attainment: Decimal | None
    met: bool | None


class ValueRange(NamedTuple):
    """What a value may be: both ends in the base unit, with -1, 0 or 1 for just below, at and just above the number."""

    low: tuple[Decimal, int]
    high: tuple[Decimal, int]


def judge(target: Value, actual: Value, target_raw: str | None, actual_raw: str | None) -> Judgement:
    """Compare an actual with its target.

    The verdict holds for everything the two texts may mean: ≥90% against ≥90% is met, ≥80% against ≥90% can't be told,
    about 95 against at least 100 neither. Words are met only when they repeat the target or say that it is done.

    Args:
        target: After ``settle_units``, and ``aim`` where the direction is known.
        actual: After ``settle_units``.
        target_raw: As printed.
        actual_raw: As printed.

    Example:
        ``judge(read_value("≤5 次"), read_value("4 次"), "≤5 次", "4 次") == (Decimal("1.25"), True)``
    """
    target = aim(target)
    if target.kind == "missing" or actual.kind == "missing":
        return Judgement(None, None)
    if target.value is None or actual.value is None:
        return Judgement(None, says_reached(target, target_raw, actual_raw))
    if not comparable(target, actual) or not _same_years(target, actual):
        return Judgement(None, None)
    judgement = _numbers(target, actual)
    hidden = EACH in (target_raw or "") and plain(target_raw) != plain(actual_raw) and "/" not in (target.unit or "")
    return judgement._replace(met=None) if judgement.met and hidden else judgement


def _numbers(target: Value, actual: Value) -> Judgement:
    return Judgement(_attainment(target, actual), _met(target, _span(target, exact=True), _span(actual)))


def _met(target: Value, wanted: ValueRange, reached: ValueRange) -> bool | None:
    if wanted.low <= reached.low and reached.high <= wanted.high:
        return True
    if target.comparator == "=" or (target.comparator == "between" and reached.low > wanted.high):
        return None
    loose = _span(target)
    return False if reached.high < loose.low or loose.high < reached.low else None


def _span(value: Value, exact: bool = False) -> ValueRange:
    """Return the numbers a value stands for; 约 and the like widen it by a tenth unless ``exact``."""
    low, high = _ends(value)
    slack = abs(low) * ABOUT if value.approx and not exact else Decimal(0)
    below, above = low - slack, high + slack
    spans = {
        ">=": ValueRange((below, 0), (INFINITY, 0)),
        ">": ValueRange((above, 1), (INFINITY, 0)),
        "<=": ValueRange((-INFINITY, 0), (above, 0)),
        "<": ValueRange((-INFINITY, 0), (below, -1)),
    }
    return spans.get(value.comparator or "=", ValueRange((below, 0), (above, 0)))


def _ends(value: Value) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest number in the base unit; a date that prints no day is any day of its month."""
    factor = measure(value.unit).factor
    low = (value.number or Decimal(0)) * factor
    high = low if value.number_high is None else value.number_high * factor
    if value.kind == "date":
        high += MONTHS if high % 10000 == 0 else DAYS if high % 100 == 0 else 0
    return low, high


def _same_years(target: Value, actual: Value) -> bool:
    """Tell whether two dates both print their year, or both leave it out: 6月30日前 says nothing of 2024年1月5日."""
    if target.kind != "date" or target.number is None or actual.number is None:
        return True
    return min(target.number // 10000, 2) == min(actual.number // 10000, 2)


def _attainment(target: Value, actual: Value) -> Decimal | None:
    """Actual / target, or target / actual where less is better; None for a range, a zero, a loss, or no direction."""
    if (
        target.kind in NO_RATIO
        or target.number is None
        or actual.number is None
        or "between" in (target.comparator, actual.comparator)
    ):
        return None
    wanted = target.number * measure(target.unit).factor
    reached = actual.number * measure(actual.unit).factor
    if (target.comparator == "=" and wanted != reached) or (wanted < 0 and not _wants_fall(target)):
        return None
    lower = target.comparator in LOWER and wanted > 0
    above, below = (wanted, reached) if lower else (reached, wanted)
    if below == 0 or (above != 0 and lower and reached < 0) or (wanted < 0 < reached):
        return None
    ratio = above / below
    return ratio.quantize(PLACES) if abs(ratio) < LARGEST else None


def _wants_fall(target: Value) -> bool:
    """Whether a target below nought asks for a fall (下降3%); of a loss or a floor below nought no share is reached."""
    return target.kind == "change" and target.comparator in LOWER
