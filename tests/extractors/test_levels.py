"""Levels' names beside their rows where no lines tell which rows a name stands for."""

from __future__ import annotations

import pytest

from extractors import extract
from extractors.tables.centred import Height, rows_named
from tests.pictures import pdf_of

ROWS = [10, 20, 30, 40, 50, 60]  # the bottoms of rows of 10 points
NAMES = [
    ([10, 40], [0, 0, 1, 1, 1, 1], "between rows: each is at the very middle of an even number"),
    ([15, 40, 55], [0, 0, 0, 1, 1, 2], "some between rows, some level with one: each is at the very middle"),
    ([15, 45], [0, 0, None, None, 1, 1], "all level with rows: either of two rows may be taken for the middle"),
    ([5, 35], [0, None, 1, 1, 1, 1], "a name beside the first row is of it, and may be of the next"),
    ([5, 55], [None] * 6, "no way to share out the rows: a name covers what lies around it"),
    ([15, 35, 55], [0, 0, None, 1, None, 2], "all level with rows: the middle of three, or the upper of two"),
    ([], [None] * 6, "no names"),
]


@pytest.mark.parametrize(("names", "wanted", "why"), NAMES, ids=[case[2] for case in NAMES])
def test_rows_around_names(names: list[float], wanted: list[int | None], why: str) -> None:
    rows = [Height(bottom - 10, bottom) for bottom in ROWS]
    assert rows_named(rows, [Height(at - 4, at + 4) for at in names]) == wanted, why


MIDDLE = """
一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|培训场次|≥12场|14场|10|10
^|^|培训人次|≥300人次|320人次|10|10
^|质量指标|培训合格率|≥95%|97%|10|10
^|^|教材合格率|≥98%|99%|10|10
^|^|设备完好率|≥98%|99%|10|10
效益指标|社会效益指标|就业率|≥80%|76%|30|25
^|^|知晓率|≥90%|95%|20|20
"""
LEVELS = [("产出指标", "数量指标")] * 2 + [("产出指标", "质量指标")] * 3 + [("效益指标", "社会效益指标")] * 2
BORDERS = [
    ("none", "no lines, names at the very middle of their rows"),
    ("level", "level lines only: they stop short of the levels whose names go on"),
]


@pytest.mark.parametrize(("border", "why"), BORDERS, ids=[why for _, why in BORDERS])
def test_levels_of_rows_around_a_name(border: str, why: str) -> None:
    found = extract(pdf_of("项目支出绩效自评表\n\n项目名称：示例培训\n" + MIDDLE, border=border), "form.pdf")
    assert [(row.level1, row.level2) for row in found.indicators] == LEVELS, why


NUMBERED = """
一级指标|二级指标|三级指标|指标值|完成值|分值|得分
过程指标|预算执行|指标1：预算执行率|≥90%|95%|10|10
{0}|数量指标|指标1：培训场次|≥12场|14场|20|20
{1}|{2}|≥300人次|320人次|20|20
|质量指标|指标1：培训合格率|≥95%|97%|20|20
效益指标|社会效益指标|指标1：就业率|≥80%|82%|30|30
"""
SECOND = NUMBERED.format("", "产出指标", "数量指标|指标2：培训人次")
FIRST = NUMBERED.format("产出指标", "", "数量指标|指标2：培训人次")
NEW = NUMBERED.format("", "产出指标", "时效指标|指标1：培训人次")
BESIDE = [
    (
        SECOND,
        "产出指标",
        "a name beside 指标2 is that of 指标1 too: both are counted in one level 2",
    ),
    (FIRST, "产出指标", "names beside the first of their rows"),
    (NEW, "过程指标", "a name beside a new 指标1 may be beside its first row: a blank is of the name above"),
]


@pytest.mark.parametrize(("table", "level1", "why"), BESIDE, ids=[case[2] for case in BESIDE])
def test_names_in_the_middle_told_by_numbers(table: str, level1: str | None, why: str) -> None:
    found = extract(pdf_of("项目支出绩效自评表\n\n项目名称：示例培训\n" + table), "form.pdf").indicators
    assert next(row.level1 for row in found if row.level3 == "培训场次") == level1, why


RUN_TOGETHER = [
    ("指标1：维修校舍面积指标2：培训教师人次", 0, "two names in one cell are no row's"),
    ("数量指标指标1：维修校舍面积", 0, "a level's name run into the row's is not its own"),
    ("指标1：维修校舍面积", 1, "a number before the name is none of it"),
    ("三项指标完成率", 1, "the word in a name that numbers nothing"),
]


@pytest.mark.parametrize(("name", "rows", "why"), RUN_TOGETHER, ids=[case[2] for case in RUN_TOGETHER])
def test_names_run_together(name: str, rows: int, why: str) -> None:
    table = f"""
一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|{name}|≥12个|14个|50|50
效益指标|社会效益指标|就业率|≥80%|82%|50|50
"""
    found = extract(pdf_of("项目支出绩效自评表\n\n项目名称：示例培训\n" + table), "form.pdf")
    assert len(found.indicators) == rows + 1, why
    assert any(finding.rule == "row_unread" for finding in found.findings) == (not rows), why
