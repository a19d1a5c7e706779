"""Patterns made of vocabulary words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from schemas.vocabulary import vocabulary


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first.

    Example:
        ``alternatives(["天", "工作日", "日"]) == "(?:工作日|天|日)"``
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def one_of(name: str) -> str:
    """A pattern that matches any ``word`` of the vocabulary ``name``.

    Example:
        ``re.fullmatch(one_of("missing"), "暂无")``
    """
    return alternatives(row["word"] for row in vocabulary(name))


@cache
def patterns_of(name: str) -> re.Pattern[str]:
    """The patterns of the vocabulary ``name`` as one, first row first.

    Example:
        ``patterns_of("names").search("PM2.5浓度")``
    """
    return re.compile("(?:" + "|".join(row["pattern"] for row in vocabulary(name)) + ")")
