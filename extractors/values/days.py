"""A date as far as it is printed: a day, a month, a year, or the end of one."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from extractors.text.years import ARABIC_YEAR

LEAP_YEAR = 2024
NEXT_YEAR = tuple("次翌明下")
NAMED = r"次年度?|翌年|明年|下一?年度?|当年度?|本年度?|今年|每年"
PRINTED = rf"""
    (?:
        (?P<year1>{ARABIC_YEAR})(?P<sep>[-./])(?P<month1>\d{{1,2}})(?P=sep)(?P<day1>\d{{1,2}})[日号]?    # 2023.12.31
    |   (?P<year2>{ARABIC_YEAR})(?P<month2>0[1-9]|1[0-2])(?P<day2>[0-3]\d)?                    # 20231231, 202312
    |   (?P<year3>{ARABIC_YEAR})[-./](?P<month3>0?[1-9]|1[0-2])(?![\d.])                       # 2023.12
    |   (?P<year4>{ARABIC_YEAR}年度?|{NAMED})?(?P<month4>\d{{1,2}})月份?                         # 2023年12月底, 6月30日
        (?:(?P<day4>\d{{1,2}})(?:[日号](?:24[时点:](?:00)?)?|(?=[以之]?前))|(?P<end4>月?[底末])|(?P<tens>[上中下])旬)?
    |   (?P<year5>{ARABIC_YEAR}年度?|{NAMED})?(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4])季度)(?P<end5>[底末])?
    |   (?P<year6>{ARABIC_YEAR}年?度?|{NAMED})年?(?P<end6>[底末终]|(?=[以之]?内))                 # 2023年底, 当年内
    |   (?<![^于在至])年度?(?P<end7>[底末终]|(?=[以之]?内))                                       # 年底, 年内
    |   (?P<year8>{ARABIC_YEAR})年(?:度|全年)?                                                   # 2023年度
    |   (?:每月|当月)?(?P<day9>\d{{1,2}})[日号](?=[以之]?前)|每月(?P<day0>\d{{1,2}})[日号]          # 每月10日前
    )
"""


class Day(NamedTuple):
    """Year, month and day, 0 for what is not printed; a year below 100 is a distance: 次年 is 1."""

    year: int
    month: int
    day: int

    @property
    def written(self) -> str:
        """ISO 8601, without what is not printed: ``Day(2023, 12, 0).written == "2023-12"``; --06-30; +1-01-31."""
        year = "-" if self.year == 0 else f"+{self.year}" if self.year < 100 else str(self.year)
        month, day = (f"{part:02d}" if part else "" for part in (self.month, self.day))
        return "-".join([year, month, day] if day else [year, month] if month else [year])


class DayRange(NamedTuple):
    """From a first to a last day, both the same but for a half year or quarter; ``ended``: its end is meant (月底)."""

    first: Day
    last: Day
    ended: bool = False


def printed_period(match: re.Match[str]) -> DayRange | None:
    """Read the period that a match of ``PRINTED`` names; None where the calendar has no such day.

    Example:
        2023年2月底 is ``DayRange(Day(2023, 2, 28), Day(2023, 2, 28), True)``.
    """
    part = {name[:-1]: text for name, text in match.groupdict().items() if text and name[-1].isdigit()}
    year, month, day = _year(part.get("year", "")), int(part.get("month", 0)), int(part.get("day", 0))
    if month > 12 or day > _length(year, month):
        return None
    if match["half"] or match["quarter"]:
        return _part_of_year(year, match)
    printed = Day(year, month, day)
    if match["tens"]:
        return _part_of_month(printed, match["tens"])
    if "end" in part:
        return DayRange(last_day(printed), last_day(printed), True)
    return DayRange(printed, printed)


def last_day(day: Day) -> Day:
    """Close a year or month by its last day; of a February without its year only the month is sure."""
    if day.day or (day.month == 2 and day.year < 100):
        return day
    month = day.month or 12
    return Day(day.year, month, _length(day.year, month))


def _part_of_year(year: int, match: re.Match[str]) -> DayRange:
    """上半年, 第三季度: from the first to the last day, or the last day where the end is meant."""
    length = 3 if match["quarter"] else 6
    last = int(match["quarter"]) * 3 if match["quarter"] else {"上": 6, "下": 12}[match["half"]]
    closing = last_day(Day(year, last, 0))
    return DayRange(closing if match["end5"] else Day(year, last - length + 1, 1), closing, bool(match["end5"]))


def _part_of_month(month: Day, part: str) -> DayRange:
    """上旬, 中旬, 下旬: the first, second and last ten days."""
    first = {"上": 1, "中": 11, "下": 21}[part]
    last = last_day(month) if part == "下" else month._replace(day=first + 9)
    return DayRange(month._replace(day=first), last)


def _year(text: str) -> int:
    return int(text[:4]) if text[:4].isdigit() else int(text.startswith(NEXT_YEAR))


def _length(year: int, month: int) -> int:
    return monthrange(year if year > 99 else LEAP_YEAR, month or 1)[1]
