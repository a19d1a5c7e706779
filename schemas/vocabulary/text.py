"""Characters and numbers of headings, as they are printed and as they are meant."""

from __future__ import annotations

import re

from schemas.vocabulary.table import table


@table("glyphs", key=("glyph",))
class GlyphFold:
    """A character that is printed for a plain one."""

    glyph: str
    plain: str
    source: str


@table("radicals", key=("radical",))
class Radical:
    """A Kangxi or CJK radical and the ideograph it stands for."""

    radical: str
    ideograph: str
    source: str


@table("slips", key=("pattern",))
class Slip:
    """What a recogniser gives for another print, replaced row after row."""

    pattern: re.Pattern[str]
    plain: str = ""
    example: str
    becomes: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.sub(self.plain, text) == self.becomes


@table("numbering", key=("style",), first_within=())
class Numbering:
    """A style of heading numbers: ``rank`` from the outermost in, ``level`` in the outline; ``n`` is the number."""

    style: str
    rank: int
    level: int
    pattern: re.Pattern[str]
    example: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.match(text) is not None
