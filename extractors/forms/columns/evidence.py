"""All the evidence on a table's columns, weighed into one role each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import e
from typing import NamedTuple

from extractors.forms.columns.assignment import PLAIN, Candidate, Choice, Rival, assign
from extractors.forms.columns.contents import POINTS, column_features, content_scores
from extractors.forms.columns.leaves import Leaf, told_by_words
from extractors.forms.columns.periods import OF_THE_YEAR, times_of, without_periods
from extractors.forms.columns.rivals import (
    exceeded,
    rivals,
    side_by_side,
    with_fitting_scores,
    with_preferred,
)
from extractors.forms.columns.words import UNKNOWN, is_known_head, word_scores
from extractors.forms.labels import role, squeezed
from schemas.columns import ColumnRole as Role
from schemas.layout import Cell

NEUTRAL = 16  # roles: words that say nothing make each this little likely
IDLE_WORDS, IDLE_CONTENTS = 0.25, 0.1  # of a column that stays unknown
ANY_NAME = {Role.LEVEL3: 1.0, Role.LEVEL2: 0.3, Role.LEVEL1: 0.3}  # 指标名称 is the finest level, unless another is
NEARER = e  # times likelier: 全年 and 实际 are surely of the evaluated year; 累计 may begin before it
UNIT = "单位"
FIGURES = ("kind_figure", "kind_points", "kind_percent")
HALF = 0.5
ALL_NAMES = 0.8  # of the cells: so many names of one level say which it is
NAMED_BY_CELLS = 0.3  # likelihood by names in the cells: less than that of words
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
        rival: Another column that is as likely the one meant for the same role.
        exceeded: The column of weights that most of this one's scores are above.
    """

    leaf: Leaf
    choice: Choice
    candidate: Candidate
    features: Mapping[str, float]
    rival: Rival | None = None
    exceeded: Rival | None = None

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
    times = times_of(leaves)
    last = max(len(leaves) - 1, 1)
    features = [column_features(cells, at / last) for at, cells in enumerate(bodies)]
    candidates = [
        without_reason(
            Candidate(_words(leaf, time.is_evaluated, held), _contents(held), _is_as_left(bodies, at), time.head), held
        )
        for at, (leaf, time, held) in enumerate(zip(leaves, times, features, strict=True))
    ]
    over = _over(bodies)
    candidates = with_fitting_scores(with_preferred([leaf.cell.text for leaf in leaves], candidates), over)
    choices = assign(candidates, over)
    doubled = side_by_side([leaf.cell.text for leaf in leaves], choices)
    either = [two or one for one, two in zip(rivals(choices, candidates), doubled, strict=True)]
    disputes = (either, exceeded(choices, over))
    return [Reading(*parts) for parts in zip(leaves, choices, candidates, features, *disputes, strict=True)]


def without_reason(column: Candidate, held: Mapping[str, float]) -> Candidate:
    """A column as no reason of a deviation, where it says something of every row and its head does not say what for.

    Rows without a deviation have no reason: 完成情况说明 filled throughout tells what was done.

    Args:
        column: What is known of it.
        held: The features of its cells.
    """
    is_filled = held.get("blank", 0.0) == 0.0 and not held.get("kind_placeholder")
    reason = column.words.get(Role.DEVIATION_REASON, 0.0)
    if not is_filled or reason > PLAIN:
        return column
    other = max(column.words.get(Role.OTHER, 0.0), reason)
    words = {**column.words, Role.DEVIATION_REASON: 0.0, Role.OTHER: other}
    return column._replace(words=words, contents={**column.contents, Role.DEVIATION_REASON: 0.0})


def _holds_figures(features: Mapping[str, float]) -> bool:
    return sum(features.get(kind, 0.0) for kind in FIGURES) > HALF


def _words(leaf: Leaf, is_of_the_period: bool, held: Mapping[str, float]) -> Mapping[Role, float]:
    """How likely each role is by the words of a head and of those above it; over figures no words are of units."""
    said = dict(_said(leaf))
    units = [said.pop(unit, 0.0) for unit in (Role.TARGET_UNIT, Role.ACTUAL_UNIT)] if _holds_figures(held) else []
    unknown = said.pop(UNKNOWN, 0.0) + sum(units)
    name = said.pop("name", 0.0)
    found = {role: said.get(role, 0.0) + unknown / NEUTRAL for role in Role}
    for level, share in ANY_NAME.items():
        found[level] += name * share
    found |= _levels_under(leaf, found, held)
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


def _levels_under(leaf: Leaf, found: Mapping[Role, float], held: Mapping[str, float]) -> dict[Role, float]:
    """What names of levels say where the head does not: which level's they are, or that of a head over several.

    A head merged over the columns of all levels (指标层级) is each one's; under words that are no known wording (方面)
    names of one level are that level's.
    """
    if leaf.is_part:
        told = min(1.0, sum(found[level] for level in ANY_NAME)) > HALF
        alike = dict.fromkeys(ANY_NAME, HALF if told else NAMED_BY_CELLS)
        return {**alike, Role.LEVEL1: 0.0} if leaf.is_under_band else alike
    if is_known_head(leaf.cell.text):
        return {}
    levels = {level: held.get(f"kind_{level}", 0.0) for level in (Role.LEVEL1, Role.LEVEL2)}
    return {level: max(found[level], NAMED_BY_CELLS) for level, share in levels.items() if share >= ALL_NAMES}


def _nearness(text: str) -> int:
    """How surely a head means the evaluated year: 年度 and 实际 do, 累计 may begin earlier."""
    return bool(OF_THE_YEAR.search(text)) + ("实际" in text) - 2 * ("累计" in text)


def _said(leaf: Leaf) -> Mapping[str, float]:
    """The words' scores: a head's own, or its part (值, 单位) of what the head above it says."""
    own, part = word_scores(without_periods(leaf.cell.text)), role(leaf.cell.text, "part")
    above = next((name for cell in leaf.above if (name := told_by_words(without_periods(cell.text)))), None)
    if (part == "unit" or squeezed(leaf.cell.text).endswith(UNIT)) and above in (Role.TARGET, Role.ACTUAL):
        return {Role.ACTUAL_UNIT if above == Role.ACTUAL else Role.TARGET_UNIT: 1.0}
    if above and (part in ("value", "whole_year") or own.get(UNKNOWN, 0.0) > max(own.values()) / 2):
        return next(
            word_scores(without_periods(cell.text)) for cell in leaf.above if told_by_words(without_periods(cell.text))
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
