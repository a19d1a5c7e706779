"""Forms that a page is missing from."""

from __future__ import annotations

import pytest

from extractors.findings import with_unread_pages
from schemas.drafts import EvaluationDraft, Field
from schemas.layout import Piece
from schemas.page import Box, Glyph, Page

GLYPH = Glyph("得", 0, 0, 10, 10, 8, 10, 1.0)


def _read(text: str, page: int) -> Field:
    return Field(text, (Piece(page, Box(0, 0, 10, 10), text, "ocr", 1.0),), "total:score")


def _page(number: int, is_read: bool, trouble: str = "") -> Page:
    glyphs = (GLYPH,) if is_read else ()
    return Page(number, 600, 800, 0, glyphs, (), "ocr", trouble=trouble)


BLANK, BROKEN = _page(2, False), _page(2, False, "页面损坏")
GAPS = [
    (BLANK, 1, 3, True, None, "a picture that nothing was read from, in the middle"),
    (BROKEN, 1, 3, True, None, "a damaged page"),
    (_page(2, True), 1, 3, True, "98.50", "no gap"),
    (BLANK, 3, 3, True, "98.50", "the form begins behind the gap"),
    (BLANK, 1, 1, True, "98.50", "the score stands before the gap"),
    (BLANK, 1, 3, False, "98.50", "a narrative has one verdict, wherever it is printed"),
]


@pytest.mark.parametrize(("lost", "first", "at", "is_form", "score", "why"), GAPS, ids=[why for *_, why in GAPS])
def test_a_score_behind_a_lost_page_may_be_anothers(
    lost: Page, first: int, at: int, is_form: bool, score: str | None, why: str
) -> None:
    draft = EvaluationDraft("project", first, 3, self_score=_read("98.50", at), is_form=is_form)
    (found,) = with_unread_pages([draft], [_page(1, True), lost, _page(3, True)])
    assert (found.self_score and found.self_score.text) == score, why
    past_gap = [finding for finding in found.findings if "另一份" in finding.message]
    assert bool(past_gap) is (is_form and first == 1 and lost is not GAPS[2][0]), why
    assert bool(found.findings) is (lost is not GAPS[2][0]), why
