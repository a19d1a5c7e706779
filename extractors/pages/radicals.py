"""Radicals that text layers of office programs hold in place of the ideographs they stand for."""

from __future__ import annotations

from functools import cache

from schemas.vocabulary import vocabulary
from schemas.vocabulary.text import Radical

FIRST, LAST = "\u2e80", "\u2fdf"


@cache
def _ideographs() -> dict[str, str]:
    return {row.radical: row.ideograph for row in vocabulary(Radical)}


def fold(character: str) -> str:
    """The ideograph for a radical of U+2E80 to U+2FDF; every other character as it is.

    Source: Unicode, EquivalentUnifiedIdeograph.

    Example:
        ``fold("⾦") == "金"``
    """
    if FIRST <= character <= LAST:
        return _ideographs().get(character, character)
    return character
