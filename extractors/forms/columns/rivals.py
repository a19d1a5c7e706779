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
ALIKE = 1.5  # log odds by the cells: columns nearer than this hold the same kind of figures
PREFERRED: Mapping[Role, Preference] = {
    Role.TARGET: Preference.REVISED,
    Role.ACTUAL: Preference.OWN,
    Role.SCORE: Preference.OWN,
}
HELD = frozenset({role for role in Role if role not in MANY} - {Role.DEDUCTION, Role.DIRECTION, Role.INDEX})
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
