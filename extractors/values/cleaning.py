"""From a cell as printed to the plain signs the readers know."""

from __future__ import annotations

import re
from functools import cache

from extractors.text.folding import unspaced
from schemas.vocabulary import vocabulary
from schemas.vocabulary.text import GlyphFold, Slip

GAP = re.compile(r"(?P<left>\d+)(?P<gap>[^\S\n]+)(?=(?P<right>\d+)(?P<after>[.\d]*\s*[%％﹪年]?))")
HELD_GAP = "␣"
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")


def clean(text: str) -> str:
    """One line without white space, signs folded to one code point each, plain OCR slips undone.

    Args:
        text: The cell as printed; white space and line wraps may stand anywhere.

    Returns:
        The text to read. Where a space may part two numbers it stays, as ``␣``, and no reader takes it.

    Example:
        ``clean("≧ 1,2\\n00 人次") == "≥1,200人次"``
    """
    folded = INVISIBLE.sub("", text).translate(_folds())
    return _unslip(unspaced(GAP.sub(_close, folded)))


@cache
def _folds() -> dict[int, str]:
    """Fullwidth forms U+FF01 to U+FF5E by their offset from ASCII, the rest by the vocabulary."""
    fullwidth = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return fullwidth | {ord(row.glyph): row.plain for row in vocabulary(GlyphFold)}


def _close(match: re.Match[str]) -> str:
    """Join digits that a space parts, unless the parts may be two numbers or a sign and a number.

    More than one space stands between figures that are printed apart.
    """
    left, right, percent = match["left"], match["right"], match["after"].endswith("%")
    two_numbers = len(left) > 1 and len(right) == 2 and not right.startswith("0")
    year = match["after"] == "年" and left in ("19", "20")
    sign_read_as_digit = percent and len(left + right) > 2 and int(left + right) > 100
    apart = len(match["gap"]) > 1
    return left + (HELD_GAP if apart or (two_numbers and not year) or sign_read_as_digit else "")


def _unslip(text: str) -> str:
    """Undo slips until none is left; every slip makes a letter or sign plainer, so this ends."""
    for pattern, plain in _slips():
        text = pattern.sub(plain, text)
    again = any(pattern.search(text) for pattern, _ in _slips())
    return _unslip(text) if again else text


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((row.pattern, row.plain) for row in vocabulary(Slip))
