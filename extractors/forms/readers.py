"""Readers of words that the step ``tables`` is handed, since it knows no words itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.columns.leaves import told_by_words
from extractors.forms.labels import (
    MEASURES,
    NAMES,
    VALUES,
    is_label,
    role,
    runs_together,
    squeezed,
    unit_stated,
    without_brackets,
)
from extractors.tables.readers import Readers

NEW_ROW = re.compile(r"^(?:(?:指标|目标)\s*[\d一二三四五六七八九十]+|\.{2,}|…+|[\d]+[、.．:：]|总分|合计|总计)")


def head_roles(words: Sequence[str]) -> tuple[str | None, ...] | None:
    """What each column of a head holds, for a head of indicators, goals or funds; None where the words are no head.

    Args:
        words: The words of each column, from left to right.

    Example:
        ``head_roles(["三级指标", "指标值", "完成值"]) == ("level3", "target", "actual")``
    """
    if len(words) < 2 or any(len(squeezed(word)) > 30 for word in words):
        return None
    indicator = tuple(told_by_words(word) for word in words)
    known = [name for name in indicator if name]
    if len(known) > 2 and 5 * len(known) >= 3 * len(words) and NAMES & set(known) and VALUES & set(known):
        return indicator
    goal = tuple(role(word, "goal") for word in words)
    if "expected" in goal and ("actual" in goal or "status" in goal):
        return goal
    fund = tuple(role(word, "fund") for word in words)
    figures = any(re.search(r"\d", without_brackets(word)) for word in words)
    telling = [
        name in MEASURES or (name == "heading" and unit_stated(word)) for name, word in zip(fund, words, strict=True)
    ]
    if any(telling) and not figures:
        return tuple("measure" if is_told else told_by_words(w) for is_told, w in zip(telling, words, strict=True))
    return None


def starts_form(text: str) -> bool:
    """Whether a text is the label of who a form is about, or two of them. Example: ``starts_form("项目名称")``."""
    return role(text, "party") is not None or runs_together(text)


def starts_row(text: str) -> bool:
    """Whether a text is a label or a numbered name, and so begins a row. Example: ``starts_row("指标2：满意度")``."""
    return bool(NEW_ROW.match(text)) or is_label(text)


READERS = Readers(head_roles, starts_form, starts_row)
