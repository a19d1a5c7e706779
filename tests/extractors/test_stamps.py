"""A stamp drawn into the page: its letters are no text, its ring and star no lines of a table."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from schemas.page import Page

RED, GREY = (0.8, 0.1, 0.1), (0.3, 0.3, 0.3)


def page(ring: tuple[float, float, float], letters: tuple[float, float, float], across: float, x: float = 300) -> Page:
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1)
    canvas.drawString(280, 500, "target 100")
    canvas.setStrokeColor(Color(*ring))
    canvas.circle(300, 500, across / 2, stroke=1, fill=0)
    canvas.setFillColor(Color(*letters))
    canvas.drawString(x, 502, "S")
    star = canvas.beginPath()
    star.moveTo(300, 512)
    for point in ((303, 504), (311, 504), (305, 499), (307, 491), (300, 496), (293, 491), (295, 499), (289, 504)):
        star.lineTo(*point)
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    canvas.save()
    report = open_report(sink.getvalue(), "stamp.pdf")
    assert isinstance(report, OpenReport)
    return read_pages(report.document)[0]


STAMPS = [
    (RED, RED, 100, 300, False, "a letter in the ring's colour inside it"),
    (RED, (0.75, 0.2, 0.2), 100, 300, False, "nearly the same red"),
    (RED, (0.8, 0.5, 0.1), 100, 300, True, "another colour"),
    (RED, (0.0, 0.0, 0.0), 100, 300, True, "black print under the stamp"),
    (RED, RED, 100, 360, True, "red print beside the ring"),
    (GREY, GREY, 100, 300, True, "a grey ring is a drawing, its text is text"),
    (RED, RED, 32, 300, False, "the smallest seals"),
    (RED, RED, 27, 300, True, "a smaller ring is drawn round a number"),
]


@pytest.mark.parametrize(("ring", "letters", "across", "x", "stays", "why"), STAMPS, ids=[case[5] for case in STAMPS])
def test_letters_of_a_stamp(
    ring: tuple[float, float, float],
    letters: tuple[float, float, float],
    across: float,
    x: float,
    stays: bool,
    why: str,
) -> None:
    found = "".join(glyph.text for glyph in page(ring, letters, across, x).glyphs)
    assert ("S" in found) is stays, why
    assert "100" in found, "print under the stamp stays"


def test_ring_and_star_are_no_lines_and_no_shading() -> None:
    found = page(RED, RED, 100)
    assert (found.rules, found.shades) == ((), ())
