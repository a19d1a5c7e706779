"""Departments: a printed name, its region taken off, to the office that bears it over years and reforms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from schemas.vocabulary import vocabulary
from schemas.vocabulary.identity import DepartmentForm, DepartmentName, DepartmentWrapping, WrappingPlace

CODE = re.compile(r"^\s*(?:[\[【(（]\s*\d+\s*[\]】)）]\s*[-—_]*|\d{2,}\s*[-—_.、]*)\s*")
BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
SPACE = re.compile(r"\s+")
LEVEL = re.compile(r"^(?:自治区|自治州|自治县|[省市区县州盟旗])(?=.)")
OWN_LEVEL = re.compile(r"^[省市区县州盟旗](?=人民|第[一二三四五六七八九十]|委|直属|妇幼|疾病|中心医院)")
OWN_OFFICE = "机关"


class Office(NamedTuple):
    """One name an office bears, and the years it bears it (None: open)."""

    canonical_id: str
    valid_from: int | None
    valid_to: int | None

    def fits(self, year: int | None) -> bool:
        """Tell whether the name can stand in that year's report, which is written, and named, up to a year later."""
        return year is None or ((self.valid_from or year) <= year + 1 and year <= (self.valid_to or year))


@cache
def _offices() -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for row in vocabulary(DepartmentName):
        for level in row.level_words:
            found[row.name + level].append(Office(row.canonical_id, row.valid_from, row.valid_to))
    return {name: tuple(offices) for name, offices in found.items()}


@cache
def _wrappings(where: WrappingPlace) -> Mapping[str, str]:
    return {row.word: row.kept for row in vocabulary(DepartmentWrapping) if row.place == where}


class Bare(NamedTuple):
    """A department's name from its region on, and the body it starts with where that belongs to the name (共青团)."""

    name: str
    body: str


def unwrap(name: str) -> Bare:
    """Take off what stands around a department's name: codes, seals, 本级, and the body written before the region.

    Example:
        ``unwrap("118001-安庆市怀宁县民政局（本级）") == Bare("安庆市怀宁县民政局", "")``
    """
    bare = CODE.sub("", SPACE.sub("", name))
    bare = BRACKET.sub(lambda found: "" if found.group(1) in _wrappings(WrappingPlace.BRACKET) else found.group(), bare)
    for word in _wrappings(WrappingPlace.BACK):
        bare = bare.removesuffix(word)
    body = next((word for word in _wrappings(WrappingPlace.FRONT) if bare.startswith(word)), "")
    return Bare(bare.removeprefix(body), _wrappings(WrappingPlace.FRONT).get(body, ""))


def offices(name: str) -> tuple[Office, ...]:
    """Return the offices that bear a name without region: 卫计局 is 卫生健康; none where the name is not in the table.

    Names are looked up without what their brackets add, 科学技术局（外国专家局）, and without the level they call their
    own, 市科技局.
    """
    bare = BRACKET.sub("", name)
    return next((found for form in _spellings(bare) if (found := _offices().get(form, ()))), ())


def _spellings(bare: str) -> Iterator[str]:
    """Return a name as it stands, without its own level, without the body it belongs to, and without 机关 behind."""
    level = LEVEL.sub("", bare, count=1)
    yield from (bare, level)
    for word in _wrappings(WrappingPlace.UNDER):
        if level.startswith(word):
            yield level.removeprefix(word)
    if bare.endswith(OWN_OFFICE):
        yield from _spellings(bare.removesuffix(OWN_OFFICE))


def canonical(name: str, year: int | None) -> tuple[str, bool]:
    """Name the office for its id, and tell whether the printed name fits the year.

    Args:
        name: Unwrapped, without its region.
        year: The fiscal year.

    Returns:
        The canonical id of an office in the table, else the name itself: 月山镇人民政府 is 月山镇人民政府.

    Example:
        ``canonical("卫生和计划生育局", 2018) == ("卫生健康", True)``
    """
    found = offices(name)
    fitting = [office for office in found if office.fits(year)]
    if found:
        return (fitting or found)[0].canonical_id, bool(fitting)
    return _formal(OWN_LEVEL.sub("", BRACKET.sub("", name)) or name), True


def local_rank(name: str) -> str | None:
    """Tell whether bodies of this kind are named after their region without its level, and the rank they have.

    Returns:
        ``city`` for bodies only a city has, "" for others so named, None for bodies that are not.

    Example:
        ``local_rank("职业技术学院") == "city"``, ``local_rank("中学") == ""``, ``local_rank("有限公司") is None``
    """
    return next((rank for word, rank in _wrappings(WrappingPlace.LOCAL).items() if _formal(name).endswith(word)), None)


def _formal(name: str) -> str:
    """Write a body's short name out: 月山镇 and 月山镇政府 are 月山镇人民政府, 一中 is 第一中学."""
    for row in vocabulary(DepartmentForm):
        name = row.pattern.sub(row.form, name)
    return name
