"""Years as reports print them, in Arabic or in Chinese digits.

``YEAR`` is of this century, as evaluated years are; ``ANY_YEAR`` may be of the last.
"""

from __future__ import annotations

import re

from extractors.text.folding import squeezed
from extractors.text.numerals import figures

ARABIC_YEAR = r"(?:19|20)\d\d"
ANY_YEAR = rf"(?:{ARABIC_YEAR}|[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{{2}})"
YEAR = r"(?:20\d\d|[二两][〇○零ＯO0][〇○零ＯO0一二三四五六七八九]{2})"
BUDGET_YEAR = re.compile(  # no day of filing: 2024年3月
    rf"年度:(?P<labelled>{YEAR})(?!\d)|(?P<plain>{YEAR})(?:财政年度|预算年度|年度?)(?![\d一二三四五六七八九十]{{1,2}}月)"
)


def number_of_year(year: str) -> int:
    """The number of a year. Example: ``number_of_year("二〇二三") == 2023``."""
    return int(figures(year))


def years_in(text: str) -> frozenset[int]:
    """Every year a text names. Example: ``2023年较2022年`` names 2022 and 2023."""
    return frozenset(number_of_year(year) for year in re.findall(rf"{YEAR}(?=\s?年)", text))


def budget_years_in(text: str) -> list[int]:
    """Years that a title or head states as 2022年, 2022年度, 年度：2022 or 二〇二二年; the month of a date is no year.

    Example:
        ``budget_years_in("（2022 年度）填报于2023年3月") == [2022]``
    """
    found = BUDGET_YEAR.finditer(squeezed(text))
    return [number_of_year(match["labelled"] or match["plain"]) for match in found]
