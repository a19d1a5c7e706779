"""One number with a unit, its comparators and what it counts: ≥10项, 约1.8万人次, 完成率100%, 十二次."""

from __future__ import annotations

from extractors.values.amounts import Amount, amounts
from extractors.values.around import (
    Around,
    agree,
    before,
    behind,
    is_act,
    is_changed,
    is_label,
    is_name,
    is_noun,
    is_remark,
)
from extractors.values.words import patterns_of
from schemas.value import Value

WHOLE = frozenset("人 名 人次 户 户次 家 家次 个 件 次 场 场次 项 项次 起 例 篇 册 份".split())
NUMBER_NAMES = ("分", "数", "率", "度", "量", "值", "完成")
COUNTED_BY_CLASS = frozenset("期级类批届号星档度点代段组")


def read_quantity(text: str) -> Value | None:
    """Read a text that states one number.

    Returns:
        None unless every sign of the text is understood.

    Example:
        ``read_quantity("满意度≥90%") == Value("percent", ">=", Decimal(90), unit="%")``
    """
    found = amounts(text)
    return _read(text, found[0]) if len(found) == 1 else None


def _read(text: str, amount: Amount) -> Value | None:
    left, right = before(text[: amount.start]), behind(text[amount.end :])
    bare = left.rest == text[: amount.start] and not amount.unit.name
    comparator = agree(left, right)
    if (
        comparator is None
        or _point_for_comma(amount)
        or (bare and left.rest and not left.rest.endswith(NUMBER_NAMES))
        or _misleads(text[: amount.start], left.rest)
        or not _fits(amount, left, right)
    ):
        return None
    return stated(amount, ">" if amount.more and comparator == "=" else comparator, left.approx or right.approx)


def _point_for_comma(amount: Amount) -> bool:
    """1.200人次: people and events are whole, so the point is a comma, or the unit is wrong."""
    return amount.unit.name in WHOLE and amount.scale == 1 and amount.digits.as_tuple().exponent == -3


def stated(amount: Amount, comparator: str, approx: bool) -> Value:
    """The value an amount states; a signed percentage is a change, as are percentage points."""
    kind = {"pp": "change"}.get(amount.unit.kind, amount.unit.kind)
    if amount.signed == "+" or (amount.signed == "-" and kind == "percent"):
        kind = "change"
    return Value(kind, comparator, amount.value, unit=amount.unit.name or None, approx=approx or amount.more)


def _is_one_sign(printed: str, label: str) -> bool:
    return len(printed) == len(label) == 1 and not patterns_of("parts").fullmatch(label)


def _misleads(printed: str, label: str) -> bool:
    """Whether the words before a number make it part of a name or the size of a change; one sign may be a misread ≥."""
    return is_name(printed) or _is_one_sign(printed, label) or is_changed(label, printed[len(label) :])


def _fits(amount: Amount, left: Around, right: Around) -> bool:
    """Whether what stands round the number leaves its meaning as it is."""
    if not amount.arabic:
        return is_act(left.rest) and is_remark(right.rest)
    return is_label(left.rest) and _tail_fits(amount, right)


def _tail_fits(amount: Amount, right: Around) -> bool:
    if is_remark(right.rest):
        return True
    counted = amount.unit.kind == "quantity" and amount.unit.name and amount.unit.name not in COUNTED_BY_CLASS
    return bool(counted or amount.unit.kind == "percent" or right.comparator) and is_noun(right.rest)
