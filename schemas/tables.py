"""The tables of records: one frozen dataclass each, from which Parquet schema, validation and data dictionary derive.

Money is in 元, points are the form's 分, pages count from 1, boxes are in PDF points from the top left of the page as
shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from schemas.column import column
from schemas.kinds import EvaluationKind, Severity, Source

FORMS = ("department_report", "department_form", "project_form", "mixed")
KINDS = (
    "quantity", "money", "percent", "change", "ratio", "duration", "date", "ordinal", "qualitative", "missing",
)  # fmt: skip
COMPARATORS = ("=", ">=", ">", "<=", "<", "between")
STATUSES = ("met", "partly", "unmet")
SEVERITIES = tuple(map(str, Severity))
SOURCES = tuple(map(str, Source))
REASONS = (
    "not_a_pdf", "encrypted", "damaged", "empty", "too_large", "timeout", "unreadable_text",
    "not_a_self_evaluation", "internal_error",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """报告: one source PDF, known by the SHA-256 of its bytes."""

    report_id: str = column("string", "报告编号", "First 16 hexadecimal digits of sha256.", required=True)
    sha256: str = column("string", "文件摘要", "SHA-256 of the file's bytes, hexadecimal.", required=True)
    file_name: str = column("string", "文件名", "Name of the file without folders.", required=True)
    source_uri: str | None = column("string", "来源", "Where the file was taken from.")
    title: str | None = column("string", "标题", "The report's title as printed.")
    form: str | None = column("string", "形式", "What the report is made of.", allowed=FORMS)
    region: str | None = column("string", "地区", "Name of the region the department belongs to.")
    region_code: str | None = column("string", "行政区划代码", "GB/T 2260 code valid in the fiscal year.")
    department: str | None = column("string", "部门", "The evaluated department's name as printed.")
    department_id: str | None = column("string", "部门编号", "The same department over years and reforms.")
    fiscal_year: int | None = column("int16", "年度", "The budget year the report is about.", example="2023")
    page_count: int = column("int16", "页数", "Pages in the file.", required=True)
    ocr_page_count: int = column("int16", "识别页数", "Pages read by OCR.", required=True)
    self_score: Decimal | None = column("decimal(6,2)", "自评得分", "The report's own total, in points.")
    self_grade: str | None = column("string", "自评等级", "The report's own grade as printed.", example="优秀")
    extractor_version: str = column("string", "提取器版本", "Rules that made these records.", required=True)
    superseded_by: str | None = column("string", "被取代于", "report_id of a later version of the same evaluation.")
    confidence: float = column("float32", "可信度", "0 to 1, the lowest of its fields.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys every record table carries."""

    report_id: str = column("string", "报告编号", "The report the record was read from.", required=True)
    evaluation_id: str = column("string", "自评编号", "{report_id}-{n:03d}, in reading order.", required=True)
    region_code: str | None = column("string", "行政区划代码", "GB/T 2260 code valid in the fiscal year.")
    department_id: str | None = column("string", "部门编号", "The same department over years and reforms.")
    department: str | None = column("string", "部门", "The evaluated department's name as printed.")
    fiscal_year: int | None = column("int16", "年度", "The budget year the record is about.", example="2023")
    page: int = column("int16", "页", "Page, from 1, where the record starts.", required=True)
    confidence: float = column("float32", "可信度", "0 to 1, the lowest of its fields.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Keys):
    """自评: one self-evaluation inside a report, of a whole department or of one project."""

    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    kind: str | None = column(
        "string",
        "类型",
        "What is evaluated; null where the report does not tell.",
        allowed=tuple(map(str, EvaluationKind)),
    )
    subject: str | None = column("string", "名称", "The department's or the project's name.")
    competent_department: str | None = column("string", "主管部门", "The department in charge, as printed.")
    implementing_unit: str | None = column("string", "实施单位", "The unit that carries the project out, as printed.")
    expected_goal: str | None = column("string", "年度总体目标", "The year's goal as planned.")
    actual_goal: str | None = column("string", "实际完成情况", "The year's goal as reported done.")
    self_score: Decimal | None = column("decimal(6,2)", "自评得分", "The evaluation's own total, in points.")
    self_grade: str | None = column("string", "自评等级", "The evaluation's own grade as printed.")
    page_last: int = column("int16", "末页", "Page, from 1, where it ends.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Keys):
    """绩效指标: one 三级指标 row with its target and its actual."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-i{n:04d}.", required=True)
    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    level1: str | None = column("string", "一级指标", "Without points printed beside it.", example="产出指标")
    level2: str | None = column("string", "二级指标", "Without points printed beside it.", example="数量指标")
    level3: str | None = column("string", "三级指标", "Without a leading 指标1:.", example="科普活动场次")
    indicator_id: str | None = column("string", "指标编号", "The same indicator over years and departments.")
    target_raw: str | None = column("string", "年度指标值", "The target as printed.", example="≥12场")
    target_kind: str | None = column("string", "指标值类型", "What the target is.", allowed=KINDS)
    target_comparator: str | None = column(
        "string", "指标值比较", "How to compare with it; null where qualitative or missing.", allowed=COMPARATORS
    )
    target_value: Decimal | None = column(
        "decimal(28,6)",
        "指标值数值",
        "In target_unit; null where qualitative, missing or unread. A date is YYYYMMDD, a ratio its quotient.",
    )
    target_value_high: Decimal | None = column("decimal(28,6)", "指标值上限", "The upper end of a range.")
    target_unit: str | None = column(
        "string", "指标值单位", "Unit of target_value; money in 元. Null where that has none."
    )
    target_approx: bool | None = column("bool", "指标值约数", "Printed with 约, 左右, 近.")
    actual_raw: str | None = column("string", "实际完成值", "The actual as printed.", example="14场")
    actual_kind: str | None = column("string", "完成值类型", "What the actual is.", allowed=KINDS)
    actual_comparator: str | None = column(
        "string", "完成值比较", "How it was stated; null where qualitative or missing.", allowed=COMPARATORS
    )
    actual_value: Decimal | None = column(
        "decimal(28,6)",
        "完成值数值",
        "In actual_unit; null where qualitative, missing or unread. A date is YYYYMMDD, a ratio its quotient.",
    )
    actual_value_high: Decimal | None = column("decimal(28,6)", "完成值上限", "The upper end of a range.")
    actual_unit: str | None = column(
        "string", "完成值单位", "Unit of actual_value; money in 元. Null where that has none."
    )
    actual_approx: bool | None = column("bool", "完成值约数", "Printed with 约, 左右, 近.")
    attainment: Decimal | None = column(
        "decimal(12,6)", "完成率", "actual / target, turned round where less is better."
    )
    met: bool | None = column("bool", "是否完成", "Computed verdict; null where it can't be told.")
    weight: Decimal | None = column("decimal(8,4)", "分值", "Points the row can earn.")
    score: Decimal | None = column("decimal(8,4)", "得分", "Points the row earned by its own account.")
    deviation_reason: str | None = column("string", "偏差原因", "Why the target was missed, as printed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Keys):
    """金额: one sum of money with what it is for and what it measures."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-m{n:04d}.", required=True)
    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    subject: str | None = column("string", "事项", "What the money is for.", example="年度资金总额")
    measure: str | None = column("string", "口径", "What the sum measures.", example="全年预算数")
    amount_raw: str = column("string", "金额原文", "The sum as printed.", required=True, example="9,381.56")
    amount_yuan: Decimal | None = column("decimal(20,2)", "金额(元)", "In 元; null when unread.")
    is_total: bool = column("bool", "是否合计", "The row or sum is the whole of others beside it.", required=True)
    origin: str = column("string", "出处", "Where it stands.", required=True, allowed=("table", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Keys):
    """年度目标: one row or block of 预期目标, 实际完成, 实现情况."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-g{n:04d}.", required=True)
    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    expected_raw: str | None = column("string", "预期目标", "As printed.")
    actual_raw: str | None = column("string", "实际完成", "As printed.")
    status_raw: str | None = column("string", "实现情况", "As printed.", example="目标完成")
    status: str | None = column("string", "实现状态", "The printed verdict.", allowed=STATUSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Keys):
    """章节: one heading of the report with the running text under it."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-s{n:04d}.", required=True)
    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    level: int = column("int8", "层级", "1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 before any.", required=True)
    number: str | None = column("string", "编号", "The heading's number as printed.", example="（二）")
    heading: str | None = column("string", "标题", "The heading without its number.")
    text: str = column("string", "正文", "Running text under it, one paragraph a line.", required=True)
    parent_seq: int | None = column("int32", "上级序号", "seq of the section it stands in.")
    page_last: int = column("int16", "末页", "Page, from 1, where it ends.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Keys):
    """陈述: one quantity stated in running text."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-c{n:04d}.", required=True)
    seq: int = column("int32", "序号", "Place in reading order, from 1.", required=True)
    section_seq: int | None = column("int32", "章节序号", "seq of the section it stands in.")
    subject: str | None = column("string", "事项", "What the quantity is of.")
    measure: str | None = column("string", "口径", "What it measures.", example="支出率")
    kind: str | None = column("string", "类型", "What the quantity is.", allowed=KINDS)
    comparator: str | None = column("string", "比较", "How it was stated.", allowed=COMPARATORS)
    value: Decimal | None = column(
        "decimal(28,6)", "数值", "In unit; null where qualitative or unread. A date is YYYYMMDD, a ratio its quotient."
    )
    value_high: Decimal | None = column("decimal(28,6)", "上限", "The upper end of a range.")
    unit: str | None = column("string", "单位", "Unit of value; money in 元.")
    period: str | None = column("string", "期间", "The period it is stated for, as printed.", example="2023年")
    sentence: str = column("string", "原句", "The sentence it stands in.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Keys):
    """凭据: where one field of one record was read. Its own page and confidence are those of the part."""

    record_id: str = column("string", "记录编号", "The record (or evaluation_id) the field belongs to.", required=True)
    field: str = column("string", "字段", "Column of the record.", required=True, example="target_raw")
    part: int = column("int16", "部分", "0, 1, … where the text lies in several places.", required=True)
    x0: float = column("float32", "左", "Points from the left of the page as shown.", required=True)
    top: float = column("float32", "上", "Points from the top of the page as shown.", required=True)
    x1: float = column("float32", "右", "Points from the left of the page as shown.", required=True)
    bottom: float = column("float32", "下", "Points from the top of the page as shown.", required=True)
    text_raw: str = column("string", "原文", "The text printed in this box.", required=True)
    source: str = column("string", "来源", "Where the text comes from.", required=True, allowed=SOURCES)
    rule: str = column("string", "规则", "The rule that read it.", required=True, example="header:target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Keys):
    """疑点: one rule that a report breaks."""

    record_id: str = column("string", "记录编号", "{evaluation_id}-f{n:04d}.", required=True)
    rule: str = column("string", "规则", "Name of the rule.", required=True, example="value_unread")
    severity: str = column("string", "程度", "How bad it is.", required=True, allowed=SEVERITIES)
    message: str = column("string", "说明", "Chinese, one sentence a person can act on.", required=True)
    expected: str | None = column("string", "应为", "What the rule expects.")
    observed: str | None = column("string", "实为", "What the report says.")
    records: tuple[str, ...] = column("list<string>", "所据记录", "record_ids it rests on.", required=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """隔离: one file that could not be read as a self-evaluation, and why."""

    sha256: str = column("string", "文件摘要", "SHA-256 of the file's bytes, hexadecimal.", required=True)
    file_name: str = column("string", "文件名", "Name of the file without folders.", required=True)
    reason: str = column("string", "原因", "Why it was set aside.", required=True, allowed=REASONS)
    detail: str | None = column("string", "详情", "What was found, with the page where there is one.")
