"""The registry of indicator names and the reviews of people: what keeps an id the same whatever is learnt later."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.column import column

RULES = ("key", "alias", "rewording", "separated", "reread", "published", "reviewed_alias")
DECISIONS = ("accept", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorName:
    """指标名称登记: one name that was published, and the indicator_id it keeps.

    Rows are only ever added. Of several rows of one name for one department and year the last one holds; a row for a
    department holds there before one for all, and one for a year before one for every year. ``rule`` tells why the name
    has the id: ``key`` its words, level 2 and unit, ``alias`` the table of reviewed names, ``rewording`` likeness to a
    name of the same department, ``separated`` one report has it beside the name that others joined it to, ``reread``
    the row was published under another reading of its unit or levels, ``published`` the records held it when the
    registry was lost, ``reviewed_alias`` a person's decision.
    """

    name: str = column("string", "名称", "三级指标 as first printed.", required=True, example="培训人次")
    level2: str | None = column("string", "二级指标", "As printed.", example="数量指标")
    kind: str | None = column("string", "指标值类型", "Kind of the row's value; null where it has none.")
    unit: str | None = column("string", "单位", "Unit of the row's value.", example="人次")
    unit_family: str = column("string", "计量类别", "What values of that unit count; may be empty.", required=True)
    level2_family: str = column("string", "二级指标类别", "What level 2 is one of; may be empty.", required=True)
    department_id: str | None = column("string", "部门编号", "The one department it holds for; null is every one.")
    fiscal_year: int | None = column("int16", "年度", "The one year it holds for; null is every one, 0 an unknown one.")
    wording_key: str = column("string", "措辞键", "The id its words alone proposed.", required=True)
    indicator_id: str = column("string", "指标编号", "The id it has.", required=True)
    rule: str = column("string", "依据", "Why it has it.", required=True, allowed=RULES)
    report_id: str | None = column("string", "报告编号", "The report that first brought it.")
    since: str | None = column(
        "string", "登记时间", "When it was published first.", example="2026-03-01T02:00:00+00:00"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasReview:
    """指标别名复核: a person's decision whether two ids are one indicator.

    Of several decisions of one pair the last one holds.
    """

    id_a: str = column("string", "指标编号甲", "An indicator_id.", required=True)
    id_b: str = column("string", "指标编号乙", "Another.", required=True)
    decision: str = column("string", "结论", "accept: they are one.", required=True, allowed=DECISIONS)
    name_a: str | None = column("string", "名称甲", "What the first was called when it was decided.")
    name_b: str | None = column("string", "名称乙", "What the second was called.")
    by: str = column("string", "复核人", "Who decided.", required=True)
    reason: str | None = column("string", "理由", "Why.")
    at: str | None = column("string", "复核时间", "When.", example="2026-03-01T09:30:00+00:00")
