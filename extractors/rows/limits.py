"""Targets printed in an indicator's name: 群众满意度（≥90%）, 培训不少于100人."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.text.words import alternatives
from extractors.values import read_value
from extractors.values.cleaning import clean
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import ComparatorWord, Position

LEVEL = "(?:达到?|控制在|保持在|稳定在)"  # 达到95%以上; without it 60岁以上 is rather a group of people
LIMITS = (">=", ">", "<=", "<")


class NamedTarget(NamedTuple):
    """A target in a name: the name before it, its text, its value."""

    before: str
    text: str
    value: Value


def named_target(name: str) -> NamedTarget | None:
    """Find a limit with its number at the end of a name; a template's ≥**人 has no number, 60岁以上老人 is no end.

    Example:
        ``named_target("群众满意度（≥90%）").text == "≥90%"``
    """
    cleaned = clean(name)
    found = _limit().search(cleaned)
    value = read_value(found.group()) if found else None
    if found is None or value is None or value.value is None or value.unread:
        return None
    return NamedTarget(cleaned[: found.start()].rstrip("("), found.group(), value)


@cache
def _limit() -> re.Pattern[str]:
    rows = [row for row in vocabulary(ComparatorWord) if row.comparator in LIMITS]
    before = alternatives(row.word for row in rows if row.position == Position.BEFORE)
    behind = alternatives(row.word for row in rows if row.position == Position.AFTER and "(" not in row.word)
    return re.compile(rf"(?:{before}\d[^()]*|{LEVEL}\d[^()]*{behind})(?=\)?$)")
