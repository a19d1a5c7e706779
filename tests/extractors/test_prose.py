"""Statements, verdicts, covers, status words and claims, read from tables of cases."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from extractors.prose import nlp, read_claims, read_cover, read_statements, read_status, read_verdict
from extractors.text.regions import region_of

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("statements"), ids=lambda case: case["why"])
def test_statements(case: dict[str, str]) -> None:
    found = read_statements(case["text"], case["heading"])
    told = ["|".join((one.rule, one.subject or "", one.measure, one.text)) for one in found]
    assert told == [one for one in case["expected"].split(";") if one]


@pytest.mark.parametrize("case", cases("statements"), ids=lambda case: case["why"])
def test_offsets_lead_back_to_the_text(case: dict[str, str]) -> None:
    for one in read_statements(case["text"], case["heading"]):
        assert case["text"][one.value_start : one.value_end] == one.text
        assert one.start <= one.value_start < one.value_end <= one.end
        assert one.text in one.sentence


@pytest.mark.parametrize("case", cases("verdicts"), ids=lambda case: case["text"])
def test_verdict(case: dict[str, str]) -> None:
    verdict = read_verdict((case["text"],))
    assert (verdict.score.text if verdict.score else "") == case["score"]
    assert (verdict.grade.text if verdict.grade else "") == case["grade"]


def test_a_score_of_another_year_gives_way() -> None:
    texts = ("2023年度自评得分98.5分，自评等级为优。", "2022年度自评得分87分，自评等级为良。")
    verdict = read_verdict(texts, 2022)
    assert verdict.score is not None and verdict.grade is not None
    assert (verdict.score.text, verdict.score_text, verdict.grade.text) == ("87分", 1, "良")
    assert read_verdict(texts).score is None


@pytest.mark.parametrize("case", cases("covers"), ids=lambda case: case["why"])
def test_cover(case: dict[str, str]) -> None:
    cover = read_cover(case["paragraphs"].split("|"))
    told = (cover.title, cover.department, str(cover.fiscal_year or ""), cover.region)
    assert [one or "" for one in told] == [case[key] for key in ("title", "department", "fiscal_year", "region")]


@pytest.mark.parametrize("case", cases("regions"), ids=lambda case: case["name"])
def test_region(case: dict[str, str]) -> None:
    assert (region_of(case["name"]) or "") == case["region"]


@pytest.mark.parametrize("case", cases("statuses"), ids=lambda case: case["text"] or "empty")
def test_status(case: dict[str, str]) -> None:
    assert (read_status(case["text"]) or "") == case["status"]


@pytest.mark.parametrize("case", cases("claims"), ids=lambda case: case["why"])
def test_claims(case: dict[str, str]) -> None:
    found = read_claims(case["text"])
    told = ["|".join((one.subject or "", one.measure or "", one.text, one.period or "")) for one in found]
    assert told == [one for one in case["expected"].split(";") if one]
    assert all(case["text"][one.value_start : one.value_end] == one.text for one in found)


def test_values_are_exact_and_in_yuan() -> None:
    (whole, share) = read_statements("部门总支出 7,204.18 万元，其中项目支出（万元）：4893.73。")
    assert whole.value is not None and whole.value.value == Decimal("72041800")
    assert share.value is not None and (share.value.value, share.value.unit) == (Decimal("48937300"), "元")


def test_tokens_are_the_text() -> None:
    text = "  部门 总支出 7,204.18 万 元，\nR&D 投入 4.2 %。 (2023 年)  "
    doc = nlp()(text)
    assert doc.text == text
    assert [token.norm_ for token in doc if token.tag_ in {"MONEY", "PERCENT"}] == ["7,204.18万元", "4.2%"]
    assert nlp()("").text == ""


def test_long_text_is_read_quickly() -> None:
    text = "2023年我局组织超900户农户参训，新增合作社712家，支出率88.9%，结余1275.92万元。" * 130
    nlp()(text)
    start = process_time()
    read_statements(text)
    assert process_time() - start < 1.5
