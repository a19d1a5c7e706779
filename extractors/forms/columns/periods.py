"""Which period each column of a head is of: a year's or a plan's head decides for all heads under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.forms.columns.leaves import Leaf, told_by_words
from extractors.forms.labels import squeezed
from extractors.text.years import YEAR, budget_years_in
from schemas.columns import ColumnRole as Role
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import ColumnPeriod, ColumnPreference, Preference

OF_THE_YEAR = re.compile(r"年度|全年|当年|本年|今年|本期|当期|评价期|报告期")
PAIR = frozenset({Role.TARGET, Role.ACTUAL})


class ColumnTime(NamedTuple):
    """When a column's figures are of.

    Attributes:
        is_evaluated: As far as the heads tell, of the evaluated year.
        head: The wide head of a period it stands under; None where there is none. What was aimed at under one is never
            compared with what was reached under another.
    """

    is_evaluated: bool
    head: str | None = None


def times_of(leaves: Sequence[Leaf]) -> list[ColumnTime]:
    """When each column's figures are of, as far as its head and those above it tell.

    Beside heads of several years the latest that has an actual is meant; a head that names a year beside one of the
    same role that names none is of another year. Beside a wide head of the year (2023年) another wide head over a
    target and an actual of their own (总体规划) is of another period, whatever it is called.

    Args:
        leaves: The heads from left to right.
    """
    texts = [[leaf.cell.text, *(cell.text for cell in leaf.above)] for leaf in leaves]
    years = [{year for text in own for year in budget_years_in(text)} for own in texts]
    roles = [_role(own) for own in texts]
    heads = [_period_head(leaf) for leaf in leaves]
    beside = _beside_the_year(leaves, heads, roles)
    others = [
        any(is_of_other_period(text) for text in own) or is_beside for own, is_beside in zip(texts, beside, strict=True)
    ]
    plain = {name for own, name, is_other in zip(years, roles, others, strict=True) if not own and not is_other}
    latest = _latest(years, roles, plain)
    several = len(set().union(*years)) > 1
    return [
        ColumnTime(
            not is_other
            and not (several and stated and latest not in stated)
            and not (stated and name in plain and name in PAIR),
            head,
        )
        for is_other, stated, name, head in zip(others, years, roles, heads, strict=True)
    ]


def _role(texts: Sequence[str]) -> str | None:
    """The role that a head's words tell, or those of the nearest head above it that tells one."""
    return told_by_words(without_periods(texts[0])) or next((n for t in texts[1:] if (n := told_by_words(t))), None)


def _period_head(leaf: Leaf) -> str | None:
    """The words of the nearest wide head that says when and not what: 2023年, 本年 or 总体规划, not 年度指标值."""
    return next((squeezed(cell.text) for cell in leaf.above if _says_when(cell.text)), None)


def _says_when(text: str) -> bool:
    plain = re.sub(rf"{YEAR}年?度?", "", squeezed(text))
    rest = OF_THE_YEAR.sub("", _other_periods().sub("", plain))
    return rest != squeezed(text) and (not rest or told_by_words(rest) is None)


def _beside_the_year(leaves: Sequence[Leaf], heads: Sequence[str | None], roles: Sequence[str | None]) -> list[bool]:
    """Whether each column stands under a wide head of a target and an actual beside the wide head of the year."""
    is_there = any(head and _names_the_year(head) for head in heads)
    tops = [squeezed(leaf.above[-1].text) if leaf.above else None for leaf in leaves]
    pairs = {top for top in tops if {role for role, own in zip(roles, tops, strict=True) if own == top} >= PAIR}
    return [
        is_there and top in pairs and top is not None and not _names_the_year(head or top)
        for top, head in zip(tops, heads, strict=True)
    ]


def _names_the_year(text: str) -> bool:
    """Whether a head names the evaluated year, or any by its number: 2023年 and 今年, not 上一年度."""
    return not is_of_other_period(text) and bool(budget_years_in(text) or OF_THE_YEAR.search(text))


def _latest(years: Sequence[set[int]], roles: Sequence[str | None], plain: set[str | None]) -> int | None:
    """The evaluated year among those named: the latest with an actual, or without one where a plain head has it."""
    stated = set().union(*years)
    of_actual = {year for own, name in zip(years, roles, strict=True) if name == Role.ACTUAL for year in own}
    if Role.ACTUAL in plain:
        return max(stated - of_actual or stated, default=None)
    return max(of_actual or stated, default=None)


def is_of_other_period(text: str) -> bool:
    """Whether a head names another period than the evaluated year. Example: ``is_of_other_period("上半年完成值")``."""
    return bool(_other_periods().search(squeezed(text)))


def without_periods(text: str) -> str:
    """A head without the words that name another period, or say that it was revised.

    Example:
        ``without_periods("上年实际值") == "实际值"`` and ``without_periods("调整后目标值") == "目标值"``.
    """
    return _other_periods().sub("", preference(Preference.REVISED).sub("", squeezed(text))) or text


@cache
def preference(of: Preference) -> re.Pattern[str]:
    """The words by which one of several heads of a role is preferred. Example: 自评 for ``Preference.OWN``."""
    rows = [row for row in vocabulary(ColumnPreference) if row.preference == of]
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in rows))


@cache
def _other_periods() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in vocabulary(ColumnPeriod)))
