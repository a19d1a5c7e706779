"""Places in a ranking: 第53位, 排名第3, 前10名, 全省第六."""

from __future__ import annotations

import re

from extractors.text.numerals import CHINESE, number
from extractors.values.modifiers import is_label, is_remark
from schemas.value import Value

NUMBER = rf"(?:\d+|{CHINESE})"
UNIT = r"(?:名|位|个|批|期|届|次|家|等次|名次|梯队|轮|档|等级)"
PLACE = re.compile(
    rf"""
    (?P<label>.*?)
    (?:
        (?P<within>(?:前|[Tt][Oo][Pp]))第?(?P<top>{NUMBER})(?P<topunit>{UNIT}|%)?  # 前10名, 进入前三
    |
        (?:第|(?<=排名)|(?<=名次)|(?<=位次)|(?<=排名为)|(?<=排名:))(?P<place>{NUMBER})
        (?:(?:[-—~]|至|到)第?(?P<high>{NUMBER}))?(?P<unit>{UNIT})?  # 第53位, 排名3
    )
    (?P<after>(?:\(含\))?(?:及?以内|之内|内|及以前|以前|之前|及?以上))?
    (?P<rest>.*)
    """,
    re.VERBOSE,
)
NO_WORSE = re.compile(r"(?:不低于|不超过|≤|至少|不后于|不落后于|不得低于)$")


def read_ordinal(text: str) -> Value | None:
    """Read a text that names a place in an order; a place no worse than the third is ``<= 3``.

    Example:
        ``read_ordinal("前10名") == Value("ordinal", "<=", Decimal(10), unit="名")``
    """
    match = PLACE.fullmatch(text)
    if not match or not is_remark(match["rest"]):
        return None
    worst = NO_WORSE.search(match["label"])
    label = NO_WORSE.sub("", match["label"])
    place = number(match["top"] or match["place"])
    if place is None or not is_label(label) or label.endswith("倒数"):
        return None
    if match["high"]:
        return Value("ordinal", "between", place, number(match["high"]), match["unit"])
    at_most = bool(match["within"] or match["after"] or worst)
    return Value("ordinal", "<=" if at_most else "=", place, unit=match["topunit"] or match["unit"])
