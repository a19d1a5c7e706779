"""One indicator row: both cells read, their units settled, and the actual judged against the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.rows.column_units import (
    UnitCause,
    UnitDoubt,
    in_unit_of_head,
    may_be_share,
    may_borrow,
    unvalued,
    without_unit,
)
from extractors.rows.direction import aim, direction
from extractors.rows.limits import named_target
from extractors.rows.units import comparable, settle_units
from extractors.rows.verdict import Judgement, judge
from extractors.rows.verdict_words import says_done
from extractors.values import read_value
from schemas.value import Value

SIDES = ("target", "actual")
GROWTH = ("增长率", "增速", "增幅", "增长", "下降率", "降幅", "下降")


class Row(NamedTuple):
    """What one indicator row prints, the year its report evaluates, and the units that the heads of its sides state."""

    level1: str | None
    level2: str | None
    level3: str | None
    target_raw: str | None
    actual_raw: str | None
    fiscal_year: int | None = None
    target_units: Sequence[str] = ()
    actual_units: Sequence[str] = ()


class RowReading(NamedTuple):
    """What one indicator row says, and what its heads' units leave open."""

    target: Value
    actual: Value
    judgement: Judgement
    doubts: tuple[UnitDoubt, ...] = ()


def read_row(row: Row) -> RowReading:
    """Read one indicator row.

    Returns:
        Both values with a bare number in the unit of the other side, a target printed in the indicator's name where its
        own cell is empty or says 完成, and attainment and verdict in the direction its comparator, name or level asks
        for.

    A bare number has the unit that its head states first; where the head states several, or its unit can't be the
    indicator's, it has no value, and where both sides' units can't be compared, no attainment.

    Example:
        ``read_row(Row("产出指标", "数量指标", "走访企业数量", "60 家", "72")).actual.unit == "家"``
    """
    printed, target, actual = _settled(row)
    units = (row.target_units, row.actual_units)
    causes = [without_unit(side, own, row.level3) for side, own in zip((target, actual), units, strict=True)]
    doubts = [UnitDoubt(name, cause) for name, cause in zip(SIDES, causes, strict=True) if cause]
    if doubts:
        sides = (unvalued(target, printed), unvalued(actual, row.actual_raw))
        target, actual = (
            new if cause else old for new, old, cause in zip(sides, (target, actual), causes, strict=True)
        )
        return RowReading(target, actual, Judgement(None, None), tuple(doubts))
    aimed = aim(target, direction(row.level3, row.level1, row.level2))
    compared = _in_year(*_as_change(aimed, actual, row.level3 or ""), row.fiscal_year)
    judgement = judge(*compared, printed, row.actual_raw)
    return RowReading(target, actual, judgement, _apart(*compared) if any(units) else ())


def _settled(row: Row) -> tuple[str | None, Value, Value]:
    """The target's print and both values, a bare number in the unit of its head or of the other side."""
    printed_target, printed = _target(row)
    printed_actual = read_value(row.actual_raw or "")
    target_units = row.target_units if printed == row.target_raw else ()
    target = in_unit_of_head(printed_target, target_units, row.level3)
    actual = in_unit_of_head(printed_actual, row.actual_units, row.level3)
    lent, taken = settle_units(target, actual, printed, row.actual_raw)
    if not may_borrow(without_unit(target, target_units, row.level3), printed_actual):
        lent = target
    if not may_borrow(without_unit(actual, row.actual_units, row.level3), printed_target):
        taken = actual
    return printed, target if may_be_share(target, actual, row.actual_units) else lent, taken


def _apart(target: Value, actual: Value) -> tuple[UnitDoubt, ...]:
    """A doubt where two figures are there and nothing tells how one of them is counted in the other's unit."""
    is_apart = target.number is not None and actual.number is not None and not comparable(target, actual)
    return (UnitDoubt("both", UnitCause.APART),) if is_apart else ()


def _target(row: Row) -> tuple[Value, str | None]:
    """Return the target and the text it was read from: its own cell, or the name's end where the cell names none."""
    target = read_value(row.target_raw or "")
    none_of_its_own = target.kind == "missing" or says_done(row.target_raw)
    named = named_target(row.level3 or "") if none_of_its_own else None
    return (named.value, named.text) if named else (target, row.target_raw)


def _in_year(target: Value, actual: Value, year: int | None) -> tuple[Value, Value]:
    """A date without its year is of the evaluated year where the other side prints just that year."""
    if year is None or {target.kind, actual.kind} != {"date"}:
        return target, actual
    sides = [str(side.value) for side in (target, actual)]
    if sum(side.startswith(f"{year}-") for side in sides) != 1 or sum(side.startswith("--") for side in sides) != 1:
        return target, actual
    dated = [f"{year}{side[1:]}" if side.startswith("--") else side for side in sides]
    return replace(target, value=dated[0]), replace(actual, value=dated[1])


def _as_change(target: Value, actual: Value, name: str) -> tuple[Value, Value]:
    """Under a name that speaks of growth a plain percentage is a change: 增速 ≥5% against 增长 6.2%."""
    if {target.kind, actual.kind} != {"percent", "change"} or not any(word in name for word in GROWTH):
        return target, actual
    return replace(target, kind="change"), replace(actual, kind="change")
