"""What a row, its neighbours and its head say of how sure a figure read by OCR is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.confidence import weighing
from extractors.findings.unsure import unsure
from extractors.rows import Row, read_row
from extractors.values import read_points
from schemas.drafts import AmountDraft, Field, IndicatorDraft, RecordPlace
from schemas.page import Box, Piece

CASES = Path(__file__).parents[1] / "cases"
READ_AS = 0.97  # what the recogniser says of each of them
FIELDS = ("target_raw", "actual_raw", "weight", "score")


def ocr(text: str, rule: str = "indicator:target", confidence: float = READ_AS) -> Field:
    """A text as read from a picture."""
    return Field(text, (Piece(1, Box(0, 0, 10, 10), text, "ocr", confidence),), rule)


def sure(item: Field | None) -> float:
    """The confidence of a read text."""
    assert item is not None
    return min(piece.confidence for piece in item.pieces)


with (CASES / "confidence.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


@pytest.mark.parametrize("case", ROWS, ids=[case["why"] for case in ROWS])
def test_a_row_tells_which_of_its_figures_are_doubtful(case: dict[str, str]) -> None:
    texts = [case[name] for name in ("target", "actual", "weight", "score")]
    reading = read_row(Row(None, None, "巡查次数", texts[0], texts[1]))
    points = {name: read_points(text) for name, text in zip(("weight", "score"), texts[2:], strict=True)}
    weighed = weighing.weighed({name: ocr(text) for name, text in zip(FIELDS, texts, strict=True)}, reading, points)
    assert {name for name in FIELDS if sure(weighed[name]) <= weighing.DISPUTED} == set(case["doubted"].split())


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
    found = weighing.with_units(drafts)
    assert {at for at, draft in enumerate(found) if sure(draft.actual) <= weighing.DISPUTED} == doubted, why


HEADS = [
    ("fund:source", 0.6, 0.6, "points under a head that was misread are no money"),
    ("fund:source", 0.99, READ_AS, "a head of its own that is surely read takes nothing away"),
    ("fund:measure", 0.6, READ_AS, "a head whose words are known was read right"),
]


@pytest.mark.parametrize(("rule", "head", "expected", "why"), HEADS, ids=[why for *_, why in HEADS])
def test_a_sum_is_no_surer_than_a_head_that_is_not_known(rule: str, head: float, expected: float, why: str) -> None:
    draft = AmountDraft(ocr("9.89"), None, ocr("☑得分", rule, head), "万元", is_total=False, origin="table")
    (found,) = weighing.with_sums([draft], [Decimal(98900)])
    assert sure(found.amount) == expected, why


NAMES = [
    ("青禾县交通运输局实施单位", 0.5, "the label of the next party stands in the cell: its border was not seen"),
    ("青禾县交通运输局实施单位青禾县公路养护中心", 0.5, "the label and the next party's name stand in the cell"),
    ("青禾县交通运输局", READ_AS, "a name and nothing else"),
    ("青禾县机关事业单位服务中心", READ_AS, "a short label's words are part of many a name"),
    ("主管单位", READ_AS, "a label alone runs into none"),
]


@pytest.mark.parametrize(("name", "expected", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_a_name_that_runs_into_a_label_is_no_sure_name(name: str, expected: float, why: str) -> None:
    fields = {"competent_department": ocr(name, "party:competent_department"), "implementing_unit": None}
    found = weighing.with_names(fields)
    assert sure(found["competent_department"]) == expected, why
    assert bool(list(unsure(RecordPlace("evaluations", 0), None, found, 1))) == (expected < READ_AS), why
