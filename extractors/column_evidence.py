"""Why a column of an indicator table has its role: what its words, its cells and the other columns spoke for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isinf, log

from extractors.forms.columns.assignment import CONTENTS, CONTENTS_FLOOR, WORDS_FLOOR, unary
from extractors.forms.columns.contents import spoken_for
from extractors.forms.columns.evidence import FITTED_AS, Reading
from extractors.forms.columns.words import head_key, speaking_rows
from extractors.forms.indicator_head import is_tied
from schemas.columns import ColumnRole

SHOWN_ROLES = 3  # roles and rows of each kind of evidence
SHOWN_FEATURES = 3  # for a role, and as many against it
LEAST_LOG_ODDS = 0.05  # log odds of a feature that is shown


@dataclass(frozen=True, slots=True)
class SpeakingRow:
    """A row of the vocabulary that spoke.

    Attributes:
        table: The file it stands in, without ``.csv``.
        meaning: What it says a wording means.
        wording: As it stands in the row; the example of a row that reads by a pattern.
        source: Where the wording was seen.
        is_exact: It reads the printed words themselves, and not only words like them.
    """

    table: str
    meaning: str
    wording: str
    source: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class FeatureEvidence:
    """One feature of a column's cells: its value, and the log odds by which it speaks for the role, or against it."""

    name: str
    value: float
    log_odds: float


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """Why a column has its role.

    Attributes:
        heads: The words of its heads, the outermost first.
        role: What it was read as.
        runner_up: What it would be in the best reading of the whole head in which it is something else.
        margin: Log odds of the one to the other; None where there is no other.
        parts: The margin in its parts: ``words``, ``cells``, ``field`` (a field is likelier than none) and
            ``other_columns`` (what they could be then).
        is_inferred: Its cells told the role, not its words.
        is_tied: The margin is too small, so that nothing was read from it.
        words: By the words alone how likely roles are, of 1: the role, the runner-up, and the likeliest others.
        contents: The same by the cells alone.
        features: The features of the cells that spoke most for the role before the runner-up, and most against it.
        rows: The rows of the vocabulary that are most like its head.
    """

    heads: tuple[str, ...]
    role: str
    runner_up: str | None
    margin: float | None
    parts: tuple[tuple[str, float], ...]
    is_inferred: bool
    is_tied: bool
    words: tuple[tuple[str, float], ...]
    contents: tuple[tuple[str, float], ...]
    features: tuple[FeatureEvidence, ...]
    rows: tuple[SpeakingRow, ...]


def column_evidence(reading: Reading) -> ColumnEvidence:
    """The evidence on one column of a head of indicators."""
    choice, candidate = reading.choice, reading.candidate
    sides = tuple(role for role in (choice.role, choice.runner_up) if role)
    return ColumnEvidence(
        heads=(*(cell.text for cell in reversed(reading.leaf.above)), reading.leaf.cell.text),
        role=choice.role,
        runner_up=choice.runner_up,
        margin=None if isinf(choice.margin) else round(choice.margin, 3),
        parts=tuple((name, round(odds, 3) + 0.0) for name, odds in _parts(reading)),
        is_inferred=reading.is_inferred,
        is_tied=is_tied(reading),
        words=_shares(candidate.words, sides),
        contents=_shares(candidate.contents, sides),
        features=tuple(_features(reading)),
        rows=tuple(_speaking(reading.leaf.cell.text)),
    )


def _parts(reading: Reading) -> Iterator[tuple[str, float]]:
    """The margin to the runner-up in its parts; together they are the margin."""
    choice, candidate = reading.choice, reading.candidate
    role, other = choice.role, choice.runner_up
    if other is None:
        return
    words = _log(candidate.words, role, WORDS_FLOOR) - _log(candidate.words, other, WORDS_FLOOR)
    cells = CONTENTS * (
        _log(candidate.contents, role, CONTENTS_FLOOR) - _log(candidate.contents, other, CONTENTS_FLOOR)
    )
    alone = unary(candidate, role) - unary(candidate, other)
    yield from (("words", words), ("cells", cells))
    yield from (("field", alone - words - cells), ("other_columns", choice.margin - alone))


def _log(found: Mapping[ColumnRole, float], role: ColumnRole, least: float) -> float:
    return log(max(found.get(role, 0.0), least))


def _shares(found: Mapping[ColumnRole, float], sides: tuple[ColumnRole, ...]) -> tuple[tuple[str, float], ...]:
    """Likelihoods as shares of 1: those of both sides, then of the likeliest others."""
    total = sum(found.values()) or 1.0
    others = sorted((role for role in found if role not in sides), key=lambda role: -found[role])
    shown = [*sides, *others[: SHOWN_ROLES - len(sides)]]
    return tuple((str(role), round(found.get(role, 0.0) / total, 3)) for role in shown)


def _features(reading: Reading) -> Iterator[FeatureEvidence]:
    """The features that spoke most for the role, the strongest first, then those most against it."""
    choice = reading.choice
    role, other = (FITTED_AS.get(side, side) if side else "" for side in (choice.role, choice.runner_up))
    spoken = spoken_for(reading.features, role, other)
    odds = {name: CONTENTS * value for name, value in spoken.items() if name != "bias" and abs(value) >= LEAST_LOG_ODDS}
    ranked = sorted(odds, key=lambda name: -odds[name])
    before = [name for name in ranked if odds[name] > 0][:SHOWN_FEATURES]
    against = [name for name in reversed(ranked) if odds[name] < 0][:SHOWN_FEATURES]
    for name in (*before, *against):
        yield FeatureEvidence(name, round(reading.features[name], 3), round(odds[name], 3))


def _speaking(head: str) -> Iterator[SpeakingRow]:
    for row in speaking_rows(head, SHOWN_ROLES):
        is_exact = head_key(row.wording) == head_key(head)
        yield SpeakingRow("column_heads", row.role, row.wording, row.source, is_exact)
