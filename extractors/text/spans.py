"""From characters of a text back to the places on the page where they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from schemas.page import Box, Piece, Printed
from schemas.prose import Mark


def printed(marks: Iterable[Mark | None]) -> Printed:
    """The printed text behind a run of characters, one piece for every line it stands on.

    Args:
        marks: A slice of the marks of a section's heading or text; the None of a paragraph's end is passed over.

    Returns:
        The text, and for each line a box in points of the page as shown, tight round the glyphs; no box holds the
        space at either end of its piece.

    Example:
        ``printed(section.text_marks[statement.value_start:statement.value_end]).text == "7,204.18 万元"``
    """
    found = [mark for mark in marks if mark is not None]
    runs = [tuple(run) for _, run in groupby(found, key=lambda mark: id(mark.line))]
    pieces = tuple(_piece(run) for run in map(_trimmed, runs) if run)
    return Printed("".join(mark.line.text[mark.at] for mark in found), pieces)


def _trimmed(run: Sequence[Mark]) -> Sequence[Mark]:
    inked = [at for at, mark in enumerate(run) if not mark.line.text[mark.at].isspace()]
    return run[inked[0] : inked[-1] + 1] if inked else ()


def _piece(run: Sequence[Mark]) -> Piece:
    page = run[0].line.page
    glyphs = [mark.line.glyphs[mark.at] for mark in run]
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    box = Box(
        min(glyph.x0 for glyph in inked),
        min(glyph.top for glyph in inked),
        max(glyph.x1 for glyph in inked),
        max(glyph.bottom for glyph in inked),
    )
    text = "".join(glyph.text for glyph in glyphs)
    return Piece(page.number, page.as_shown(box), text, page.source, min(glyph.confidence for glyph in inked))
