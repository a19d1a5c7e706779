"""All the evidence on a table's columns, weighed into one role each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import e
from typing import NamedTuple

from extractors.forms.columns.assignment import Candidate, Choice, assign
from extractors.forms.columns.contents import POINTS, column_features, content_scores
from extractors.forms.columns.leaves import Leaf, told_by_words
from extractors.forms.columns.words import UNKNOWN, word_scores
from extractors.forms.labels import role, squeezed
from extractors.text.years import budget_years_in
from schemas.columns import ColumnRole as Role
from schemas.layout import Cell
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import ColumnPeriod

NEUTRAL = 16  # roles: words that say nothing make each this little likely
IDLE_WORDS, IDLE_CONTENTS = 0.25, 0.1  # of a column that stays unknown
ANY_NAME = {Role.LEVEL3: 1.0, Role.LEVEL2: 0.3, Role.LEVEL1: 0.3}  # 指标名称 is the finest level, unless another is
NEARER = e  # times likelier: 全年 and 实际 are surely of the evaluated year; 累计 may begin before it
OF_THE_YEAR = re.compile(r"年度|全年|当年|本年|本期")
UNIT = "单位"
FIGURES = ("kind_figure", "kind_points", "kind_percent")
HALF = 0.5
TOLD_BY_WORDS = 0.45  # likelihood: less by the words is not told by them; one wording of two roles is half each one's
PERIODS = {Role.TARGET: Role.OTHER_TARGET, Role.ACTUAL: Role.OTHER_ACTUAL}
FITTED_AS = {
    Role.LEVEL1_WEIGHT: Role.WEIGHT,
    Role.LEVEL2_WEIGHT: Role.WEIGHT,
    Role.OTHER_TARGET: Role.TARGET,
    Role.OTHER_ACTUAL: Role.ACTUAL,
    Role.ACTUAL_UNIT: Role.TARGET_UNIT,
    Role.REVIEW_SCORE: Role.SCORE,
    Role.DEDUCTION: Role.SCORE,
}
RARER = {
    Role.REVIEW_SCORE: 0.5,
    Role.DEDUCTION: 0.2,
    Role.OTHER_TARGET: 0.5,
    Role.OTHER_ACTUAL: 0.5,
}  # as they are drawn


class Reading(NamedTuple):
    """How one column was read, and why.

    Attributes:
        leaf: Its head.
        choice: Its role, with the margin to the runner-up.
        candidate: How likely each role is by its words and by its cells.
        features: What its cells hold.
    """

    leaf: Leaf
    choice: Choice
    candidate: Candidate
    features: Mapping[str, float]

    @property
    def is_inferred(self) -> bool:
        """Whether the role was told by what the cells hold and where they stand, and not by the head's words."""
        return self.candidate.words.get(self.choice.role, 0.0) < TOLD_BY_WORDS


def read_columns(leaves: Sequence[Leaf], bodies: Sequence[Sequence[Cell]]) -> list[Reading]:
    """The roles of all columns of a head, told together.

    Args:
        leaves: The heads from left to right.
        bodies: The body cells under each.
    """
    periods = _periods(leaves)
    last = max(len(leaves) - 1, 1)
    features = [column_features(cells, at / last) for at, cells in enumerate(bodies)]
    candidates = [
        Candidate(_words(leaf, period, _holds_figures(held)), _contents(held), _is_as_left(bodies, at))
        for at, (leaf, period, held) in enumerate(zip(leaves, periods, features, strict=True))
    ]
    choices = assign(candidates, _over(bodies))
    return [Reading(*parts) for parts in zip(leaves, choices, candidates, features, strict=True)]


def _holds_figures(features: Mapping[str, float]) -> bool:
    return sum(features.get(kind, 0.0) for kind in FIGURES) > HALF


def _words(leaf: Leaf, is_of_the_period: bool, holds_figures: bool) -> Mapping[Role, float]:
    """How likely each role is by the words of a head and of those above it; over figures no words are of units."""
    said = dict(_said(leaf))
    units = [said.pop(unit, 0.0) for unit in (Role.TARGET_UNIT, Role.ACTUAL_UNIT)] if holds_figures else []
    unknown = said.pop(UNKNOWN, 0.0) + sum(units)
    name = said.pop("name", 0.0)
    found = {role: said.get(role, 0.0) + unknown / NEUTRAL for role in Role}
    for level, share in ANY_NAME.items():
        found[level] += name * share
    found[Role.LEVEL1_WEIGHT] = found[Role.LEVEL2_WEIGHT] = found[Role.WEIGHT]
    found[Role.ACTUAL_UNIT] = max(found[Role.ACTUAL_UNIT], found[Role.TARGET_UNIT] / 2)
    found[Role.TARGET_UNIT] = max(found[Role.TARGET_UNIT], found[Role.ACTUAL_UNIT] / 8)
    found[Role.UNKNOWN] = unknown * IDLE_WORDS
    nearness = NEARER ** _nearness(leaf.cell.text)
    for own, other in PERIODS.items():
        found[own] *= nearness
        found[other] = 0.0 if is_of_the_period else found[own]
        found[own] = found[own] if is_of_the_period else 0.0
    if not is_of_the_period:
        found |= dict.fromkeys((Role.WEIGHT, Role.SCORE, Role.LEVEL1_WEIGHT, Role.LEVEL2_WEIGHT), 0.0)
        found[Role.OTHER] = max(found[Role.OTHER], 1 / NEUTRAL)
    return found


def _nearness(text: str) -> int:
    """How surely a head means the evaluated year: 年度 and 实际 do, 累计 may begin earlier."""
    return bool(OF_THE_YEAR.search(text)) + ("实际" in text) - 2 * ("累计" in text)


def _said(leaf: Leaf) -> Mapping[str, float]:
    """The words' scores: a head's own, or its part (值, 单位) of what the head above it says."""
    own, part = word_scores(_without_periods(leaf.cell.text)), role(leaf.cell.text, "part")
    above = next((name for cell in leaf.above if (name := told_by_words(_without_periods(cell.text)))), None)
    if (part == "unit" or squeezed(leaf.cell.text).endswith(UNIT)) and above in (Role.TARGET, Role.ACTUAL):
        return {Role.ACTUAL_UNIT if above == Role.ACTUAL else Role.TARGET_UNIT: 1.0}
    if above and (part in ("value", "whole_year") or own.get(UNKNOWN, 0.0) > max(own.values()) / 2):
        return next(
            word_scores(_without_periods(cell.text))
            for cell in leaf.above
            if told_by_words(_without_periods(cell.text))
        )
    return own


def _contents(features: Mapping[str, float]) -> Mapping[Role, float]:
    held = content_scores(features)
    found = {role: held.get(FITTED_AS.get(role, role), 0.0) * RARER.get(role, 1.0) for role in Role}
    found[Role.UNKNOWN] = IDLE_CONTENTS
    return found


def _is_as_left(bodies: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a column is merged as the one on its left, at least once over several rows."""
    if at == 0:
        return False
    rows, left = ([cell.rows for cell in bodies[place]] for place in (at, at - 1))
    return any(len(span) > 1 for span in rows) and sum(span in left for span in rows) * 5 >= 4 * len(rows)


def _over(bodies: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], float]:
    """For pairs of columns of points the share of rows in which the first is more than the second."""
    points = [
        {cell.row: Decimal(found[1]) for cell in cells if (found := POINTS.fullmatch(squeezed(cell.text)))}
        for cells in bodies
    ]
    shares: dict[tuple[int, int], float] = {}
    for one, first in enumerate(points):
        for other, second in enumerate(points):
            rows = first.keys() & second.keys()
            if one != other and rows:
                shares[one, other] = sum(first[row] > second[row] for row in rows) / len(rows)
    return shares


def _periods(leaves: Sequence[Leaf]) -> list[bool]:
    """Whether each head is of the evaluated year, as far as its words and those above it tell.

    Beside heads of several years the latest that has an actual is meant; a head that names a year beside one of the
    same role that names none is of another year.
    """
    texts = [[leaf.cell.text, *(cell.text for cell in leaf.above)] for leaf in leaves]
    years = [{year for text in own for year in budget_years_in(text)} for own in texts]
    roles = [
        told_by_words(_without_periods(own[0])) or next((n for t in own[1:] if (n := told_by_words(t))), None)
        for own in texts
    ]
    others = [any(_is_of_other_period(text) for text in own) for own in texts]
    plain = {name for own, name, is_other in zip(years, roles, others, strict=True) if not own and not is_other}
    latest = _latest(years, roles, plain)
    several = len(set().union(*years)) > 1
    return [
        not is_other
        and not (several and stated and latest not in stated)
        and not (stated and name in plain and name in PERIODS)
        for is_other, stated, name in zip(others, years, roles, strict=True)
    ]


def _latest(years: Sequence[set[int]], roles: Sequence[str | None], plain: set[str | None]) -> int | None:
    """The evaluated year among those named: the latest with an actual, or without one where a plain head has it."""
    stated = set().union(*years)
    of_actual = {year for own, name in zip(years, roles, strict=True) if name == Role.ACTUAL for year in own}
    if Role.ACTUAL in plain:
        return max(stated - of_actual or stated, default=None)
    return max(of_actual or stated, default=None)


def _is_of_other_period(text: str) -> bool:
    """Whether a head names another period than the evaluated year: 上年, 上半年, 实施期."""
    return bool(_other_periods().search(squeezed(text)))


def _without_periods(text: str) -> str:
    return _other_periods().sub("", squeezed(text)) or text


@cache
def _other_periods() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in vocabulary(ColumnPeriod)))
