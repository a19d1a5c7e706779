"""Cells that state several values: 2次，每次3天; 一等奖1项、二等奖2项; 2022年90%，2023年95%."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.text.words import one_of, patterns_of
from extractors.text.years import ARABIC_YEAR
from extractors.values.amounts import hide_names
from extractors.values.single import read_single
from schemas.value import Value
from schemas.vocabulary.values import Act, Part, Remark, Tail

BREAK = re.compile(  # 3,S00 is one misread number
    r"[;。、]|(?<!\d),|,(?!(?:\d{3}|\d{0,3}[A-Za-z]\w{0,2})(?![\dA-Za-z]))", re.ASCII
)
YEAR = re.compile(rf"^(?P<year>{ARABIC_YEAR})年(?:度)?[:为]?(?=.)")
ACTUAL = re.compile(r"^(?:全年)?(?:(?:实际|实绩|已)(?:完成|达到)?|完成|达到)(?:值)?[:为]?")
ENUMERATOR = re.compile(
    r"^(?:[①-⑳⑴-⒇⒈-⒛]|\(\d{1,2}\)(?=\d)|(?:\(\d{1,2}\)|\d{1,2}(?:[、)]|\.(?!\d)))(?=[\u4e00-\u9fff≥≤]))"
)
DONE_SHARE = re.compile(r"^(?:完成|达到?|占)[^%]*%$|^[\u4e00-\u9fff]{1,6}率[^%]*%$")
SHARE_DONE = re.compile(r"(?:累计)?(?:完成|执行|覆盖|达标)率?")
PLANNED = re.compile(r"^(?:年初)?(?:目标|计划|预期|原计划|年初|[应拟](?:完成)?)(?:值)?[:为]?")
TOTAL = re.compile(r"^(?:共|总|合计|累计|总计|一共|共计)")


def read_composite(text: str) -> Value | None:
    """Read a text in several parts when they come to one value.

    Returns:
        The part that states it where the others only explain or plan it, the latest of years, the sum of parts that
        count the same thing by different names; None where the parts are values in their own right.

    Example:
        ``read_composite("一等奖1项、二等奖2项").value == 3``
    """
    parts = _stating([part for part in BREAK.split(ENUMERATOR.sub("", text)) if part])
    if value := _each(text):
        return value
    if len(parts) < 2:
        return _one(parts[0]) if parts else None
    return _latest(parts) or _actual(parts) or _total(parts) or _sum(parts)


def _stating(parts: list[str]) -> list[str]:
    """Leave out the parts that only explain; the first that has a number explains none before it (完成，完成率95%)."""
    first, *others = [part for part in parts if not _is_wordy(part)] or [""]
    if first != parts[0] and re.match(one_of(Remark), first) and not SHARE_DONE.match(first):
        return []
    each = any(part.startswith("每") for part in others)
    kept = [part for part in others if not (_is_remark(part, first) or (each and TOTAL.match(part)))]
    return [first, *kept] if first else []


def _one(part: str) -> Value | None:
    """Read one part, a year in front of it left aside."""
    if (value := read_single(part) or _in_brackets(part)) or not YEAR.match(part):
        return value
    value = read_single(YEAR.sub("", part))
    return value if value and value.kind not in ("duration", "date") else None


def _is_wordy(part: str) -> bool:
    return not re.search(r"[\dA-Za-z一二两三四五六七八九十零≥≤<>]", hide_names(part))


def _is_remark(part: str, first: str) -> bool:
    """Whether a part has no numbers, explains the first (每次3天) or says what share of it was done (完成193%)."""
    share = "%" not in first and bool(DONE_SHARE.match(part))
    return share or _is_wordy(part) or bool(re.match(one_of(Remark), part))


def _in_brackets(part: str) -> Value | None:
    """Read 完成（5次）: words that say it is done, the value in brackets."""
    match = re.fullmatch(rf"(?:{one_of(Act)}|{one_of(Tail)})+\((?P<inner>[^()]+)\)", part)
    value = read_single(match["inner"]) if match else None
    return value if value and value.kind != "ratio" else None  # 全部完成(12/12) counts what is done


def _latest(parts: list[str]) -> Value | None:
    """Take from 2022年90%，2023年95% the value of the latest year, where every year has one."""
    years = [match["year"] for part in parts if (match := YEAR.match(part))]
    values = [read_single(YEAR.sub("", part)) for part in parts]
    if len(years) != len(parts) or len(set(years)) != len(years) or not all(values):
        return None
    return values[years.index(max(years))]


def _actual(parts: list[str]) -> Value | None:
    """Take from 目标90%，实际95% the part that says what was done."""
    done = [part for part in parts if ACTUAL.match(part)]
    planned = [part for part in parts if PLANNED.match(part)]
    if len(done) != 1 or len(done) + len(planned) != len(parts):
        return None
    return read_single(ACTUAL.sub("", done[0]))


def _total(parts: list[str]) -> Value | None:
    """Read 共5次，线上3次，线下2次: the total stands first and the parts come to it."""
    values = _alike(parts)
    if not values or not TOTAL.match(parts[0]):
        return None
    total, *others = values
    return total if sum(value.number or 0 for value in others) == total.number else None


def _sum(parts: list[str]) -> Value | None:
    """Read 一等奖1项、二等奖2项: named parts of one count."""
    part_of = re.compile(rf"{one_of(Act)}?(?P<name>{patterns_of(Part).pattern})(?=\d)")
    names = {match["name"] for part in parts if (match := part_of.match(part))}
    values = _alike(parts)
    if not values or len(names) != len(parts):
        return None
    total = sum((value.number or Decimal(0) for value in values), Decimal(0))
    return replace(values[0], value=total, approx=any(value.approx for value in values))


def _each(text: str) -> Value | None:
    """Read 一、二等奖各1项: so many of each named part; any other 各 says nothing of how many there are."""
    part = patterns_of(Part).pattern
    named = rf"{one_of(Act)}?(?P<names>(?:(?:{part}|[一二三四五])[、和及与])+{part})"
    match = re.fullmatch(rf"{named}各(?P<each>\d.*)", text)
    value = read_single(match["each"]) if match else None
    if not match or value is None or value.comparator != "=" or value.kind not in ("quantity", "money"):
        return None
    names = re.split("[、和及与]", match["names"])
    return replace(value, value=value.number * len(names)) if value.number and len(set(names)) == len(names) else None


def _alike(parts: list[str]) -> list[Value]:
    """Read every part; empty unless all are exact counts or sums of one unit."""
    values = [value for part in parts if (value := read_single(part)) and value.comparator == "="]
    kinds = {(value.kind, value.unit) for value in values}
    summable = len(kinds) == 1 and values[0].kind in ("quantity", "money") and "/" not in (values[0].unit or "/")
    return values if summable and len(values) == len(parts) else []
