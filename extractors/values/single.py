"""The readers of one expression, in the order they are tried."""

from __future__ import annotations

import re

from extractors.text.words import patterns_of
from extractors.values.changes import read_change
from extractors.values.dates import read_date
from extractors.values.missing import read_missing
from extractors.values.modifiers import in_brackets
from extractors.values.ordinals import read_ordinal
from extractors.values.quantities import read_quantity
from extractors.values.ranges import read_range
from extractors.values.rates import read_rate
from extractors.values.ratios import read_ratio
from schemas.value import Value
from schemas.vocabulary.values import NotValue

WRAPPED = re.compile(r"\((?P<inner>[^()]*[^\d.,()][^()]*)\)")
READERS = (read_missing, read_date, read_ordinal, read_ratio, read_change, read_rate, read_range, read_quantity)


def read_single(text: str) -> Value | None:
    """Read a cleaned text that states one value; None where no reader understands all of it.

    Example:
        ``read_single("5-8次") == Value("quantity", "between", Decimal(5), Decimal(8), "次")``
    """
    if patterns_of(NotValue).fullmatch(text):
        return None
    wrapped = WRAPPED.fullmatch(text)
    if wrapped:
        return _first(wrapped["inner"])
    bare = re.sub(rf"(?<=.)(?!(?<=\d)\([\u4e00-\u9fff]\)){in_brackets()}$", "", text)
    return _first(text) or (_first(bare) if bare != text else None)


def _first(text: str) -> Value | None:
    return next((value for read in READERS if (value := read(text))), None)
