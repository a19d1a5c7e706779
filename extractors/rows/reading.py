"""One indicator row: both cells read, their units settled, and the actual judged against the target."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from extractors.rows.direction import aim, direction
from extractors.rows.limits import named_target
from extractors.rows.units import settle_units
from extractors.rows.verdict import Judgement, judge
from extractors.values import read_value
from schemas.value import Value

GROWTH = ("增长率", "增速", "增幅", "增长", "下降率", "降幅", "下降")


class Row(NamedTuple):
    """What one indicator row prints."""

    level1: str | None
    level2: str | None
    level3: str | None
    target_raw: str | None
    actual_raw: str | None


class RowReading(NamedTuple):
    """What one indicator row says."""

    target: Value
    actual: Value
    judgement: Judgement


def read_row(row: Row) -> RowReading:
    """Read one indicator row.

    Returns:
        Both values with a bare number in the unit of the other side, a target printed in the indicator's name where its
        own cell is empty, and attainment and verdict in the direction its comparator, name or level asks for.

    Example:
        ``read_row(Row("产出指标", "数量指标", "走访企业数量", "60 家", "72")).actual.unit == "家"``
    """
    target, printed = _target(row)
    actual = read_value(row.actual_raw or "")
    target, actual = settle_units(target, actual, printed, row.actual_raw)
    aimed = aim(target, direction(row.level3, row.level1, row.level2))
    judgement = judge(*_as_change(aimed, actual, row.level3 or ""), printed, row.actual_raw)
    return RowReading(target, actual, judgement)


def _target(row: Row) -> tuple[Value, str | None]:
    """Return the target and the text it was read from: its own cell, or the end of the name where the cell is empty."""
    target = read_value(row.target_raw or "")
    named = named_target(row.level3 or "") if target.kind == "missing" else None
    return (named.value, named.text) if named else (target, row.target_raw)


def _as_change(target: Value, actual: Value, name: str) -> tuple[Value, Value]:
    """Under a name that speaks of growth a plain percentage is a change: 增速 ≥5% against 增长 6.2%."""
    if {target.kind, actual.kind} != {"percent", "change"} or not any(word in name for word in GROWTH):
        return target, actual
    return replace(target, kind="change"), replace(actual, kind="change")
