"""Who a form is about, where its labels are not known: told by place, by the values, and by what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.forms.draft import FormDraft
from extractors.forms.labels import squeezed
from extractors.forms.titles import is_of_whole
from extractors.prose.cover import ORGAN
from extractors.values import read_points
from schemas.drafts import OF_EVALUATION, Field, FindingDraft
from schemas.kinds import EvaluationKind, FindingRule, Severity

IN_CHARGE = re.compile(r"主管|归口|上级|管理")
CARRIES_OUT = re.compile(r"实施|承担|承办|执行|使用|用款|建设|负责|具体|项目")
NO_PARTY = re.compile(r"(?:地点|地址|位置|范围|区域)$")  # 建设地点 beside 示例镇, which is an organ's name as well
SCORE = re.compile(r"得分|评分|总分|成绩|分数")
FULL_MARK = 100
SHORTEST_NAME = 4  # characters of a project's name; a shorter value says of which kind it is
UNITS = ("competent_department", "implementing_unit")  # in the order in which forms name them
NAMES = {
    "project_name": "项目名称",
    "department_name": "部门名称",
    "competent_department": "主管部门",
    "implementing_unit": "实施单位",
    "self_score": "自评得分",
}
Pairs = Sequence[tuple[str, Field]]


def parties_by_place(draft: FormDraft, unknown: Pairs) -> Iterator[tuple[str, str, Field]]:
    """What labels of no known meaning name: role, label and value.

    Args:
        draft: The form with what its known labels say.
        unknown: The labels of its header that are not known, in reading order, with their values.

    A form names first whom it evaluates, then who is in charge, then who carries it out. One organ more or less than
    is missing can't be told, and is left to a person.
    """
    left = list(unknown)
    subject = _subject(draft, left)
    if subject:
        yield subject
        left.remove((subject[1], subject[2]))
    organs = [(label, item) for label, item in left if ORGAN.search(item.text) and not NO_PARTY.search(squeezed(label))]
    yield from _units(draft, organs)
    scores = [(label, item) for label, item in left if SCORE.search(label) and _may_be_score(item.text)]
    if len(scores) == 1 and draft.self_score is None:
        yield ("self_score", *scores[0])


def _subject(draft: FormDraft, unknown: Pairs) -> tuple[str, str, Field] | None:
    """The first label of a form that names no subject, where its value may be one."""
    named = {"project_name"} if draft.kind == EvaluationKind.PROJECT else {"project_name", "department_name"}
    if not unknown or named & draft.parties.keys() or draft.title is None:
        return None
    label, item = unknown[0]
    if any(_before(party, item) for party in draft.parties.values()):
        return None
    if ORGAN.search(item.text) and (draft.kind == EvaluationKind.DEPARTMENT or is_of_whole(draft.title.text)):
        return ("department_name", label, item)
    is_name = len(item.text) >= SHORTEST_NAME and not ORGAN.search(item.text) and read_points(item.text) is None
    return ("project_name", label, item) if is_name and draft.kind != EvaluationKind.DEPARTMENT else None


def _before(party: Field, item: Field) -> bool:
    one, other = party.pieces[0], item.pieces[0]
    return (one.page, one.box.top, one.box.x0) < (other.page, other.box.top, other.box.x0)


def _units(draft: FormDraft, organs: Pairs) -> Iterator[tuple[str, str, Field]]:
    missing = [name for name in UNITS if name not in draft.parties]
    told = [(name, label, item) for label, item in organs if (name := _unit_told(label)) in missing]
    left = [(label, item) for label, item in organs if all(item is not taken for _, _, taken in told)]
    still = [name for name in missing if name not in {name for name, _, _ in told}]
    if len({name for name, _, _ in told}) == len(told):
        yield from told
        if len(left) == len(still) and draft.kind != EvaluationKind.DEPARTMENT:
            yield from ((name, label, item) for name, (label, item) in zip(still, left, strict=True))


def unit_between(draft: FormDraft) -> Iterator[tuple[str, str, Field]]:
    """The unit in charge, where a form calls it no more than 单位: named behind the subject, before who carries it out.

    Example:
        项目名称, 预算单位, 实施单位 in this order; or 单位名称 and, below it, 一级预算单位.
    """
    names = ("second_unit", "department_name") if draft.kind == EvaluationKind.PROJECT else ("second_unit",)
    unit = next((item for name in names if (item := draft.parties.get(name))), None)
    subject, carries_out = draft.subject, draft.parties.get("implementing_unit")
    if unit is None or subject is None or "competent_department" in draft.parties or unit.rule == "cover:department":
        return
    is_behind = _before(subject, unit) and subject.text != unit.text
    if (
        is_behind
        and (carries_out is None or _before(unit, carries_out))
        and (carries_out or "second_unit" in draft.parties)
    ):
        yield ("competent_department", "单位", unit)


def _unit_told(label: str) -> str | None:
    """Which unit a label speaks of though its wording is not known; None where it says neither or both."""
    words = squeezed(label)
    told = [name for name, pattern in zip(UNITS, (IN_CHARGE, CARRIES_OUT), strict=True) if pattern.search(words)]
    return told[0] if len(told) == 1 else None


def _may_be_score(text: str) -> bool:
    points = read_points(text)
    return points is not None and 0 < points <= FULL_MARK


def inferred(role: str, label: str, item: Field) -> FindingDraft:
    """The finding for a field that place and content told."""
    message = f"“{label}”不是已知的标签，根据位置和内容判断为{NAMES[role]}，请人工核对。"
    return FindingDraft(FindingRule.ROLE_INFERRED, Severity.NOTE, message, item, item.pieces[0].page, OF_EVALUATION)


def ambiguous(label: str, item: Field) -> FindingDraft:
    """The finding for a value between labels that run together, or that runs into one."""
    message = f"“{label}”与“{item.text}”中标签和内容连在一起，不能确定其所属，未提取，请人工核对。"
    return FindingDraft(FindingRule.TEXT_UNREAD, Severity.WARNING, message, item, item.pieces[0].page)
