"""Bare numbers under a head that states a unit: which of them have it, and which are left without a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from extractors.rows.units import is_bare
from extractors.text.words import in_role
from extractors.values import read_value
from schemas.value import Value
from schemas.vocabulary.rows import MeasureRole, MeasureWord

NUMBERED_BY = "数"  # 人数, 次数: no percentage, while 完成情况 may be one
CONTENT = "满意度"


class UnitCause(StrEnum):
    """Why the units that heads state leave a row without a value or a verdict."""

    SEVERAL = "several"  # （万元、%）: which one is not said
    AGAINST_NAME = "against_name"  # 万元 over a rate
    APART = "apart"  # the target's and the actual's can't be compared


class UnitDoubt(NamedTuple):
    """A doubt about one side of a row, ``target`` or ``actual``, or about both together."""

    side: str
    cause: UnitCause


def in_unit_of_head(value: Value, units: Sequence[str], name: str | None) -> Value:
    """A bare number in the one unit that its column's head states; any other value as it is.

    Args:
        value: As read from its cell.
        units: All that the head states.
        name: The indicator's name: 万元 is no unit of a rate, nor % of a number of persons.

    Example:
        ``in_unit_of_head(read_value("300"), ["万元"], "补助资金").value == 3000000``
    """
    if not is_bare(value) or len(units) != 1 or value.number is None:
        return value
    unit = read_value(f"1{units[0]}")
    if unit.number is None or _is_against(unit, name or ""):
        return value
    high = None if value.number_high is None else value.number_high * unit.number
    return replace(value, kind=unit.kind, unit=unit.unit, value=value.number * unit.number, value_high=high)


def without_unit(value: Value, units: Sequence[str], name: str | None) -> UnitCause | None:
    """Why a number is still bare though its head states units; None where it is not, or the head states none.

    Args:
        value: After units were taken over from the head and from the other side.
        units: All that the head states.
        name: The indicator's name.
    """
    if not is_bare(value) or not units:
        return None
    if len(units) > 1:
        return UnitCause.SEVERAL
    return UnitCause.AGAINST_NAME if _is_against(read_value(f"1{units[0]}"), name or "") else None


def may_borrow(cause: UnitCause | None, other: Value) -> bool:
    """Whether a number that its own head leaves without a unit may have the other side's: of several the printed one.

    Args:
        cause: Why its head leaves it bare, if it does.
        other: The other side as read from its cell.
    """
    return cause is None or (cause is UnitCause.SEVERAL and not is_bare(other))


def unvalued(value: Value, printed: str | None) -> Value:
    """A number of which nobody knows what it counts: without a value, its print unread."""
    return Value("qualitative", unread=printed) if is_bare(value) else value


def may_be_share(target: Value, actual: Value, units: Sequence[str]) -> bool:
    """Whether an actual under a head of % may be the share of its target that was done, and not what was reached.

    Args:
        target: As read from its cell and head.
        actual: As read from its cell and head.
        units: What the head of the actual states.

    Example:
        100 under 实际完成值（%） beside a bare 12 under 指标值.
    """
    return is_bare(target) and actual.kind == "percent" and bool(units)


def _is_against(unit: Value, name: str) -> bool:
    if unit.kind == "percent":
        return name.endswith(tuple(word for word in in_role(MeasureWord, MeasureRole.COUNT) if word[-1] == NUMBERED_BY))
    return name.endswith((*in_role(MeasureWord, MeasureRole.RATE), CONTENT))
