"""Step ``outline``: the tree 一、 / （一） / 1. / （1） with the running text under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.outline.numbering import Number, Style, goes_on, levels, nesting, number_at_start
from extractors.outline.paragraphs import Paragraph, joined, paragraphs
from schemas.prose import Line, Mark, SectionText

LONGEST_HEADING = 60  # characters; a longer lead is a sentence
HEADING_END = re.compile(r"[。：:]")
STATES_A_SUM = re.compile(r"\d\s?(?:[十百千万亿]*元|[%％])")
CONTENTS = re.compile(r"目\s*[录次]")
CONTENTS_ENTRY = re.compile(r"(?:[.·…．]\s?){3,}\s*\d*$")
PAGE_NUMBER = re.compile(r"\D\s*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, and the heading number it was found to start with."""

    paragraph: Paragraph
    number: Number | None


@dataclass(slots=True)
class _Draft:
    """A section while its paragraphs are gathered."""

    level: int
    parent: int | None
    number_marks: tuple[Mark, ...] = ()
    heading_marks: tuple[Mark, ...] = ()
    bodies: list[tuple[Mark, ...]] = field(default_factory=list)


def outline(lines: Sequence[Line]) -> tuple[SectionText, ...]:
    """The sections of running text in reading order.

    Args:
        lines: Without tables and page furniture, in reading order.

    Returns:
        One section a heading; a section at level 0 comes first where text stands before any heading. A numbered
        paragraph without a heading of its own, such as ``1.人员经费 20 万元；``, stays in the text it stands in.

    Example:
        ``（一）部门职能`` under ``一、部门基本情况`` gives a section of level 2 whose parent is the one of level 1.
    """
    found = paragraphs(lines)
    numbers = [_candidate(paragraph, False) for paragraph in found]
    order = nesting([number for number, here in zip(numbers, found, strict=True) if number and here.firm])
    blocks = _joined_blocks(_numbered(found, order))
    return tuple(map(_section, _drafts(blocks, order)))


def _candidate(paragraph: Paragraph, in_contents: bool) -> Number | None:
    if CONTENTS_ENTRY.search(paragraph.text) or (in_contents and PAGE_NUMBER.search(paragraph.text)):
        return None
    return number_at_start(paragraph.text)


def _numbered(found: Iterable[Paragraph], order: Sequence[Style]) -> Iterable[_Block]:
    """Each paragraph with its number, where that goes on the sequence of its style."""
    last = dict.fromkeys(order, 0)
    in_contents = False
    for paragraph in found:
        in_contents = in_contents or bool(CONTENTS.fullmatch(paragraph.text))
        number = _candidate(paragraph, in_contents)
        if number and number.style in last and goes_on(number, last[number.style], paragraph.firm):
            deeper = order[order.index(number.style) + 1 :]
            last |= {number.style: number.value} | dict.fromkeys(deeper, 0)
            in_contents = False
            yield _Block(paragraph, number)
        else:
            yield _Block(paragraph, None)


def _joined_blocks(blocks: Iterable[_Block]) -> list[_Block]:
    """Paragraphs taken apart for a number that turned out to be none are joined again."""
    whole: list[_Block] = []
    for block in blocks:
        if whole and block.number is None and not block.paragraph.firm:
            whole[-1] = _Block(joined(whole[-1].paragraph, block.paragraph), whole[-1].number)
        else:
            whole.append(block)
    return whole


def _drafts(blocks: Iterable[_Block], order: Sequence[Style]) -> list[_Draft]:
    level = levels(order)
    drafts: list[_Draft] = []
    open_at: dict[int, int] = {}
    for block in blocks:
        marks = block.paragraph.marks
        heading = _heading(block)
        if block.number is None or heading is None:
            drafts += [] if drafts else [_Draft(0, None)]
            drafts[-1].bodies.append(marks)
            continue
        rank = order.index(block.number.style)
        open_at = {depth: at for depth, at in open_at.items() if depth < rank}
        draft = _Draft(level[block.number.style], open_at[max(open_at)] if open_at else None)
        draft.number_marks = marks[: block.number.length]
        draft.heading_marks = marks[heading.start : heading.stop]
        draft.bodies += [body] if (body := _stripped(marks[heading.stop + 1 :])) else []
        open_at[rank] = len(drafts)
        drafts.append(draft)
    return drafts


def _heading(block: _Block) -> slice | None:
    """Where the heading stands in its paragraph; None for a numbered sentence."""
    if block.number is None:
        return None
    text = block.paragraph.text
    start = block.number.length + len(text[block.number.length :]) - len(text[block.number.length :].lstrip())
    end = HEADING_END.search(text, start)
    stop = end.start() if end else len(text)
    lead = text[start:stop]
    is_sentence = not lead or len(lead) > LONGEST_HEADING or STATES_A_SUM.search(lead) or "；" in lead
    return None if is_sentence else slice(start, stop)


def _stripped(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    inked = [at for at, mark in enumerate(marks) if not mark.line.text[mark.at].isspace()]
    return marks[inked[0] : inked[-1] + 1] if inked else ()


def _section(draft: _Draft) -> SectionText:
    text_marks = _one_a_line(draft.bodies)
    everything = [mark for mark in (*draft.number_marks, *draft.heading_marks, *text_marks) if mark]
    return SectionText(
        level=draft.level,
        number=_text(draft.number_marks) or None,
        heading=_text(draft.heading_marks) or None,
        text=_text(text_marks),
        parent=draft.parent,
        page=everything[0].line.page.number,
        page_last=everything[-1].line.page.number,
        number_marks=draft.number_marks,
        heading_marks=draft.heading_marks,
        text_marks=text_marks,
    )


def _one_a_line(bodies: Sequence[tuple[Mark, ...]]) -> tuple[Mark | None, ...]:
    marks: list[Mark | None] = []
    for body in bodies:
        marks += [None, *body] if marks else body
    return tuple(marks)


def _text(marks: Iterable[Mark | None]) -> str:
    characters = ("\n" if mark is None else mark.line.text[mark.at] for mark in marks)
    return "".join(" " if character.isspace() and character != "\n" else character for character in characters)
