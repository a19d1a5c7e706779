"""How much for each: 每季度不少于1次, 每村1个, 每两年一次, 一季一次, 人均100元."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractors.text.words import alternatives
from extractors.values.quantities import read_quantity
from extractors.values.ranges import read_range
from extractors.values.units import Unit, rate_unit, units
from schemas.value import Value

PERIODS = ("年", "半年", "季度", "季", "月", "个月", "周", "天", "日")


def read_rate(text: str) -> Value | None:
    """Read a text that counts something for each person, place or period.

    Example:
        ``read_rate("每两年一次") == Value("quantity", "=", Decimal(1), unit="次/2年")``
    """
    match = _pattern().fullmatch(text)
    if not match:
        return None
    value = read_range(match["amount"]) or read_quantity(match["amount"])
    if value is None or not value.unit or value.kind in ("percent", "change") or "/" in value.unit:
        return None
    pers = [per for per in (match["per"] or match["mean"] or match["time"] or match["one"], match["and"]) if per]
    unit = rate_unit(_top(value), pers)
    return replace(value, unit=unit.name, kind=unit.kind)


def _top(value: Value) -> Unit:
    """Find the value's own unit, already scaled."""
    name = value.unit or ""
    return next(unit for unit in units().values() if unit.name == name.split("（")[0])._replace(name=name)


@cache
def _pattern() -> re.Pattern[str]:
    count = r"(?:\d{1,2}|[一二两三四五六七八九十]|[百千万]|十万)"
    per, period = alternatives(units()), alternatives(PERIODS)
    return re.compile(
        rf"""
        (?P<label>(?:[^:\d]*:)?(?:平均|按|原则上)?)
        (?:
            每(?P<per>{count}?个?{per})(?:每(?P<and>{per}))?(?:的|均|平均|:)?     # 每两年一次, 每人每天50元
        |   (?P<mean>[年月日周季人户亩校村县次])均                                # 人均100元
        |   (?P<time>半年|(?:[1-9]|[一两二三四五六七八九十])个?{period})
            (?=[一两二三四五六七八九十\d]+[次场期回])                               # 一季一次
        |   一(?P<one>周|天|日)(?=\d+(?:天|个?(?:小时|工作日)))                                 # 一周5天
        )
        (?P<amount>.+)
        """,
        re.VERBOSE,
    )
