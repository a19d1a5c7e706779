"""Which way a target points: whether more or less of it is better."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from extractors.text.words import in_role, one_of
from extractors.values.cleaning import clean
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.rows import Better, Direction, MeasureRole, MeasureWord

COST, COUNTED, OUTPUT, CONTENT = "成本", "数量", "产出", "满意"
REMARK = re.compile(r"\([^()]*\)$")
RATE_RANK = 3


class DirectionEvidence(NamedTuple):
    """What one word of a name tells; of several the greatest decides: by rank, then the later, then the longer."""

    rank: int
    end: int
    length: int
    better: str


def direction(name: str | None, level1: str | None, level2: str | None) -> str | None:
    """``higher`` or ``lower``, whichever is better by the indicator's name and levels; None where neither is sure.

    The words are ranked: 投诉 alone asks for less, 投诉处理率 for more, 不合格率 for less again. Under equal rank the
    later word decides, because the head of a Chinese noun phrase stands last. A trouble counted among the outputs may
    be one that was dealt with, and is not told; nor is a name that only hints at trouble.

    Example:
        ``direction("食品安全事故起数", "效益指标", "社会效益指标") == "lower"``
    """
    deciding = _told(REMARK.sub("", clean(name or "")))
    levels = f"{level1 or ''}{level2 or ''}"
    if CONTENT in levels and (deciding is None or deciding.better != "lower"):
        return "higher"
    if deciding is None:
        return _by_level(levels, level2)
    if COST in levels and deciding.rank < RATE_RANK:
        return _in_costs(name or "", deciding)
    dealt_with = deciding.better == "lower" and deciding.rank == 1 and COUNTED in levels
    return None if dealt_with or deciding.better == "unsure" else deciding.better


def _by_level(levels: str, level2: str | None) -> str | None:
    """What the levels alone ask of a name that tells nothing: less cost, more output; effects go either way."""
    if COST in levels:
        return "lower"
    return "higher" if COUNTED in levels or (OUTPUT in levels and not level2) else None


def _in_costs(name: str, deciding: DirectionEvidence) -> str | None:
    """Among costs a name of work (设备购置) names what it costs; its rate keeps its sense, its count is not told."""
    if name.endswith(in_role(MeasureWord, MeasureRole.RATE)):
        return None if deciding.better == "unsure" else deciding.better
    return None if deciding.rank == 0 or name.endswith(in_role(MeasureWord, MeasureRole.COUNT)) else "lower"


def _told(name: str) -> DirectionEvidence | None:
    """Find the word that decides."""
    return max((_tells(row, name) for row in vocabulary(Direction) if row.word in name), default=None)


def _tells(row: Direction, name: str) -> DirectionEvidence:
    """Weigh one word by what follows it: a trouble is meant when only a measure follows, and its rate for sure."""
    end, length = name.rfind(row.word) + len(row.word), len(row.word)
    if row.direction != Better.LOWER:
        return DirectionEvidence(row.rank, end, length, row.direction)
    if not _measures().fullmatch(name, end):
        return DirectionEvidence(row.rank, end, length, Better.UNSURE)
    rated = name[end:].startswith(in_role(MeasureWord, MeasureRole.RATE))
    return DirectionEvidence(max(row.rank, RATE_RANK) if rated else row.rank, len(name), length, row.direction)


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(f"{one_of(MeasureWord)}*")


def aim(target: Value, better: str | None = None) -> Value:
    """Give a target the comparator that decides: a bare 60 家 asks for at least 60, a bare 0 起 for at most 0.

    Args:
        target: As read; one that prints its own comparator is returned as it is.
        better: ``higher`` or ``lower`` where the name or the catalog tells.

    Returns:
        The target with ``>=`` or ``<=`` for ``=``. Where nothing tells whether more is better it keeps its ``=``; so
        does a duration, for 5 天 of training and 5 天 for an answer are opposite wishes.
    """
    if target.comparator != "=" or target.value is None:
        return target
    comparator = _comparator(target, better)
    return replace(target, comparator=comparator) if comparator else target


def _comparator(target: Value, better: str | None) -> str | None:
    if target.kind in ("ordinal", "date") or target.number is None:
        return "<="
    if target.kind == "ratio":
        return None
    if target.kind == "change" and target.number:
        return "<=" if target.number < 0 else ">="
    if target.number == 0 and target.kind != "change":
        return "<="
    if better is None or target.number < 0 or (target.kind == "duration" and better == "higher"):
        return None
    return "<=" if better == "lower" else ">="
