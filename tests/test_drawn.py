"""Drawn forms print what their truth says, every time alike, in words of their split; the scorer counts right."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
import pytest

from extractors.pages.faces import square_faces
from schemas.extraction import Extraction
from schemas.tables import Evaluation, Finding, Indicator
from tests.drawn.files import Drawn, drawn
from tests.drawn.form import PAPERS, draw_file
from tests.drawn.html import html
from tests.drawn.model import Cell, Grid, Look
from tests.drawn.paginate import sheets
from tests.drawn.score import aligned, folded, score
from tests.drawn.words import SPLITS, wordings
from tests.drawn.words import folded as folded_words

NUMBERS = range(1, 16)
ROLES = {
    *(
        "level1",
        "level2",
        "level3",
        "level1_weight",
        "level2_weight",
        "target",
        "target_nature",
        "target_unit",
        "direction",
    ),
    *(
        "actual",
        "actual_unit",
        "weight",
        "score",
        "weight_score",
        "review_score",
        "score_rate",
        "deviation_reason",
        "index",
    ),
    *("other", "previous_target", "previous_actual", "partial_actual", "plan_other", "target_actual"),
}
PIECES = 4  # a text may be cut by two page breaks, and read in another order where its lines are turned

each_form = pytest.mark.parametrize(("number", "split"), [(number, split) for number in NUMBERS for split in SPLITS])


@cache
def form(number: int, split: str) -> Drawn:
    return drawn(number, ("test", split))


def test_the_word_lists_share_no_wording() -> None:
    lists = [{folded_words(text) for role in wordings().values() for text in role[split]} for split in SPLITS]
    assert lists[0] & lists[1] == set()
    assert all(role[split] for role in wordings().values() for split in SPLITS)


def test_a_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    again = drawn(3, ("test", "held"))
    assert (again.pdf, again.truth) == (form(3, "held").pdf, form(3, "held").truth)
    assert drawn(3, ("other", "held")).pdf != again.pdf


@each_form
def test_every_truth_is_printed(number: int, split: str) -> None:
    made = form(number, split)
    with square_faces(), pypdfium2.PdfDocument(made.pdf) as document:
        shown = folded("".join(page.get_textpage().get_text_range() for page in document)).replace("\ufffe", "")
    missing = [text for text in _texts(made.truth) if _pieces(folded(text), shown) > PIECES]
    assert missing == []


@each_form
def test_columns_have_known_roles_and_weights_sum(number: int, split: str) -> None:
    for evaluation in form(number, split).truth["evaluations"]:
        assert {column["role"] for column in evaluation["columns"]} <= ROLES
        weights = [Decimal(row["weight"]) for row in evaluation["indicators"] if row["weight"]]
        assert sum(weights, Decimal(0)) in (0, 90, 100)
        assert len(evaluation["indicators"]) >= 4


@pytest.mark.parametrize("number", NUMBERS)
def test_a_browser_is_given_every_cell(number: int) -> None:
    file = draw_file(f"html-{number}", "train")
    page = folded(html(file.items, file.look).replace("<br>", "").replace("&lt;", "<").replace("&gt;", ">"))
    assert [text for text in _texts(file.truth) if _pieces(folded(text), page) > PIECES] == []


@pytest.mark.parametrize("cut_text", ["first", "larger", "flow"])
@pytest.mark.parametrize("splits_rows", [False, True])
def test_pages_hold_every_line_once(cut_text: str, splits_rows: bool) -> None:
    look = Look(PAPERS["A4P"], cut_text=cut_text, splits_rows=splits_rows, size=10.0, leading=1.0, padding=1.0)
    grid = Grid([Cell(0, 0.0, 0.5, "甲" * 9, 40), *(Cell(row, 0.5, 1.0, "乙" * 15) for row in range(40))], 40)
    rooms = iter([25.0, *[90.0] * 60])
    drawn_sheets = list(sheets(grid, look, (100.0, 90.0), rooms, lambda text: 10.0 * len(text)))
    shown = "".join("".join(cell.lines) for sheet in drawn_sheets for cell in sheet.cells)
    assert (shown.count("甲"), shown.count("乙"), len(drawn_sheets) > 3) == (9, 600, True)


def test_truth_is_plain_json() -> None:
    truth = form(1, "train").truth
    assert json.loads(json.dumps(truth, ensure_ascii=False)) == truth


@pytest.mark.parametrize(
    ("wanted", "got", "places", "extra", "why"),
    [
        (["甲", "乙"], ["甲", "乙"], [0, 1], [], "all there"),
        (["甲", "甲"], ["甲"], [0, None], [], "one of two namesakes is lost"),
        (["培训人次"], ["无关的名称", "培训人次数"], [1], [0], "nearly the same name"),
        (["培训人次"], ["合计"], [None], [0], "another name is no reading of it"),
        (["≧ 3"], ["≥3"], [0], [], "signs and white space are folded"),
    ],
)
def test_rows_are_paired_by_name(
    wanted: list[str], got: list[str], places: list[int | None], extra: list[int], why: str
) -> None:
    assert aligned(wanted, got) == (places, extra), why


@pytest.mark.parametrize(
    ("read", "rule", "records", "faults", "silent", "why"),
    [
        ("≥3个", "", (), 0, 0, "right"),
        ("3%", "", (), 1, 1, "wrong, and nobody says so"),
        ("3%", "value_unread", ("r-001-i0001",), 1, 0, "a finding names the record"),
        ("3%", "row_unread", (), 1, 1, "a lost row does not tell of a wrong value"),
        (None, "table_unread", (), 1, 0, "an unread table tells of a blank"),
        (None, "sum_mismatch", (), 1, 1, "sums tell nothing of a target"),
    ],
)
def test_an_error_is_silent_unless_a_finding_speaks_of_it(
    read: str | None, rule: str, records: tuple[str, ...], faults: int, silent: int, why: str
) -> None:
    made = score(_truth(), _extraction(read, rule, records))
    assert (len(made.faults), len(made.silent)) == (faults, silent), why
    assert made.counts["cells"] - made.counts["good cells"] == faults, why


def _truth() -> dict[str, Any]:
    row = {"level1": "产出指标", "level2": "数量指标", "level3": "站点", "target_raw": "≥3个", "actual_raw": "3个"}
    blank = {"weight": "", "score": "", "deviation_reason": ""}
    names = (
        "kind",
        "subject",
        "fiscal_year",
        "self_score",
        "competent_department",
        "implementing_unit",
        "expected_goal",
        "actual_goal",
    )
    return {
        "evaluations": [dict.fromkeys(names, "") | {"subject": "某项目", "indicators": [row | blank], "amounts": []}]
    }


def _extraction(read: str | None, rule: str, records: tuple[str, ...]) -> Extraction:
    keys: dict[str, Any] = {"report_id": "r", "evaluation_id": "r-001", "page": 1, "confidence": 1.0}
    item: dict[str, Any] = {
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "站点",
        "target_raw": read,
        "actual_raw": "3个",
    }
    found = Finding(**keys, record_id="r-001-f0001", rule=rule, severity="warning", message="。", records=records)
    return Extraction(
        evaluations=(Evaluation(**keys, seq=1, subject="某项目", page_last=1),),
        indicators=(Indicator(**keys, record_id="r-001-i0001", seq=1, **item),),
        findings=(found,) if rule else (),
    )


def _texts(truth: dict[str, Any]) -> list[str]:
    """Every text of a truth that a reader of the page must find there."""
    texts: list[str] = []
    for evaluation in truth["evaluations"]:
        names = ("subject", "competent_department", "implementing_unit", "expected_goal", "actual_goal")
        texts += [evaluation[name] for name in names] + [amount["amount_raw"] for amount in evaluation["amounts"]]
        texts += [text for row in evaluation["indicators"] for text in row.values()]
        texts += [head for column in evaluation["columns"] for head in column["heads"]]
    return texts


def _pieces(text: str, page: str) -> int:
    """Into how few pieces a text must be cut for each to stand on the page, from its start on."""
    pieces = 0
    while text:
        longest = next((end for end in range(len(text), 0, -1) if text[:end] in page), 0)
        if not longest:
            return len(text) + PIECES
        text, pieces = text[longest:], pieces + 1
    return pieces
