"""The units that the head of a column states for the figures under it: 指标值（万元）, 实际完成值（单位：元）."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.forms.header import Header
from extractors.forms.labels import squeezed
from extractors.values.units import read_unit, unit_pattern
from schemas.vocabulary import vocabulary
from schemas.vocabulary.rows import UnitFamily

BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]")
LABELLED = re.compile(r"(?:计量|度量)?单位[:为]?(?=.)")
BEHIND = re.compile(r"[/:]([^/:()]+)$")  # 指标值/万元
PARTS = re.compile(r"[、,;/和或及]|\s")
PERIODS = frozenset(
    {"年", "月", "季度", "周", "旬", "学年", "半年"}
)  # 指标值（年） says for which time, and counts none
MEASURED = ("money", "percent", "pp", "duration")
TIMES = "次"  # 人次, 批次 and 场次 count; of other words of several characters some are names too (项目, 学校)


def units_of_role(header: Header, *roles: str) -> tuple[str, ...]:
    """The units that the heads of the first role a header has state, with the heads above them.

    Args:
        header: A header of indicators.
        roles: Roles of columns, the first that is there counts.
    """
    for name in roles:
        cells = header.columns.get(name, ())
        leaves = [reading.leaf for reading in header.readings if any(reading.leaf.cell is cell for cell in cells)]
        if leaves:
            return stated_units(cell.text for leaf in leaves for cell in (leaf.cell, *leaf.above))
    return ()


def stated_units(texts: Iterable[str]) -> tuple[str, ...]:
    """Every unit that heads state in a bracket, behind 单位 or behind a stroke at their end, each once.

    Example:
        ``stated_units(["年度指标值（万元、%）"]) == ("万元", "%")``, and none in ``指标值（A）`` or ``指标值（年）``.
    """
    found = [unit for text in texts for unit in _units(squeezed(text))]
    return tuple(dict.fromkeys(found))


def _units(text: str) -> list[str]:
    bracketed = [match[1] for match in BRACKETS.finditer(text)]
    labelled = LABELLED.search(BRACKETS.sub("", text))
    behind = BEHIND.search(BRACKETS.sub("", text))
    told = [LABELLED.sub("", part) for part in bracketed]
    told += [text[labelled.end() :]] if labelled else [behind[1]] if behind else []
    return [unit for part in told for unit in _listed(part)]


def _listed(text: str) -> list[str]:
    """The units of a list of units; none where anything else stands in it."""
    if _is_unit(text):
        return [text]
    parts = [part for part in PARTS.split(text) if part]
    return parts if len(parts) > 1 and all(map(_is_unit, parts)) else []


def _is_unit(text: str) -> bool:
    match = _scaled().fullmatch(text)
    if not match:
        return False
    unit = read_unit(match["unit"])
    is_name = len(match["unit"]) > 1 and unit.kind not in MEASURED and unit.name not in _measured()
    return unit.name not in PERIODS and (not is_name or unit.name.endswith(TIMES) or "/" in unit.name)


@cache
def _measured() -> frozenset[str]:
    return frozenset(row.unit for row in vocabulary(UnitFamily))


@cache
def _scaled() -> re.Pattern[str]:
    return re.compile(rf"[十百千万亿]*(?P<unit>{unit_pattern()})")
