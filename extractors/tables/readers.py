"""What this step asks of those who know words: it knows none itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

HeadReader = Callable[[Sequence[str]], Sequence[str | None] | None]


class Readers(NamedTuple):
    """Readers of words, handed in.

    Attributes:
        head: Gives the role of every column for the words of a head, None where the words are no head.
        starts_form: Whether a text is a label that a form begins with.
        starts_row: Whether a text is one that a row begins with, so that it goes on with no cell above it.
    """

    head: HeadReader
    starts_form: Callable[[str], bool]
    starts_row: Callable[[str], bool]
