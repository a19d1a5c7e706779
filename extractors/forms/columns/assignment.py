"""The likeliest roles for all columns of a table together, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, log
from typing import NamedTuple

from schemas.columns import ColumnRole as Role

BEAM = 48  # part assignments kept after each column
NEAR = 9.0  # log odds below a column's likeliest role: a role less likely than this is not tried
WORDS_FLOOR, CONTENTS_FLOOR = 0.004, 0.02  # nothing is impossible: words may mislead, cells be blank
CONTENTS = 0.8  # weight of what the cells hold beside what the words say
FIELD = 1.5  # log odds: of a field and a column that is left out the field is likelier
MANY = frozenset(
    {Role.OTHER, Role.UNKNOWN, Role.OTHER_TARGET, Role.OTHER_ACTUAL, Role.SCORE_RATE, Role.REVIEW_SCORE, Role.AMOUNT}
)
LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)
OF_A_LEVEL = {Role.LEVEL1_WEIGHT: Role.LEVEL1, Role.LEVEL2_WEIGHT: Role.LEVEL2}
BESIDE_ITS_LEVEL = 2.0  # log odds: points merged as the level on their left are that level's
AFTER = {Role.ACTUAL_UNIT: (Role.ACTUAL,)}
EXCLUDE = {
    Role.WEIGHT_AND_SCORE: frozenset({Role.WEIGHT, Role.SCORE}),
    Role.TARGET_AND_ACTUAL: frozenset({Role.TARGET, Role.ACTUAL}),
}
JOINED = frozenset({Role.DEVIATION_REASON})
PLAIN = 0.8  # likelihood: words that say a role and no other
OVER = 3.0  # log odds lost where scores are more than their weights, and won where they never are
TARGET_FIRST = 0.5  # log odds: a target stands before its actual


class Rival(NamedTuple):
    """Another column that may be the one meant for a role.

    Attributes:
        place: Where it stands, counted from 0.
        role: The role.
    """

    place: int
    role: Role


class Candidate(NamedTuple):
    """What is known of one column before its role is chosen.

    Attributes:
        words: How likely each role is by the heads' words.
        contents: The same by the cells.
        is_as_left: Its cells are merged as those of the column on its left, over more than one row.
        period: The wide head of a period that it stands under.
        preferred: The column whose words say that it is the one meant for the role that this one's words tell too.
    """

    words: Mapping[Role, float]
    contents: Mapping[Role, float]
    is_as_left: bool = False
    period: str | None = None
    preferred: Rival | None = None


class Choice(NamedTuple):
    """The role chosen for a column.

    Attributes:
        role: The role in the likeliest assignment.
        margin: Log odds to the best assignment that gives the column another role.
        runner_up: Its role there.
    """

    role: Role
    margin: float
    runner_up: Role | None


class _Path(NamedTuple):
    roles: tuple[Role, ...]
    score: float


def assign(columns: Sequence[Candidate], over: Mapping[tuple[int, int], float]) -> list[Choice]:
    """The likeliest roles of all columns together.

    Args:
        columns: From left to right.
        over: For pairs of columns of figures, the share of rows in which the first is more than the second: a score is
            never more than its weight.

    Returns:
        One choice a column.
    """
    paths = [_Path((), 0.0)]
    for at, column in enumerate(columns):
        options = _options(column)
        grown = [
            _Path((*path.roles, role), path.score + score + _fit(path.roles, role, column))
            for path in paths
            for role, score in options
            if _may_follow(path.roles, role, columns[: at + 1])
        ]
        paths = sorted(grown, key=lambda path: -path.score)[:BEAM]
    whole = sorted((_Path(p.roles, p.score + _joint(p.roles, over)) for p in paths), key=lambda path: -path.score)
    return [_choice(whole, at) for at in range(len(columns))] if whole else []


def _options(column: Candidate) -> list[tuple[Role, float]]:
    scores = {role: unary(column, role) for role in column.words}
    most = max(scores.values())
    return [(role, score) for role, score in scores.items() if score > most - NEAR]


def unary(column: Candidate, role: Role) -> float:
    """Log odds of a role for one column by its words and cells alone."""
    said, held = column.words.get(role, 0.0), column.contents.get(role, 0.0)
    is_field = role not in MANY
    return log(max(said, WORDS_FLOOR)) + CONTENTS * log(max(held, CONTENTS_FLOOR)) + FIELD * is_field


def _may_follow(before: Sequence[Role], role: Role, columns: Sequence[Candidate]) -> bool:
    """Whether a form can have this column after those on its left; ``columns`` are these and the column itself."""
    if role in before and role not in MANY and not _is_said_again(before, role, columns):
        return False
    if role in LEVELS and not _is_in_order(before, role, columns):
        return False
    if role in OF_A_LEVEL and (not before or before[-1] is not OF_A_LEVEL[role]):
        return False
    if role in AFTER and (not before or before[-1] not in AFTER[role]):
        return False
    return not _is_excluded(before, role) and _is_of_one_period(before, role, columns)


def _is_excluded(before: Sequence[Role], role: Role) -> bool:
    return any(
        (role is whole and parts & set(before)) or (role in parts and whole in before)
        for whole, parts in EXCLUDE.items()
    )


def _is_said_again(before: Sequence[Role], role: Role, columns: Sequence[Candidate]) -> bool:
    """Whether a role may have this column too: 差异原因 beside 整改措施 are one reason in two columns."""
    return role in JOINED and all(columns[at].words.get(role, 0.0) > PLAIN for at in _places(before, role))


def _is_in_order(before: Sequence[Role], role: Role, columns: Sequence[Candidate]) -> bool:
    """Whether a level stands right of those above it, unless plain words say of both which they are."""
    finer = [level for level in LEVELS[LEVELS.index(role) + 1 :] if level in before]
    is_plain = columns[-1].words.get(role, 0.0) > PLAIN
    return all(is_plain and columns[before.index(level)].words.get(level, 0.0) > PLAIN for level in finer)


def _is_of_one_period(before: Sequence[Role], role: Role, columns: Sequence[Candidate]) -> bool:
    """Whether a target and its actual stand under one period's head, as far as such heads are there."""
    other = {Role.TARGET: Role.ACTUAL, Role.ACTUAL: Role.TARGET}.get(role)
    if other is None or other not in before:
        return True
    periods = {columns[before.index(other)].period, columns[-1].period}
    return None in periods or len(periods) == 1


def _places(before: Sequence[Role], role: Role) -> list[int]:
    """Where a role stands, the column itself counted in."""
    return [*(at for at, own in enumerate(before) if own is role), len(before)]


def _fit(before: Sequence[Role], role: Role, column: Candidate) -> float:
    if role in OF_A_LEVEL:
        return BESIDE_ITS_LEVEL if column.is_as_left else -BESIDE_ITS_LEVEL
    return 0.0


def _joint(roles: Sequence[Role], over: Mapping[tuple[int, int], float]) -> float:
    """What the columns say of each other: scores within their weights, the target before its actual."""
    places = {role: at for at, role in enumerate(roles)}
    found = 0.0
    if Role.WEIGHT in places and Role.SCORE in places:
        share = over.get((places[Role.SCORE], places[Role.WEIGHT]))
        found += 0.0 if share is None else OVER * (0.5 - share) if share else OVER / 6
    if Role.TARGET in places and Role.ACTUAL in places:
        found += TARGET_FIRST if places[Role.TARGET] < places[Role.ACTUAL] else -TARGET_FIRST
    return found


def _choice(paths: Sequence[_Path], at: int) -> Choice:
    best = paths[0]
    other = next((path for path in paths if path.roles[at] is not best.roles[at]), None)
    margin = best.score - other.score if other else inf
    return Choice(best.roles[at], margin, other.roles[at] if other else None)
