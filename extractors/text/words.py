"""Patterns made of vocabulary words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from schemas.vocabulary import vocabulary


class _Worded(Protocol):
    @property
    def word(self) -> str: ...


class _InRole(_Worded, Protocol):
    @property
    def role(self) -> Any: ...


class _Patterned(Protocol):
    @property
    def pattern(self) -> re.Pattern[str]: ...


def alternatives(words: Iterable[str]) -> str:
    """Match any of the words, the longest first.

    Example:
        ``alternatives(["天", "工作日", "日"]) == "(?:工作日|天|日)"``
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def one_of(table: type[_Worded]) -> str:
    """Match any ``word`` of a vocabulary table.

    Example:
        ``re.fullmatch(one_of(Missing), "暂无")``
    """
    return alternatives(row.word for row in vocabulary(table))


@cache
def in_role(table: type[_InRole], role: StrEnum) -> tuple[str, ...]:
    """List the words of a vocabulary table that have one ``role``.

    Example:
        ``in_role(CountingWord, CountingRole.LIMIT) == ("至少", "最少", "起码", "至多", "最多")``
    """
    return tuple(row.word for row in vocabulary(table) if row.role == role)


@cache
def patterns_of(table: type[_Patterned]) -> re.Pattern[str]:
    """Join the patterns of a vocabulary table, first row first.

    Example:
        ``patterns_of(Name).search("PM2.5浓度")``
    """
    return re.compile("(?:" + "|".join(row.pattern.pattern for row in vocabulary(table)) + ")")
