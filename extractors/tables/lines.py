"""Glyphs into lines by baseline, not by box top: a punctuation mark's box stands lower or higher than others."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.layout import TextLine
from schemas.page import Glyph

SAME_LINE = 0.5  # of the glyph size: raised figures (10²) stay in their line, the next line does not


def text_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """Lines from top to bottom, each from left to right; lines of nothing but white space are left out.

    Example:
        The glyphs of a cell that prints ``≥12`` and under it ``场`` give two lines.
    """
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.baseline, g.x0)):
        if lines and glyph.baseline - lines[-1][0].baseline <= SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    ordered = (tuple(sorted(line, key=lambda g: (g.x0, g.x1))) for line in lines)
    return tuple(TextLine(line) for line in ordered if any(not g.text.isspace() for g in line))
