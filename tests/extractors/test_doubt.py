"""What a row, its neighbours and its head say of how sure a figure read by OCR is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extractors import doubt
from extractors.forms.draft import AmountDraft, IndicatorDraft, Read
from extractors.rows import Row, read_row
from extractors.values import read_points
from schemas.page import Box, Piece

CASES = Path(__file__).parents[1] / "cases"
READ_AS = 0.97  # what the recogniser says of each of them
FIELDS = ("target_raw", "actual_raw", "weight", "score")


def ocr(text: str, rule: str = "indicator:target", confidence: float = READ_AS) -> Read:
    """A text as read from a picture."""
    return Read(text, (Piece(1, Box(0, 0, 10, 10), text, "ocr", confidence),), rule)


def sure(read: Read | None) -> float:
    """The confidence of a read text."""
    assert read is not None
    return min(piece.confidence for piece in read.pieces)


with (CASES / "doubts.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


@pytest.mark.parametrize("case", ROWS, ids=[case["why"] for case in ROWS])
def test_a_row_tells_which_of_its_figures_are_doubtful(case: dict[str, str]) -> None:
    texts = [case[name] for name in ("target", "actual", "weight", "score")]
    reading = read_row(Row(None, None, "巡查次数", texts[0], texts[1]))
    points = {name: read_points(text) for name, text in zip(("weight", "score"), texts[2:], strict=True)}
    weighed = doubt.weighed({name: ocr(text) for name, text in zip(FIELDS, texts, strict=True)}, reading, points)
    assert {name for name in FIELDS if sure(weighed[name]) <= doubt.DISPUTED} == set(case["doubted"].split())


BARE = [
    ([*["9个"] * 20, "3"], {20}, "one of many that has lost its unit"),
    (["3"] * 6, set(), "a form that never repeats the unit"),
    ([*["9个"] * 30, *["3"] * 3], set(), "a form that now and then leaves the unit to the target"),
    ([*["9个"] * 20, "良好"], set(), "no figure"),
]


@pytest.mark.parametrize(("actuals", "doubted", "why"), BARE, ids=[why for *_, why in BARE])
def test_an_actual_without_the_unit_that_all_others_repeat_is_doubtful(
    actuals: Sequence[str], doubted: set[int], why: str
) -> None:
    drafts = [IndicatorDraft(1, target=ocr("10个"), actual=ocr(text)) for text in actuals]
    found = doubt.with_units(drafts)
    assert {at for at, draft in enumerate(found) if sure(draft.actual) <= doubt.DISPUTED} == doubted, why


HEADS = [
    ("fund:source", 0.6, 0.6, "points under a head that was misread are no money"),
    ("fund:source", 0.99, READ_AS, "a head of its own that is surely read takes nothing away"),
    ("fund:measure", 0.6, READ_AS, "a head whose words are known was read right"),
]


@pytest.mark.parametrize(("rule", "head", "expected", "why"), HEADS, ids=[why for *_, why in HEADS])
def test_a_sum_is_no_surer_than_a_head_that_is_not_known(rule: str, head: float, expected: float, why: str) -> None:
    draft = AmountDraft(ocr("9.89"), None, ocr("☑得分", rule, head), "万元", is_total=False, origin="table")
    (found,) = doubt.with_sums([draft], [Decimal(98900)])
    assert sure(found.amount) == expected, why
