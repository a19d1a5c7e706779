"""What the units in heads leave open: figures without a value, and two sides that can't be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from extractors.rows import UnitCause, UnitDoubt
from schemas.drafts import FindingDraft, IndicatorDraft, RecordPlace
from schemas.kinds import FindingRule, Severity

CAUSES: Mapping[UnitCause, str] = MappingProxyType(
    {
        UnitCause.SEVERAL: "“{name}”的“{text}”：表头列有多个单位（{units}），未能确定是哪一个，数值留空，请人工核对。",
        UnitCause.AGAINST_NAME: "“{name}”的“{text}”：表头单位（{units}）与指标名称不符，数值留空，请人工核对。",
    }
)
APART = "“{name}”的目标“{target}”与实际“{actual}”单位不同（表头单位：{units}），未作比较，请人工核对。"


def of_units(place: RecordPlace, draft: IndicatorDraft, doubt: UnitDoubt) -> Iterator[FindingDraft]:
    """The finding for one doubt about a row's units.

    Args:
        place: The indicator.
        draft: As printed.
        doubt: What its heads leave open.
    """
    name = draft.level3.text if draft.level3 else ""
    item = draft.target if doubt.side == "target" else draft.actual
    units = {"target": draft.target_units, "actual": draft.actual_units}.get(doubt.side)
    if item is None:
        return
    if units is None:
        said = "、".join(dict.fromkeys((*draft.target_units, *draft.actual_units)))
        target = draft.target.text if draft.target else ""
        message = APART.format(name=name, target=target, actual=item.text, units=said)
        rule = FindingRule.UNITS_APART
    else:
        message = CAUSES[doubt.cause].format(name=name, text=item.text, units="、".join(units))
        rule = FindingRule.VALUE_UNREAD
    yield FindingDraft(rule, Severity.WARNING, message, item, item.pieces[0].page, (place,))
