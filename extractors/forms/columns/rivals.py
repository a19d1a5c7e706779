"""Several columns of one role: which of them a printed word prefers, and which can't be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from extractors.forms.columns.assignment import CONTENTS_FLOOR, MANY, Candidate, Choice, Rival
from extractors.forms.columns.periods import preference
from extractors.forms.labels import squeezed
from schemas.columns import ColumnRole as Role
from schemas.vocabulary.forms import Preference

CONTESTED = (Role.TARGET, Role.ACTUAL, Role.WEIGHT, Role.SCORE)
TOLD = 0.45  # likelihood by words: of a wording of two roles each is half as likely
LEAST_BLOCK = 3  # columns: a name and two figures
POINTS_TOLD = 0.3  # likelihood by words: of scores of any kind, where the cells fit besides
MOST = 0.5  # of the rows: a misprint or two are above the weight in a column of scores, not most
ALIKE = 1.5  # log odds by the cells: columns nearer than this hold the same kind of figures
PREFERRED: Mapping[Role, Preference] = {
    Role.TARGET: Preference.REVISED,
    Role.ACTUAL: Preference.OWN,
    Role.SCORE: Preference.OWN,
}
HELD = frozenset({role for role in Role if role not in MANY} - {Role.DEDUCTION, Role.DIRECTION, Role.INDEX})
Shares = Mapping[tuple[int, int], float]
INSTEAD = {Role.TARGET: Role.OTHER_TARGET, Role.ACTUAL: Role.OTHER_ACTUAL, Role.SCORE: Role.REVIEW_SCORE}


def with_preferred(heads: Sequence[str], columns: Sequence[Candidate]) -> list[Candidate]:
    """The columns with the words' likelihood of a role moved to its like where one other head is preferred for it.

    So 自评得分 is the score beside 得分 or 终评得分, and 调整后目标值 the target beside 年初目标值.

    Args:
        heads: As printed.
        columns: What is known of each.
    """
    found = list(columns)
    for role, wanted in PREFERRED.items():
        told = [at for at, column in enumerate(columns) if _is_told(column, role)]
        preferred = [at for at in told if preference(wanted).search(squeezed(heads[at]))]
        for at in told if len(preferred) == 1 else ():
            if at != preferred[0]:
                found[at] = _moved(found[at], role, Rival(preferred[0], role))
    return found


def with_fitting_scores(columns: Sequence[Candidate], over: Shares) -> list[Candidate]:
    """The columns, with scores above their weights moved to their like where another column's fit the weights.

    Beside 权重, 得分 and 加权得分 the score of a hundred is no score of the weight; the weighted one is.

    Args:
        columns: What is known of each.
        over: For pairs of columns of figures, the share of rows in which the first is more than the second.
    """
    found = list(columns)
    weights = [at for at, column in enumerate(columns) if _is_told(column, Role.WEIGHT)]
    for at, column in enumerate(columns):
        if len(weights) != 1 or over.get((at, weights[0]), 0.0) <= MOST or not _is_told(column, Role.SCORE):
            continue
        fitting = [o for o, other in enumerate(columns) if over.get((o, weights[0])) == 0.0 and _is_of_points(other)]
        if len(fitting) == 1:
            found[at] = _moved(found[at], Role.SCORE, Rival(fitting[0], Role.SCORE))
    return found


def exceeded(choices: Sequence[Choice], over: Shares) -> list[Rival | None]:
    """For a column of scores most of which are above their weights the column of these: they are no scores of it.

    Args:
        choices: The role of each column.
        over: For pairs of columns of figures, the share of rows in which the first is more than the second.
    """
    weight = next((at for at, choice in enumerate(choices) if choice.role is Role.WEIGHT), None)
    found: list[Rival | None] = [None] * len(choices)
    for at, choice in enumerate(choices):
        if choice.role is Role.SCORE and weight is not None and over.get((at, weight), 0.0) > MOST:
            found[at] = Rival(weight, Role.SCORE)
    return found


def side_by_side(heads: Sequence[str], choices: Sequence[Choice]) -> list[Rival | None]:
    """For each column its like in a block of the same heads beside its own: which names belong to which is not told.

    Args:
        heads: As printed.
        choices: The role of each column.
    """
    keys = [squeezed(head) for head in heads]
    found: list[Rival | None] = [None] * len(keys)
    size = len(keys) // 2
    starts = (0, len(keys) % 2)  # an odd column is a number's in front or remarks behind
    start = next((at for at in starts if keys[at : at + size] == keys[at + size : at + 2 * size]), None)
    if size < LEAST_BLOCK or start is None:
        return found
    for at in range(start, start + size):
        named = next((c.role for c in (choices[at], choices[at + size]) if c.role not in MANY), choices[at].role)
        found[at], found[at + size] = Rival(at + size, named), Rival(at, named)
    return found


def _is_of_points(column: Candidate) -> bool:
    """Whether a head's words may be those of a score, and not surely of somebody else's."""
    score, review = column.words.get(Role.SCORE, 0.0), column.words.get(Role.REVIEW_SCORE, 0.0)
    return review < TOLD and score + review > POINTS_TOLD


def rivals(choices: Sequence[Choice], columns: Sequence[Candidate]) -> list[Rival | None]:
    """For each column the one that may as well have its role: told for it by words too, and left out by chance only.

    Of two heads that both speak of a role, one whose words are more like those known is no surer the one meant; only
    what their cells hold tells them apart.

    Args:
        choices: The role of each column.
        columns: What is known of each.
    """
    found: list[Rival | None] = [None] * len(choices)
    for at, choice in enumerate(choices):
        others = [o for o, other in enumerate(choices) if o != at and other.role not in HELD]
        same = [o for o in others if choice.role in CONTESTED and _contests(columns[o], columns[at], choice.role)]
        for other in same:
            found[at], found[other] = Rival(other, choice.role), Rival(at, choice.role)
    return found


def _contests(column: Candidate, chosen: Candidate, role: Role) -> bool:
    """Whether a column that was left out is as likely the one meant as the one chosen."""
    if not _is_told(column, role):
        return False
    own, other = (max(each.contents.get(role, 0.0), CONTENTS_FLOOR) for each in (column, chosen))
    return log(other) - log(own) < ALIKE


def _is_told(column: Candidate, role: Role) -> bool:
    likely = column.words.get(role, 0.0)
    return likely >= TOLD and likely == max(column.words.values())


def _moved(column: Candidate, role: Role, preferred: Rival) -> Candidate:
    likely, other = column.words[role], INSTEAD[role]
    words = {**column.words, role: 0.0, other: max(likely, column.words[other])}
    return column._replace(words=words, preferred=preferred)
