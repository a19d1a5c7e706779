"""A statement: one figure of running text with what it is of and what it measures."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.value import Value


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure with its label. Offsets are characters of the text it was read from, ``[start, end)``.

    Attributes:
        rule: ``expenditure`` (部门总支出, 财政拨款支出 and their parts), ``budget`` (年初预算, 调整后预算, 实际支出,
            结余, income), ``three_public`` (三公经费), ``rate`` (支出率: a claim, no amount), ``score`` or ``grade``.
        subject: What the sum is for: 部门总支出, 财政拨款支出, a fund; None where the text does not tell.
        measure: What it measures: 合计, 基本支出, 年初预算, 预算执行率, 自评得分, 自评等级.
        text: The figure as printed.
        value: The figure read; for a bare number the unit printed in its label counts. None for a grade.
        value_start: Where the figure starts.
        value_end: Where it ends.
        start: Where the statement starts, its label or its figure.
        end: Where it ends.
        period: The year it is stated for, as printed; None where none is printed before it in its sentence.
        sentence: The sentence it stands in.
        pattern: The row of ``statements.csv`` that found it.
    """

    rule: str
    subject: str | None
    measure: str
    text: str
    value: Value | None
    value_start: int
    value_end: int
    start: int
    end: int
    period: str | None
    sentence: str
    pattern: str
