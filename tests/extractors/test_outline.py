"""The tree of headings and the paragraphs under them, from lines laid out on pages."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from extractors.outline import outline
from extractors.outline.paragraphs import paragraphs
from extractors.text.spans import printed
from schemas.page import Box, Glyph, Page
from schemas.prose import Line, SectionText

CASES = Path(__file__).parents[1] / "cases"
SIZE, LEFT, RIGHT, TOP = 16.0, 80.0, 400.0, 70.0  # points: lines of 20 characters of 16 points
LEADING = 28.0


def page(number: int, turn: int = 0) -> Page:
    return Page(number=number, width=480, height=700, turn=turn, glyphs=(), rules=(), source="text")


def line(text: str, at: int, on: Page) -> Line:
    """Set one line: ``>`` in front sets it in by two characters, ``^`` centres it; Latin takes half a character."""
    body = text.lstrip(">^")
    widths = [SIZE / 2 if character.isascii() else SIZE for character in body]
    left = LEFT + 2 * SIZE * text.count(">", 0, 2)
    left = (LEFT + RIGHT - sum(widths)) / 2 if text.startswith("^") else left
    top = TOP + LEADING * at
    glyphs = []
    for character, width in zip(body, widths, strict=True):
        glyphs.append(Glyph(character, left, top, left + width, top + SIZE, top + 14, SIZE, 1.0))
        left += width
    return Line(body, tuple(glyphs), on, Box(glyphs[0].x0, top, left, top + SIZE))


def lines(pages: str, turn: int = 0) -> list[Line]:
    """Pages parted by ``#``, lines by ``|``."""
    return [
        line(text, at, page(number, turn))
        for number, on_page in enumerate(pages.split("#"), 1)
        for at, text in enumerate(on_page.split("|"))
        if text
    ]


def told(section: SectionText) -> str:
    heading = f"{section.number or ''}{section.heading or ''}"
    parent = "" if section.parent is None else str(section.parent)
    text = section.text.replace("\n", "/")
    return f"{section.level}:{parent}:{heading}:{text}"


def cases() -> list[dict[str, str]]:
    with (CASES / "outlines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["why"])
def test_outline(case: dict[str, str]) -> None:
    assert [told(section) for section in outline(lines(case["lines"]))] == case["expected"].split("|")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["why"])
def test_every_character_leads_back_to_its_glyph(case: dict[str, str]) -> None:
    given = lines(case["lines"])
    sections = outline(given)
    for section in sections:
        assert len(section.text_marks) == len(section.text)
        assert len(section.heading_marks) == len(section.heading or "")
        assert all(
            mark is None or mark.line.text[mark.at] == c
            for mark, c in zip(section.text_marks, section.text, strict=True)
        )
    shown = "".join((s.number or "") + (s.heading or "") + s.text for s in sections)
    lost = sum(len("".join(one.text.split())) for one in given) - len("".join(shown.split()))
    assert 0 <= lost <= len(sections)  # the full stop or colon behind a heading


def test_pages_of_a_section() -> None:
    (section,) = outline(lines(">一、基本情况|>这里是正文的第一行一二三四五六七八#九十继续到下一页。"))
    assert (section.page, section.page_last) == (1, 2)


def test_printed_gives_one_tight_box_a_line() -> None:
    (section,) = outline(lines(">一、支出情况|>本部门当年的部门总支出为12345.6#7万元，比较合理。"))
    start = section.text.index("12345")
    found = printed(section.text_marks[start : section.text.index("，")])
    assert found.text == "12345.67万元"
    assert [(piece.page, piece.text) for piece in found.pieces] == [(1, "12345.6"), (2, "7万元")]
    assert found.pieces[1].box == Box(LEFT, TOP, LEFT + SIZE / 2 + 2 * SIZE, TOP + SIZE)


def test_printed_boxes_are_those_of_the_page_as_shown() -> None:
    (section,) = outline(lines(">一、支出", turn=2))
    (piece,) = printed(section.heading_marks).pieces
    right, top = 480 - LEFT - 4 * SIZE, 700 - TOP - SIZE
    assert piece.box == Box(right - 2 * SIZE, top, right, top + SIZE)


def test_no_lines_no_sections() -> None:
    assert outline([]) == ()
    assert printed([]).pieces == ()
    assert [key for key, _ in groupby([None, None])] == [None]


HEIGHTS = [
    # source of the page, sizes of two lines, how far apart their characters are, paragraphs, why
    ("ocr", (13.0, 16.0), (16.0, 16.0), 1, "boxes round lines of one size differ by what stands in the lines"),
    ("ocr", (13.0, 15.5), (18.5, 16.0), 1, "a justified line is wider set, and is no larger"),
    ("ocr", (19.0, 13.0), (22.0, 16.0), 2, "a title is larger both ways"),
    ("text", (18.8, 16.0), (16.0, 16.0), 2, "a text layer tells sizes exactly"),
    ("text", (16.0, 16.0), (18.5, 16.0), 1, "a justified line of a text layer"),
]


@pytest.mark.parametrize(("source", "sizes", "pitches", "count", "why"), HEIGHTS, ids=[row[-1] for row in HEIGHTS])
def test_lines_of_another_size_start_a_paragraph(
    source: str, sizes: tuple[float, ...], pitches: tuple[float, ...], count: int, why: str
) -> None:
    on = replace(page(1), source=source)
    texts = ("部门总支出包括基本支出和项目支出其中人员", "经费和公用经费")
    laid = [
        pitched(text, at, on, (size, pitch))
        for at, (text, size, pitch) in enumerate(zip(texts, sizes, pitches, strict=True))
    ]
    assert len(paragraphs(laid)) == count, why


def pitched(text: str, at: int, on: Page, type_of: tuple[float, float]) -> Line:
    """A line from the left edge to the right, its boxes of one size and its characters so far apart."""
    size, pitch = type_of
    top = TOP + LEADING * at
    right = [LEFT + pitch * (number + 1) for number in range(len(text))]
    glyphs = [Glyph(c, x - pitch, top, x, top + size, top + 14, size, 1.0) for c, x in zip(text, right, strict=True)]
    return Line(text, tuple(glyphs), on, Box(LEFT, top, right[-1], top + size))
