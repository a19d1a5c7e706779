"""Reading a value as printed: what a target, an actual, a sum or a score says."""

from __future__ import annotations

import re

from extractors.values.cells import read_money, read_points
from extractors.values.cleaning import clean
from extractors.values.composites import read_composite
from extractors.values.single import read_single
from extractors.values.spelling import spell
from schemas.value import Value

__all__ = ["read_money", "read_points", "read_value"]

READERS = (read_single, read_composite)
HINT = re.compile(  # figures, signs, and what is spelt but not read: 前三分之一, 百万元
    r"[\d≥≤<>=%‰\ufffd]|倒数第"
    r"|分之[一二两三四五六七八九十百]|[十百千万亿]元|^(?:达到?|约|近)?[百千万亿][人名户家次场件项亩]$"
)


def read_value(text: str) -> Value:
    """Read one 指标值 or 完成值 cell.

    Args:
        text: The cell as printed; white space and line wraps may stand anywhere.

    Returns:
        The value in its canonical unit: ``1.93 亿元`` gives 193000000 元. Text without a number is qualitative; a
        number that is not fully understood, or may stand in a sign that can't be read (U+FFFD), is not guessed:
        ``value`` is None and ``unread`` is the text.

    Example:
        ``read_value("≥90%") == Value("percent", ">=", Decimal(90), unit="%")``
    """
    plain = spell(clean(text))
    for reader in READERS:
        if value := reader(plain):
            return value
    return Value("qualitative", unread=text.strip() if HINT.search(plain) else None)
