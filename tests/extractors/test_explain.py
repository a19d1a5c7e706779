"""Why forms, labels, heads and columns were read as they were, in figures that add up."""

from __future__ import annotations

from extractors.column_evidence import ColumnEvidence
from extractors.explain import ReportEvidence, explain
from extractors.intake import Rejection
from tests.pdf_builder import draw
from tests.pdf_grid import Grid

HEADS = "一级指标|二级指标|事由|设定水平|实际完成值|分值|得分"
ROWS = """产出指标|数量指标|巡查次数|≥24次|26次|50|50
^|质量指标|隐患整改率|≥95%|90%|30|28
效益指标|社会效益指标|供水保障率|≥98%|99%|20|20"""
LABELS = "事项称谓|农村公路养护|主管部门|青禾县交通运输局"
FUNDS = """项目资金（万元）||全年预算数|全年执行数|当年留存
^|年度资金总额|120.50|117.25|甲
^|其中：财政拨款|120.50|117.25|乙"""
GOALS = "年度目标|预期目标|实际完成情况\n^|修好三条路，方便群众。|修好三条路，群众满意。"
FORM = draw(
    ["# 2024年度项目支出绩效自评表", Grid(LABELS), Grid(FUNDS), Grid(GOALS), Grid(f"{HEADS}\n{ROWS}")]
)  # fmt: skip


def explained(pdf: bytes = FORM) -> ReportEvidence:
    found = explain(pdf, "form.pdf")
    assert not isinstance(found, Rejection)
    return found


def column(words: str) -> ColumnEvidence:
    return next(one for block in explained().blocks for one in block.columns if one.heads[-1] == words)


def test_the_parts_of_a_margin_are_the_margin() -> None:
    columns = [one for block in explained().blocks for one in block.columns]
    assert len(columns) == 7
    for one in columns:
        if one.margin is not None:
            assert abs(sum(odds for _, odds in one.parts) - one.margin) < 0.01


def test_likelihoods_are_shares_that_begin_with_the_role_and_the_runner_up() -> None:
    for block in explained().blocks:
        for one in block.columns:
            sides = [role for role in (one.role, one.runner_up) if role]
            for shares in (one.words, one.contents):
                assert [name for name, _ in shares[: len(sides)]] == sides
                assert all(0 <= share <= 1 for _, share in shares)
                assert sum(share for _, share in shares) <= 1.01


def test_a_column_says_which_rows_of_the_vocabulary_are_like_it() -> None:
    exact = column("实际完成值").rows[0]
    assert (exact.table, exact.meaning, exact.wording, exact.is_exact) == ("column_heads", "actual", "实际完成值", True)
    assert exact.source
    assert not any(row.is_exact for row in column("设定水平").rows)


def test_features_speak_for_the_role_or_against_it() -> None:
    one = column("设定水平")
    assert (one.role, one.is_inferred) == ("target", True)
    assert one.features[0].name == "kind_limit", "≥24次 is a limit"
    assert one.features[0].log_odds > 0


def test_labels_show_what_reads_them_and_what_stands_beside() -> None:
    labels = {one.label: one for block in explained().blocks for one in block.labels}
    known, unknown = labels["主管部门"], labels["事项称谓"]
    assert (known.value, known.rows[0].meaning) == ("青禾县交通运输局", "party competent_department")
    assert (unknown.value, unknown.rows) == ("农村公路养护", ())


def test_heads_of_sums_and_goals_are_shown() -> None:
    blocks = {block.kind: block for block in explained().blocks}
    assert [(one.words, one.meaning) for one in blocks["funds"].heads if one.words] == [
        ("全年预算数", "annual_budget"),
        ("全年执行数", "executed"),
        ("当年留存", "unknown"),
    ]
    assert [(one.meaning, one.row is not None) for one in blocks["goals"].heads] == [
        ("expected", True),
        ("actual", True),
    ]


def test_forms_are_shown_with_what_their_labels_name() -> None:
    (form,) = explained().forms
    assert (form.kind, form.title, form.pages) == ("project", "2024年度项目支出绩效自评表", (1, 1))
    assert ("project_name", "农村公路养护", "party:by_place") in form.fields
    assert dict(form.rows) == {"indicators": 3, "amounts": 4, "goals": 1}


def test_a_file_that_is_no_report_is_named() -> None:
    assert isinstance(explain(b"x", "form.pdf"), Rejection)
