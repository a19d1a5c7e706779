"""The printed verdict on a goal: met, partly met, unmet."""

from __future__ import annotations

import re
from functools import cache

from extractors.text.folding import unspaced
from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import StatusPattern


def read_status(text: str) -> str | None:
    """Read a 实现情况 cell.

    Args:
        text: As printed; white space may stand anywhere.

    Returns:
        ``met``, ``partly``, ``unmet``, or None where the words are not known. 基本完成 is partly: it does not say all.

    Example:
        ``read_status("目标完成") == "met"``
    """
    words = unspaced(text).strip("。.，,；;")
    return next((status for pattern, status in _patterns() if pattern.search(words)), None)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((row.pattern, row.status) for row in vocabulary(StatusPattern))
