"""Which way a target points: whether more or less of it is better."""

from __future__ import annotations

from dataclasses import replace

from schemas.value import Value
from schemas.vocabulary import vocabulary

COST = "成本"
OUTCOME = ("数量", "效益", "质量", "产出")


def direction(name: str | None, level1: str | None, level2: str | None) -> str | None:
    """``higher`` or ``lower``, whichever is better by the indicator's name and levels; None where neither tells.

    The words are ranked: 投诉 alone asks for less, 投诉处理率 for more, 不合格率 for less again. Under equal rank the
    later word decides, because the head of a Chinese noun phrase stands last.

    Example:
        ``direction("食品安全事故起数", "效益指标", "社会效益指标") == "lower"``
    """
    rank, word = _word(name or "")
    levels = f"{level1 or ''}{level2 or ''}"
    if rank > 0:
        return word
    if COST in levels:
        return "lower"
    return "higher" if any(part in levels for part in OUTCOME) else word


def _word(name: str) -> tuple[int, str | None]:
    """Return the deciding word's rank and direction; rank 0 (any 率) yields to the levels."""
    found = [
        (int(row["rank"]), name.rfind(row["word"]) + len(row["word"]), len(row["word"]), row["direction"])
        for row in vocabulary("directions")
        if row["word"] in name
    ]
    return (max(found)[0], max(found)[-1]) if found else (0, None)


def aim(target: Value, better: str | None = None) -> Value:
    """Give a target the comparator that decides: a bare 60 家 asks for at least 60, a bare 0 起 for at most 0.

    Args:
        target: As read; one that prints its own comparator is returned as it is.
        better: ``higher`` or ``lower`` where the name or the catalog tells.

    Returns:
        The target with ``>=`` or ``<=`` for ``=``. A sum of money or a duration of which nothing tells whether more is
        better keeps its ``=``: 5 天 of training and 5 天 for an answer are opposite wishes.
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
    if target.number < 0 or (target.number == 0 and target.kind != "change"):
        return "<="
    if target.kind == "change":
        return ">="
    if target.kind == "duration" and better == "higher":
        return None
    if better is None and target.kind in ("money", "duration"):
        return None
    return "<=" if better == "lower" else ">="
