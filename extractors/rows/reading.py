"""One indicator row: both cells read, their units settled, and the actual judged against the target."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from extractors.rows.direction import aim, direction
from extractors.rows.limits import named_target
from extractors.rows.units import settle_units
from extractors.rows.verdict import Judgement, judge
from extractors.rows.verdict_words import says_done
from extractors.values import read_value
from schemas.value import Value

GROWTH = ("增长率", "增速", "增幅", "增长", "下降率", "降幅", "下降")


class Row(NamedTuple):
    """What one indicator row prints, and the year its report evaluates."""

    level1: str | None
    level2: str | None
    level3: str | None
    target_raw: str | None
    actual_raw: str | None
    fiscal_year: int | None = None


class RowReading(NamedTuple):
    """What one indicator row says."""

    target: Value
    actual: Value
    judgement: Judgement


def read_row(row: Row) -> RowReading:
    """Read one indicator row.

    Returns:
        Both values with a bare number in the unit of the other side, a target printed in the indicator's name where its
        own cell is empty or says 完成, and attainment and verdict in the direction its comparator, name or level asks
        for.

    Example:
        ``read_row(Row("产出指标", "数量指标", "走访企业数量", "60 家", "72")).actual.unit == "家"``
    """
    target, printed = _target(row)
    actual = read_value(row.actual_raw or "")
    target, actual = settle_units(target, actual, printed, row.actual_raw)
    aimed = aim(target, direction(row.level3, row.level1, row.level2))
    sides = _in_year(*_as_change(aimed, actual, row.level3 or ""), row.fiscal_year)
    judgement = judge(*sides, printed, row.actual_raw)
    return RowReading(target, actual, judgement)


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
