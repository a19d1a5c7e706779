"""Targets printed in an indicator's name: 群众满意度（≥90%）, 培训不少于100人."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.values import read_value
from extractors.values.cleaning import clean
from extractors.values.words import alternatives
from schemas.value import Value
from schemas.vocabulary import vocabulary

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
    before = (row for row in vocabulary("comparators") if row["position"] == "before")
    words = alternatives(row["word"] for row in before if row["comparator"] in LIMITS)
    return re.compile(rf"{words}\d[^()]*(?=\)?$)")
