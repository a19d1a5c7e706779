"""Whose parts figures are, told by their sum where the wording leaves it open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.prose.statement import Statement

WHOLE = "合计"
BASIC, PROJECTS, STAFF, OFFICE = "基本支出", "项目支出", "人员经费", "公用经费"
SUMS = ((BASIC, PROJECTS), (STAFF, OFFICE, PROJECTS))
ROUNDING = Decimal(200)  # 元: parts printed in 万元 with two places add up within this


def reconciled(found: Sequence[Statement]) -> Iterator[Statement]:
    """Statements with the parts of an expenditure under the one they add up to.

    Parts that add up to the whole of another expenditure than the one they were read under, and to no other, belong to
    it; parts that add up to none stay where the wording puts them.

    Example:
        Where 部门总支出 is 300 and 财政拨款支出 200, a later 基本支出 120 with 项目支出 180 is of 部门总支出.
    """
    wholes = [(one.subject, _yuan(one)) for one in found if one.rule == "expenditure" and one.measure == WHOLE]
    for run in _runs(found):
        parts = {one.measure: value for one in run if (value := _yuan(one)) is not None}
        subject = _subject(parts, run[0].subject, wholes)
        yield from (replace(one, subject=subject) if one.rule == "expenditure" else one for one in run)


def _subject(
    parts: Mapping[str, Decimal], read_as: str | None, wholes: Iterable[tuple[str | None, Decimal | None]]
) -> str | None:
    sums = [sum(parts[name] for name in names) for names in SUMS if parts.keys() >= set(names)]
    fitting = {
        subject for subject, whole in wholes if whole is not None for total in sums if abs(whole - total) <= ROUNDING
    }
    return fitting.pop() if len(fitting) == 1 and read_as not in fitting else read_as


def _runs(found: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Parts read under one subject in a row, none of them twice; every other statement by itself."""
    run: list[Statement] = []
    for one in found:
        if run and not _goes_on(run, one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _goes_on(run: Sequence[Statement], one: Statement) -> bool:
    is_part = one.rule == run[0].rule == "expenditure" and WHOLE not in {one.measure, run[0].measure}
    return is_part and one.subject == run[0].subject and all(one.measure != other.measure for other in run)


def _yuan(one: Statement) -> Decimal | None:
    value = one.value.value if one.value and one.value.unit == "元" else None
    return value if isinstance(value, Decimal) else None
