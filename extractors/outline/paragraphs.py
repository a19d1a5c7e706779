"""Lines of running text joined into paragraphs, by where they start and end on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from schemas.kinds import Source
from schemas.page import Glyph
from schemas.prose import Line, Mark

INDENTED = 1.2  # em: a first line is set in by two characters, a skewed or justified line by less than one
SAME_EDGE = 0.6  # em: edges this close are one edge
FULL_LINES = 3  # lines that end at one place show the right edge
FULL_LENGTH = 15  # em: shorter lines than this may end at one place by chance
FEW_LINES = 4  # a page with fewer lines does not show its own edges
STICKS_OUT = 2.6  # em beyond every other line: more than the indent of a first line
FAR_BELOW = 3.0  # em of white between two lines: something stood between them
UNCLOSED = 2.5  # em: what a line without a full stop must leave free beyond the next word to have been ended on purpose
OTHER_SIZE = 1.15  # a title is set larger than the text by more than this
FEW_PITCHES = 3  # ideographs that follow one another tell a scanned line's size if they are more
CLOSING = "。！？；：!?;:"
IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]+")
FIRST_WORD = re.compile(
    r"""[（(“‘《〈「『【〔［\[]*            # no line ends with an opening mark
    (?:[A-Za-z0-9.,%‰/&+-]+|.)          # a number or Latin word is not broken, an ideograph stands alone
    [〕］，。、；：！？）)”’》〉」』】％\]]*""",  # no line starts with a closing mark
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the way back to its glyphs.

    Attributes:
        text: Wraps joined without adding anything, runs of white space folded to one space.
        marks: One a character of ``text``.
        firm: The page shows that a paragraph starts here; False where only the end of a sentence allows for it.
    """

    text: str
    marks: tuple[Mark, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class _Edges:
    left: float
    right: float
    em: float


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Join lines, also over a page break.

    Args:
        lines: In reading order.

    Example:
        Two lines 「主」 and 「要职能：」, the second at the left edge of the text, give one paragraph 「主要职能：」.
    """
    inked = [line for line in lines if line.text.strip()]
    edges = _edges_of_pages(inked)
    groups: list[tuple[bool, list[Line]]] = []
    for line in inked:
        previous = groups[-1][1][-1] if groups else None
        firm = previous is None or _starts(previous, line, edges)
        if previous is None or firm or _may_start(previous, line, edges):
            groups.append((firm, [line]))
        else:
            groups[-1][1].append(line)
    return tuple(_paragraph(group, firm) for firm, group in groups)


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two parts of one paragraph, taken apart for nothing."""
    return Paragraph(first.text + second.text, first.marks + second.marks, first.firm)


def _starts(previous: Line, line: Line, edges: dict[int, _Edges]) -> bool:
    here, before = edges[line.page.number], edges[previous.page.number]
    if _is_of_another_size(previous, line):
        return True
    if line.page.number == previous.page.number and line.box.top - previous.box.bottom > FAR_BELOW * here.em:
        return True
    if _is_centred(previous, before) and not _is_centred(line, here):
        return True
    closed = previous.text.rstrip().endswith(tuple(CLOSING))
    free = before.right - _inked(previous)[-1].x1 - _width_of_first_word(line)
    if free > (SAME_EDGE if closed else UNCLOSED) * here.em:
        return True  # the first word would have fitted the line before: that one was ended on purpose
    indent = _inked(line)[0].x0 - here.left
    hanging = abs(indent - (_inked(previous)[0].x0 - before.left)) < SAME_EDGE * here.em
    return indent > INDENTED * here.em and (closed or not hanging)


def _may_start(previous: Line, line: Line, edges: dict[int, _Edges]) -> bool:
    """Whether a heading number at the start of a line would be one: behind a closed sentence, or set in."""
    set_in = _inked(line)[0].x0 - edges[line.page.number].left > INDENTED * edges[line.page.number].em
    return set_in or previous.text.rstrip().endswith(tuple(CLOSING))


def _paragraph(lines: Sequence[Line], firm: bool) -> Paragraph:
    marks: list[Mark] = []
    for line in lines:
        start = len(line.text) - len(line.text.lstrip())
        end = len(line.text.rstrip())
        if marks and _latin(marks[-1]) and _latin(Mark(line, start)):
            marks += _printed_space(marks[-1])
        marks += _folded(line, start, end)
    return Paragraph("".join(_character(mark) for mark in marks), tuple(marks), firm)


def _folded(line: Line, start: int, end: int) -> Iterator[Mark]:
    for at in range(start, end):
        if not (line.text[at].isspace() and line.text[at - 1].isspace()):
            yield Mark(line, at)


def _printed_space(last: Mark) -> list[Mark]:
    after = last.at + 1
    return [Mark(last.line, after)] if after < len(last.line.text) else []


def _character(mark: Mark) -> str:
    character = mark.line.text[mark.at]
    return " " if character.isspace() else character


def _latin(mark: Mark) -> bool:
    character = mark.line.text[mark.at]
    return character.isascii() and character.isalnum()


def _edges_of_pages(lines: Sequence[Line]) -> dict[int, _Edges]:
    """The text's edges on each page: its own where it shows them, those of all pages of its size where it does not."""
    edges: dict[int, _Edges] = {}
    by_size = sorted(lines, key=lambda line: (line.page.width, line.page.height, line.page.number))
    for _, alike in groupby(by_size, key=lambda line: (line.page.width, line.page.height)):
        same_size = list(alike)
        shared = _edges(same_size)
        for number, on_page in groupby(same_size, key=lambda line: line.page.number):
            own = list(on_page)
            page = _edges(own) if len(own) >= FEW_LINES else shared
            edges[number] = page if abs(page.left - shared.left) < INDENTED * shared.em else shared
    return edges


def _edges(lines: Sequence[Line]) -> _Edges:
    em = median(_size(line) for line in lines)
    left = _outermost([_inked(line)[0].x0 for line in lines], em)
    ends = [_inked(line)[-1].x1 for line in lines]
    right = -_outermost([-end for end in ends], em)
    full_lines = sum(abs(end - right) < SAME_EDGE * em for end in ends)
    if full_lines < FULL_LINES or right - left < FULL_LENGTH * em:
        right = max(right, lines[0].page.width - left)  # no line is full: margins are mostly alike
    return _Edges(left, right, em)


def _outermost(places: Sequence[float], em: float) -> float:
    """The smallest place, unless it is that of a single line that sticks out."""
    ordered = sorted(places)
    near = (here for here, after in pairwise(ordered) if after - here < STICKS_OUT * em)
    return next(near, ordered[0])


def _is_centred(line: Line, edges: _Edges) -> bool:
    inked = _inked(line)
    off = (inked[0].x0 + inked[-1].x1) / 2 - line.page.width / 2
    return abs(off) < SAME_EDGE * edges.em and inked[0].x0 - edges.left > UNCLOSED * edges.em


def _inked(line: Line) -> list[Glyph]:
    return [glyph for glyph, character in zip(line.glyphs, line.text, strict=True) if not character.isspace()]


def _size(line: Line) -> float:
    return median(glyph.size for glyph in line.glyphs)


def _is_of_another_size(one: Line, other: Line) -> bool:
    """Whether two lines are set in different sizes.

    The box that OCR draws round a line is higher or lower by what happens to stand in it, and a justified line's
    ideographs are farther apart: in a scan only both together tell another size.
    """
    sizes = [(_size(line), _pitch(line)) for line in (one, other)]
    if Source.OCR not in (one.page.source, other.page.source):
        return _are_apart(sizes[0][0], sizes[1][0])
    (height, pitch), (other_height, other_pitch) = sizes
    if pitch is None or other_pitch is None or (height > other_height) != (pitch > other_pitch):
        return False
    return _are_apart(height, other_height) and _are_apart(pitch, other_pitch)


def _are_apart(one: float, other: float) -> bool:
    return max(one, other) > OTHER_SIZE * min(one, other)


def _pitch(line: Line) -> float | None:
    """How far the middles of a line's neighbouring ideographs are apart; None where too few follow one another."""
    pairs = pairwise(zip(line.glyphs, line.text, strict=True))
    apart = [(b.x0 + b.x1 - a.x0 - a.x1) / 2 for (a, one), (b, other) in pairs if IDEOGRAPHS.fullmatch(one + other)]
    return median(apart) if len(apart) > FEW_PITCHES else None


def _width_of_first_word(line: Line) -> float:
    start = len(line.text) - len(line.text.lstrip())
    word = FIRST_WORD.match(line.text, start)
    end = word.end() if word else start + 1
    return line.glyphs[end - 1].x1 - line.glyphs[start].x0
