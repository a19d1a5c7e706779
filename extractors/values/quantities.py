"""One number with a unit, its comparators and what it counts: ≥10项, 约1.8万人次, 完成率100%, 十二次."""

from __future__ import annotations

import re

from extractors.text.words import alternatives, in_role, patterns_of
from extractors.values.amounts import ScaledNumber, amounts
from extractors.values.modifiers import (
    Modifiers,
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
from schemas.value import Value
from schemas.vocabulary.values import ChangeRole, ChangeWord, CountingRole, CountingWord, Part

UNKNOWN_UNIT = re.compile(r"\([\u4e00-\u9fff]\)")  # 8(折)


def read_quantity(text: str) -> Value | None:
    """Read a text that states one number.

    Returns:
        None unless every sign of the text is understood.

    Example:
        ``read_quantity("满意度≥90%") == Value("percent", ">=", Decimal(90), unit="%")``
    """
    found = amounts(text)
    return _read(text, found[0]) if len(found) == 1 else None


def _read(text: str, amount: ScaledNumber) -> Value | None:
    left, right = before(text[: amount.start]), behind(text[amount.end :])
    comparator = agree(left, right)
    if comparator is None or not (_is_sound(amount) and _label_fits(amount, text[: amount.start], left)):
        return None
    if not _tail_fits(amount, right):
        return None
    return _stated(amount, ">" if amount.more and comparator == "=" else comparator, left.approx or right.approx)


def _stated(amount: ScaledNumber, comparator: str, approx: bool) -> Value:
    """State an amount as a value; a signed percentage is a change, as are percentage points."""
    signed_share = amount.signed == "-" and amount.unit.kind == "percent"
    changed = amount.signed == "+" or signed_share or amount.unit.kind == "pp"
    kind = "change" if changed else amount.unit.kind
    return Value(kind, comparator, amount.value, unit=amount.unit.name or None, approx=approx or amount.more)


def _is_sound(amount: ScaledNumber) -> bool:
    """Tell 1.200人次 from a number: people and events come whole, so the point may be a comma."""
    whole = amount.unit.name in in_role(CountingWord, CountingRole.WHOLE) and amount.scale == 1
    return not (whole and amount.digits.as_tuple().exponent == -3)


def _label_fits(amount: ScaledNumber, printed: str, left: Modifiers) -> bool:
    """Whether the words before a number only name it, and not a name it ends, a change or a misread sign."""
    if not amount.arabic:
        return is_act(left.rest)
    adjacent = bool(printed) and left.rest == printed
    if adjacent and not amount.unit.name and not printed.endswith(in_role(CountingWord, CountingRole.NUMBER)):
        return False
    one_sign = adjacent and len(printed) == 1 and not patterns_of(Part).fullmatch(printed)
    changed = is_changed(left.rest, printed[len(left.rest) :])
    return is_label(left.rest) and not (is_name(printed) or one_sign or changed)


def _tail_fits(amount: ScaledNumber, right: Modifiers) -> bool:
    """Whether the words behind a number end it, explain it or are the noun it counts; 连续3年增长 is no number."""
    if amount.unit.kind == "duration" and re.match(alternatives(in_role(ChangeWord, ChangeRole.VERB)), right.rest):
        return False
    if not amount.unit.name and UNKNOWN_UNIT.match(right.rest):
        return False
    if is_remark(right.rest) or not amount.arabic:
        return is_remark(right.rest)
    in_order = amount.unit.name in in_role(CountingWord, CountingRole.ORDER)
    counted = amount.unit.kind == "quantity" and amount.unit.name and not in_order
    return bool(counted or amount.unit.kind == "percent" or right.comparator) and is_noun(right.rest)
