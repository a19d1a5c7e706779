"""Years as reports print them, in Arabic or in Chinese digits."""

from __future__ import annotations

import re

YEAR = r"(?:20\d\d|[二两][〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2})"
CHINESE_DIGITS = str.maketrans("〇○零Ｏ一二两三四五六七八九", "00001223456789")


def number_of_year(year: str) -> int:
    """The number of a year. Example: ``number_of_year("二〇二三") == 2023``."""
    return int(year.translate(CHINESE_DIGITS))


def years_in(text: str) -> frozenset[int]:
    """Every year a text names. Example: ``2023年较2022年`` names 2022 and 2023."""
    return frozenset(number_of_year(year) for year in re.findall(rf"{YEAR}(?=\s?年)", text))
