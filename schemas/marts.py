"""The tables for comparison over years and departments, computed from the records of all reports.

Every ``_change`` is this year's figure less the year before's, in the figure's own unit; null where either is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from schemas.column import column


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPanel:
    """指标对比: one indicator of one evaluation, beside its own year before and beside its peers.

    Values are compared where they are of one kind and of units that convert: a change (较上年提高2%) with changes only,
    亩 with 公顷 and 平方米 but not with 株. What is compared is told in the row's unit, rounded to six places. Under a
    name that speaks of growth (增长率) a percentage is a change. Ranges, dates and ratios are not compared.

    Where a report repeats an indicator, each figure is what all its rows with an actual say, null where they differ.

    A department's value of a year is that of its whole evaluation, else the one its projects agree on. Peers without
    one, or with one that does not compare with the others', count in peer_count only. Where some peers give levels and
    others changes, the levels are compared; of several kinds or families of units, the most frequent.
    """

    evaluation_id: str = column("string", "自评编号", "The evaluation the indicator stands in.", required=True)
    report_id: str = column("string", "报告编号", "The report it was read from.", required=True)
    region_code: str | None = column("string", "行政区划代码", "GB/T 2260 code valid in the fiscal year.")
    department_id: str | None = column("string", "部门编号", "The same department over years and reforms.")
    department: str | None = column("string", "部门", "The evaluated department's name as printed.")
    fiscal_year: int | None = column("int16", "年度", "The budget year.", example="2023")
    indicator_id: str = column("string", "指标编号", "The same indicator over years and departments.", required=True)
    indicator_name: str = column("string", "指标名称", "The indicator's name in the catalog.", required=True)
    level1: str | None = column("string", "一级指标", "As in the report.", example="产出指标")
    level2: str | None = column("string", "二级指标", "As in the report.", example="数量指标")
    unit: str | None = column("string", "单位", "Unit of every value of the row; money in 元.")
    target_value: Decimal | None = column(
        "decimal(28,6)", "指标值", "The year's target; null where it is of another kind than the actual."
    )
    actual_value: Decimal | None = column(
        "decimal(28,6)", "完成值", "What was reached; null where it is no single number."
    )
    attainment: Decimal | None = column(
        "decimal(12,6)", "完成率", "actual / target, turned round where less is better."
    )
    met: bool | None = column("bool", "是否完成", "Computed verdict; null where it can't be told.")
    previous_actual: Decimal | None = column(
        "decimal(28,6)", "上年完成值", "The same department's, the year before; of a project, the same project's."
    )
    change: Decimal | None = column("decimal(28,6)", "增减", "actual_value less previous_actual.")
    change_pct: Decimal | None = column("decimal(18,6)", "增减率", "In percent: 12.5 means 12.5 %.", example="12.5")
    peer_count: int = column(
        "int32", "同类部门数", "Departments with indicator and year, itself included, compared or not.", required=True
    )
    peer_median: Decimal | None = column(
        "decimal(28,6)",
        "同类中位数",
        "Median of the peer_compared values; null where the row's own can't be compared with them.",
    )
    peer_rank: int | None = column(
        "int32",
        "同类位次",
        "Place among the peer_compared values, from 1, best first; null for a row that is none of them.",
    )
    peer_compared: int = column(
        "int32",
        "可比部门数",
        "Peers with one comparable number, which peer_median and peer_rank are of.",
        required=True,
    )
    records: tuple[str, ...] = column(
        "list<string>", "所据记录", "record_ids of the indicator rows it stands for, mostly one.", required=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPanel:
    """部门对比: one department in one year, with the change of each figure on the year before."""

    department_id: str = column("string", "部门编号", "The same department over years and reforms.", required=True)
    fiscal_year: int = column("int16", "年度", "The budget year.", required=True, example="2023")
    department: str | None = column("string", "部门", "The department's name as printed that year.")
    region_code: str | None = column("string", "行政区划代码", "GB/T 2260 code valid in the fiscal year.")
    self_score: Decimal | None = column("decimal(6,2)", "自评得分", "The report's own total, in points.")
    self_grade: str | None = column("string", "自评等级", "The report's own grade as printed.")
    total_yuan: Decimal | None = column("decimal(20,2)", "部门总支出", "In 元.")
    basic_yuan: Decimal | None = column("decimal(20,2)", "基本支出", "In 元.")
    project_yuan: Decimal | None = column("decimal(20,2)", "项目支出", "In 元.")
    budget_execution_pct: Decimal | None = column(
        "decimal(12,6)",
        "预算执行率",
        "In percent: 98.5 means 98.5 %. Executed / budget by the sums, else as said; null where they differ.",
    )
    indicators: int = column(
        "int32", "指标数", "Indicator rows; one printed twice counts twice, here and in the next three.", required=True
    )
    met: int = column("int32", "完成数", "Indicators computed as met.", required=True)
    unmet: int = column("int32", "未完成数", "Indicators computed as not met.", required=True)
    untold: int = column("int32", "未能判断数", "Indicators whose verdict can't be told.", required=True)
    errors: int = column("int32", "错误数", "Findings of severity error.", required=True)
    warnings: int = column("int32", "警告数", "Findings of severity warning.", required=True)
    notes: int = column("int32", "提示数", "Findings of severity note.", required=True)
    self_score_change: Decimal | None = column("decimal(6,2)", "自评得分增减", "On the year before.")
    total_yuan_change: Decimal | None = column("decimal(20,2)", "部门总支出增减", "On the year before.")
    basic_yuan_change: Decimal | None = column("decimal(20,2)", "基本支出增减", "On the year before.")
    project_yuan_change: Decimal | None = column("decimal(20,2)", "项目支出增减", "On the year before.")
    budget_execution_pct_change: Decimal | None = column("decimal(12,6)", "预算执行率增减", "Percentage points.")
    indicators_change: int | None = column("int32", "指标数增减", "On the year before.")
    met_change: int | None = column("int32", "完成数增减", "On the year before.")
    unmet_change: int | None = column("int32", "未完成数增减", "On the year before.")
    untold_change: int | None = column("int32", "未能判断数增减", "On the year before.")
    errors_change: int | None = column("int32", "错误数增减", "On the year before.")
    warnings_change: int | None = column("int32", "警告数增减", "On the year before.")
    notes_change: int | None = column("int32", "提示数增减", "On the year before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorCatalog:
    """指标目录: one indicator that is the same over years and departments, under all the names it has."""

    indicator_id: str = column("string", "指标编号", "The same indicator over years and departments.", required=True)
    name: str = column("string", "名称", "The name it is shown under.", required=True)
    unit: str | None = column("string", "单位", "The unit printed most often for it.")
    direction: str | None = column("string", "方向", "Which way is better.", allowed=("higher", "lower"))
    aliases: tuple[str, ...] = column("list<string>", "别名", "Every name printed for it.", required=True)
    departments: tuple[str, ...] = column("list<string>", "部门", "department_ids that report it.", required=True)
    years: tuple[int, ...] = column("list<int16>", "年度", "Budget years it is reported for.", required=True)
    methods: tuple[str, ...] = column(
        "list<string>",
        "合并依据",
        "Why each alias is one of it: name, wording, alias of the table, likeness, or reviewed by people.",
        required=True,
    )
    scores: tuple[float, ...] = column(
        "list<float32>", "相似度", "How like the name each alias is, 0 to 1.", required=True
    )
    level2: str | None = column(
        "string", "二级指标", "Level 2 it mostly stands under; one name under two of them is two indicators."
    )
