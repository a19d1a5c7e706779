"""Long print shortened for a message: never inside a figure, and never without a sign that it goes on."""

from __future__ import annotations

import re

GOES_ON = "…"
LONGEST = 80  # characters of what a message quotes
FIGURE_AT_END = re.compile(r"[≥≤<>=]?[\dA-Za-z][\dA-Za-z.,%‰]*$")
GOES_ON_AS_FIGURE = re.compile(r"[\w.,%‰]")
PARTED = ("、", "；", "。", "，", " ")


def shortened(text: str, most: int = LONGEST) -> str:
    """A text of at most so many characters, its end marked with … where something is left out.

    It ends before the last separator near its end, else before a figure that would be cut.

    Args:
        text: As printed.
        most: Characters, … counted in.

    Example:
        ``shortened("补助资金、2950000", 8) == "补助资金…"``
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    parted = max(kept.rfind(mark) for mark in PARTED)
    if 2 * parted >= most:
        return kept[:parted] + GOES_ON
    figure = FIGURE_AT_END.search(kept) if GOES_ON_AS_FIGURE.match(text[len(kept)]) else None
    return (kept[: figure.start()] if figure and figure.start() else kept).rstrip("".join(PARTED)) + GOES_ON
