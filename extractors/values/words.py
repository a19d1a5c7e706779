"""Patterns made of vocabulary words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from schemas.vocabulary import vocabulary


def alternatives(words: Iterable[str]) -> str:
    """Match any of the words, the longest first.

    Example:
        ``alternatives(["天", "工作日", "日"]) == "(?:工作日|天|日)"``
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def one_of(name: str) -> str:
    """Match any ``word`` of the vocabulary ``name``.

    Example:
        ``re.fullmatch(one_of("missing"), "暂无")``
    """
    return alternatives(row["word"] for row in vocabulary(name))


@cache
def in_role(name: str, role: str) -> tuple[str, ...]:
    """List the words of the vocabulary ``name`` that have one ``role``.

    Example:
        ``in_role("counting", "limit") == ("至少", "最少", "起码", "至多", "最多")``
    """
    return tuple(row["word"] for row in vocabulary(name) if row["role"] == role)


@cache
def patterns_of(name: str) -> re.Pattern[str]:
    """Join the patterns of the vocabulary ``name``, first row first.

    Example:
        ``patterns_of("names").search("PM2.5浓度")``
    """
    return re.compile("(?:" + "|".join(row["pattern"] for row in vocabulary(name)) + ")")
