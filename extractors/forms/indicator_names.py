"""The names of an indicator's row: what is printed in front of them or behind them and is no part of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.forms.columns.contents import kind_of_cell
from extractors.forms.labels import PLACEHOLDER, squeezed, without_points
from extractors.forms.numbered_names import names_are_numbered, without_number
from schemas.drafts import Field, IndicatorDraft
from schemas.page import Printed

SEPARATOR = r"[:：、.．\-—–─]"
NUMBERED = re.compile(
    rf"""^\s*(?:指\s*标|目\s*标)\s*(?:
        [\d０-９]{{1,2}} (?![\d０-９年月日%％个项次]) \s* {SEPARATOR}*        # 指标1：, 指标2 and 指标3——
        | [(（] [\d０-９一二三四五六七八九十]{{1,3}} [)）] \s* {SEPARATOR}*  # 指标（1）
        | [\u2460-\u2473] \s* {SEPARATOR}*                                  # 指标①
        | [一二三四五六七八九十]{{1,3}} (?: \s* {SEPARATOR}+ | \s+ | $ )     # 指标一：, but 目标一致性
    )\s*""",
    re.VERBOSE,
)
INSIDE = re.compile(
    r".\s*指\s*标\s*[\d０-９]+\s*[:：、.．]", re.DOTALL
)  # 维修校舍指标2：培训教师: two cells run into one
CODE_IN_HEAD = re.compile(r"编码|代码|编号")
CODE = re.compile(r"[A-Za-z]{0,6}[-_.]?\d[\dA-Za-z]*(?:[-_.]\d+)*[、.:：]?(?=\s|[\u4e00-\u9fff(（])\s*")
JOINT = re.compile(r"\s*[-—–─/／·:：]+\s*")
NEARLY_ALL = 0.8  # of the names: so many are printed in a way where the form prints them so


class Naming(NamedTuple):
    """How the names of a block are printed.

    Attributes:
        has_points: Points stand behind nearly every name: 培训场次（20分）.
        has_codes: The head names a code beside the name: CC01 培训场次.
        has_level2: Level 2 stands in front of nearly every name, and in no column: 数量指标-培训场次.
        has_numbers: The names are counted: 1. 培训场次, 2. 培训人次.
    """

    has_points: bool = False
    has_codes: bool = False
    has_level2: bool = False
    has_numbers: bool = False


def naming_of(names: Sequence[str], head: str, has_level2_column: bool) -> Naming:
    """How a block prints the names of its indicators.

    Args:
        names: As printed, from top to bottom.
        head: The words over them.
        has_level2_column: Whether level 2 has a column of its own.

    Example:
        ``naming_of(["CC01 数量指标-场次"], "指标编码及名称", False) == Naming(False, True, True)``
    """
    has_codes = bool(CODE_IN_HEAD.search(squeezed(head)))
    own = [name for name in names if not PLACEHOLDER.match(squeezed(NUMBERED.sub("", name)))]
    plain = [_without_code(name) if has_codes else name for name in own]
    parts = [_parted(name) for name in plain]
    return Naming(
        sum(without_points(name)[1] is not None for name in own) >= NEARLY_ALL * max(len(own), 1),
        has_codes,
        not has_level2_column and bool(own) and sum(part is not None for part in parts) >= NEARLY_ALL * len(own),
        names_are_numbered(plain),
    )


def name_of(printed: Printed, naming: Naming) -> Field | None:
    """The name of level 3 without its number (指标1：) and, where the head names one, its code; None for a placeholder.

    Args:
        printed: The cell.
        naming: How the block prints its names.
    """
    text = _without_code(printed.text) if naming.has_codes else printed.text
    name = NUMBERED.sub("", without_number(text) if naming.has_numbers else text).strip()
    if PLACEHOLDER.match(squeezed(name)):
        return None
    return Field(name, printed.pieces, "indicator:level3")


def named(draft: IndicatorDraft, naming: Naming) -> IndicatorDraft:
    """The row with what its name holds besides in the fields it belongs to: points as weight, a level 2.

    Args:
        draft: With the name as printed.
        naming: How the block prints its names.
    """
    return _with_level2(_with_points(draft) if naming.has_points else draft, naming)


def _with_points(draft: IndicatorDraft) -> IndicatorDraft:
    if draft.level3 is None:
        return draft
    name, points = without_points(draft.level3.text)
    if points is None:
        return draft
    weight = draft.weight or draft.level3._replace(text=str(points), rule="indicator:weight")
    return replace(draft, level3=draft.level3._replace(text=name), weight=weight)


def _with_level2(draft: IndicatorDraft, naming: Naming) -> IndicatorDraft:
    parts = _parted(draft.level3.text) if draft.level3 and naming.has_level2 else None
    if draft.level3 is None or parts is None:
        return draft
    level2 = draft.level3._replace(text=parts[0], rule="indicator:level2")
    return replace(draft, level2=level2, level3=draft.level3._replace(text=parts[1]))


def two_levels(level1: Field | None, level2: Field | None) -> tuple[Field | None, Field | None]:
    """Both levels, where one column prints them together: 产出指标—数量指标."""
    found = re.fullmatch(r"(\S+指标)\s*[-—–/／·、]+\s*(\S+指标)", level1.text) if level1 and not level2 else None
    if level1 is None or found is None:
        return level1, level2
    return level1._replace(text=found[1]), level1._replace(text=found[2], rule="indicator:level2")


def _without_code(text: str) -> str:
    return CODE.sub("", text.strip(), count=1) if CODE.match(text.strip()) else text


def _parted(name: str) -> tuple[str, str] | None:
    """A level 2 and the name behind it, None where no level's name stands in front."""
    first, *rest = JOINT.split(name, maxsplit=1)
    return (first, rest[0]) if rest and rest[0] and kind_of_cell(squeezed(first)) == "level2" else None
