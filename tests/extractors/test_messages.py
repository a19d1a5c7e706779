"""What findings say: print shortened so that no figure is cut, and columns called unknown only if they are."""

from __future__ import annotations

import pytest

from extractors import extract
from extractors.text.shortening import shortened
from tests.pictures import pdf_of

HEADS = "一级指标|二级指标|三级指标|指标值|完成值|分值|得分"
ROW = "产出指标|数量指标|培训场次|≥12场|14场|50|50"


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("补助资金、2950000", 12, "补助资金、2950000"),
        ("补助资金、2950000", 11, "补助资金…"),
        ("补助资金合计≥2950000元", 10, "补助资金合计…"),
        ("提高公共服务水平", 6, "提高公共服…"),
    ],
)
def test_print_is_cut_before_a_figure_and_says_so(text: str, most: int, wanted: str) -> None:
    assert shortened(text, most) == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [("风控提示", "“风控提示”未能识别"), ("", "表头（空白）未能识别"), ("评价标准", "不是指标的字段")],
)
def test_only_a_known_head_is_said_to_be_no_field(head: str, wanted: str) -> None:
    found = extract(pdf_of(f"{HEADS}|{head}\n{ROW}|每少一场扣五分"), "report.pdf")
    assert [wanted in finding.message for finding in found.findings if finding.rule == "column_unread"] == [True]


def test_a_column_told_by_its_cells_alone_is_less_sure() -> None:
    found = extract(pdf_of(f"{HEADS.replace('完成值', '收官值')}\n{ROW}"), "report.pdf")
    assert found.indicators[0].actual_raw == "14场"
    assert found.indicators[0].confidence <= 0.8
