"""Which heads and labels of goals speak of what was done, and of which period what was aimed at is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.forms.columns.periods import OF_THE_YEAR, is_of_other_period
from extractors.forms.labels import role, squeezed
from extractors.text.years import YEAR, budget_years_in

GOAL_HEADS = frozenset({"expected", "heading"})
GOAL_WORD = re.compile(r"目标|任务|完成")
LONGEST_GOAL_HEAD = 14  # characters
DOING = re.compile(r"完成|实际|落实|实现|达|执行|实施(?!期)|开展|推进|进展|成效|成果|效果|结果|实绩")
WHOLE = re.compile(r"总(?:体绩效|绩效|体)?目标|全部")  # of the year too where no goal of the year stands beside
NOT_WHOLE = re.compile(r"总体?(?=(?:绩效)?(?:目标|指标))")
SEVERAL_YEARS = re.compile(
    rf"(?<![〇○零一二三四五六七八九\d])[二两三四五六七八九十3-9]年(?!级)|{YEAR}年?度?[-—–~～至到](?:20)?\d\d"
)


def is_short_goal(text: str) -> bool:
    """Whether a text is short as heads are and speaks of goals. Example: ``is_short_goal("五年规划目标")``."""
    return bool(GOAL_WORD.search(text)) and len(squeezed(text)) <= LONGEST_GOAL_HEAD


def speaks_of_doing(text: str) -> bool:
    """Whether a head may stand over what was done.

    Example:
        ``speaks_of_doing("落实内容") and not speaks_of_doing("实施期目标")``
    """
    return bool(DOING.search(squeezed(text))) or role(text, "goal") == "actual"


def is_plan(text: str) -> bool:
    """Whether a head stands over what was aimed at, of whatever period.

    Example:
        ``is_plan("年度目标") and is_plan("阶段目标") and not is_plan("目标完成情况")``
    """
    name = role(text, "goal")
    if name is not None:
        return name in GOAL_HEADS
    return is_short_goal(text) and "目标" in text and not speaks_of_doing(text)


def is_of_another_year(text: str) -> bool:
    """Whether a goal's head or label names another period than the year.

    Example:
        ``is_of_another_year("下年度目标")`` and ``is_of_another_year("五年规划目标")``, not ``年度总体目标``.
    """
    words = squeezed(text)
    return bool(SEVERAL_YEARS.search(words)) or is_of_other_period(NOT_WHOLE.sub("", words))


def is_of_the_year(text: str) -> bool:
    """Whether a goal's head or label names the year. Example: ``is_of_the_year("2023年目标")``, not ``总体目标``."""
    words = squeezed(text)
    return not is_of_another_year(text) and bool(budget_years_in(words) or OF_THE_YEAR.search(words))


def is_beside_the_year(text: str, others: Iterable[str]) -> bool:
    """Whether a goal's head or label is of another period than the year, by its words or by one of the year beside it.

    Args:
        text: The head or label.
        others: Those beside it that say the same: what was aimed at, or what was done.

    Example:
        ``is_beside_the_year("总体目标", ["年度目标"])``; alone it may be the year's.
    """
    is_whole = bool(WHOLE.search(squeezed(text))) and not is_of_the_year(text)
    return is_of_another_year(text) or (is_whole and any(is_of_the_year(other) for other in others))
