"""A report's wording as blocks in reading order: headings, paragraphs, and the places of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .data import Report

TABLES = ("funds", "indicators", "goals")
_BLANK = re.compile(r"\{([^}]+)\}")
_NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+\.")
_EXPENDITURE = {"总支出": "部门总支出", "拨款": "财政拨款支出"}


class Block(NamedTuple):
    """``kind`` is ``h1`` to ``h4``, ``p``, or the name of a table; a table has no text."""

    kind: str
    text: str = ""


class Heading(NamedTuple):
    """A heading as a section record has it: ``Heading(2, "（一）", "部门职能")``."""

    level: int
    number: str
    heading: str


def blocks(report: Report) -> Iterator[Block]:
    """Yield the report's blocks, blanks such as ``{年初预算}`` filled from its figures.

    Raises:
        KeyError: The wording has a blank that the report's data does not fill.
    """
    for line in _lines(report):
        mark, _, rest = line.partition(" ")
        if line.startswith("@"):
            yield Block(line[1:])
        elif set(mark) == {"#"}:
            yield Block(f"h{len(mark)}", fill(rest, report))
        else:
            yield Block("p", fill(line, report))


def headings(report: Report) -> list[Heading]:
    """Return the report's headings in reading order, the number apart."""
    found = [block for block in blocks(report) if block.kind in ("h1", "h2", "h3", "h4")]
    numbers = [_NUMBER.match(block.text) for block in found]
    return [
        Heading(int(block.kind[1]), number[0], block.text[number.end() :])
        for block, number in zip(found, numbers, strict=True)
        if number
    ]


def fill(text: str, report: Report) -> str:
    """Fill the blanks of a text: ``{年初预算}``, ``{总支出.合计}``, or an indicator's name for its actual."""
    values = figures(report)
    return _BLANK.sub(lambda blank: values[blank[1]], text)


def figures(report: Report) -> dict[str, str]:
    """Every figure and phrase that the wording can name."""
    spent = {
        f"{short}.{measure}": raw
        for short, subject in _EXPENDITURE.items()
        for measure, raw in report.expenditure[subject].items()
    }
    about = {
        "部门": report.department,
        "年度": str(report.year),
        "得分": report.score,
        "等级": report.grade,
        "指标数": str(len(report.indicators)),
    }
    return {row.level3: row.actual for row in report.indicators} | report.budget | report.facts | spent | about


def _lines(report: Report) -> Iterator[str]:
    """Yield the wording's lines, each ``@name`` that is no table replaced by that year's text of this name, if any."""
    for line in report.wording.splitlines():
        name = line.removeprefix("@")
        if name == line or name in TABLES:
            yield line
        else:
            yield from report.text.get(name, "").strip().splitlines()
