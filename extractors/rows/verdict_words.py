"""Whether an actual in words answers its target: repeats it, denies it, or says that it is done or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractors.text.words import in_role
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.rows import Negation, NegationRole, VerdictWord

NOISE = re.compile(r"[\s。．.；;，,、!！]+")
PART = re.compile(r"[。；;，,!！]")
ANSWERED_BY = {"qualitative": ("words", "dates", "numbers"), "date": ("dates", "numbers")}


def says_reached(target: Value, target_raw: str | None, actual_raw: str | None) -> bool | None:
    """Whether an actual in words reaches its target: by all of it, or by every part of it.

    Example:
        ``says_reached(read_value("有效提升"), "有效提升", "有效提升，达到预期目标") is True``
    """
    wanted, whole = plain(target_raw), _words(target, plain(target_raw), plain(actual_raw))
    parts = [plain(part) for part in PART.split(actual_raw or "") if plain(part)]
    if whole is not None or len(parts) < 2:
        return whole
    return True if all(_words(target, wanted, part) for part in parts) else None


def _words(target: Value, wanted: str, reached: str) -> bool | None:
    """Whether the actual's text repeats the target or says by itself that it is done or not."""
    if wanted and wanted == reached:
        return True
    if wanted and (reached in _negated(wanted) or (wanted, reached) in _opposites()):
        return False
    verdict, answers = _verdicts().get(reached, (None, ""))
    return verdict if answers in ANSWERED_BY.get(target.kind, ("numbers",)) else None


def _negated(wanted: str) -> frozenset[str]:
    """Every way to say that a wanted quality is not there: 不合格, 未有效提升."""
    return frozenset(word + wanted for word in in_role(Negation, NegationRole.BEFORE))


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    """Pairs of words of which the second denies the first: 是, 否."""
    return frozenset((row.of, row.word) for row in vocabulary(Negation) if row.role == NegationRole.INSTEAD)


def says_done(text: str | None) -> bool:
    """Whether a text says no more than that something is done: 完成.

    Example:
        ``says_done("已完成") and not says_done("完成12次")``
    """
    return _verdicts().get(plain(text), (False, ""))[0]


@cache
def _verdicts() -> Mapping[str, tuple[bool, str]]:
    return {row.word: (row.met, row.answers) for row in vocabulary(VerdictWord)}


def plain(text: str | None) -> str:
    """Leave out spaces, stops and 已, which say nothing of the matter."""
    return NOISE.sub("", text or "").removeprefix("已")
