"""Restated reports: which later version of an evaluation (a 修订 of it) takes the place of which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from extractors.text.numerals import number
from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import Restatement

ROUND = re.compile(r"第?([一二三四五六七八九1-9])(?:次|版|稿)|[vV]([1-9])")


class Version(NamedTuple):
    """One report as far as it matters for what it restates.

    Attributes:
        title: Every text that may say so, one a line: the printed title, the file's name.
        department: department_id.
        subjects: Kind and subject of its evaluations.
    """

    report_id: str
    title: str
    department: str | None
    fiscal_year: int | None
    form: str | None
    subjects: frozenset[tuple[str, str | None]]


def superseded(versions: Iterable[Version]) -> dict[str, str]:
    """Map every report that a later version takes the place of to that version.

    Versions of one evaluation have the same department, year, form and subjects; the later one says in its title that
    it restates (修订, 更正版, 第二次修订). Reports that say nothing of the kind never supersede each other, nor does
    anything whose department or year is not known.

    Args:
        versions: Any reports, in any order.

    Returns:
        report_id of the old version to report_id of the last one.

    Example:
        With ``a = Version("a", "自评报告", "441702-教育", 2023, "department_report", frozenset())`` and ``b`` the same
        but titled 自评报告（修订）, ``superseded([a, b]) == {"a": "b"}``
    """
    same: dict[tuple[object, ...], list[Version]] = defaultdict(list)
    for version in versions:
        if version.department and version.fiscal_year is not None:
            same[version.department, version.fiscal_year, version.form, version.subjects].append(version)
    return {old: new for group in same.values() for old, new in _within(group).items()}


def _within(group: list[Version]) -> Mapping[str, str]:
    last = max(group, key=_order)
    if not restates(last.title):
        return {}
    return {version.report_id: last.report_id for version in group if version.report_id != last.report_id}


def _order(version: Version) -> tuple[bool, int, str, str]:
    said = restates(version.title)
    return bool(said), _round(said or ""), version.title, version.report_id


def restates(title: str) -> str | None:
    """Return the words by which a title says that it restates: in brackets, or at the end of a line.

    Example:
        ``restates("2024年度部门整体支出绩效自评报告（修订）") == "（修订）"``; of 地方志修订项目自评表 it is None
    """
    found = _pattern().search(title)
    return found.group() if found else None


def _round(said: str) -> int:
    found = ROUND.search(said)
    written = (found.group(1) or found.group(2)) if found else "1"
    return int(number(written) or 1)


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(row.word for row in vocabulary(Restatement))
    word = rf"(?:第?[一二三四五六七八九1-9]次)?(?:{words})(?:版|稿|本|后|件)?[\dvV一二三四五六七八九]*"
    return re.compile(
        rf"[（(\[【][^（()）\[\]【】]*(?:{words})[^（()）\[\]【】]*[)）\]】]|[-_—\s]*{word}(?=\s*(?:\.\w+)?$)"
    )
