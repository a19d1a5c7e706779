"""Cells that say nothing is there: /, —, 无, 一 in a dash's place."""

from __future__ import annotations

import re

from extractors.text.words import one_of
from schemas.value import Value
from schemas.vocabulary.values import Missing

MARKS = re.compile(r"[-—/\\…._~·、。,|]*")


def read_missing(text: str) -> Value | None:
    """Read a text that only marks an empty cell.

    Example:
        ``read_missing("--") == Value("missing")``
    """
    empty = MARKS.fullmatch(text) or re.fullmatch(rf"\(?{one_of(Missing)}[。.]?\)?", text)
    return Value("missing") if empty else None
