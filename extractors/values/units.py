"""Units: every word a form prints for one, its canonical name, kind and factor."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.text.numerals import number
from extractors.text.words import alternatives, one_of
from schemas.vocabulary import vocabulary
from schemas.vocabulary.values import UnitNoun, UnitWord


class Unit(NamedTuple):
    """A unit; ``factor`` turns a value printed in it into ``name``: ‰ is ``Unit("%", "percent", Decimal("0.1"))``."""

    name: str
    kind: str
    factor: Decimal


@cache
def units() -> dict[str, Unit]:
    """Index every unit by its printed word."""
    return {row.word: Unit(row.unit, row.kind, row.factor) for row in vocabulary(UnitWord)}


@cache
def unit_pattern() -> str:
    """Match a unit: plain, in two readings ``台(套)``, or per something ``元/人·月``; no groups are named."""
    plain = alternatives(word for word, unit in units().items() if unit.kind != "per")
    shared = alternatives(word for word, unit in units().items() if unit.kind not in ("money", "percent", "pp"))
    per = rf"(?:\d{{1,4}}[十百千万]*|两|半|[十百千万]+)??个?{shared}"
    return rf"(?!{one_of(UnitNoun)}){plain}(?:\({plain}\))?(?:/{per}(?:[/·*、]{per})*)?"


def read_unit(word: str) -> Unit:
    """Read the unit a word matched by ``unit_pattern`` names.

    Example:
        ``read_unit("元/人*月") == Unit("元/人·月", "money", Decimal(1))``
    """
    head, _, pers = word.partition("/")
    top = _plain(head)
    return top if not pers else rate_unit(top, re.split(r"[/·*、]", pers))


def rate_unit(top: Unit, pers: list[str]) -> Unit:
    """Count a unit by others: 元 by 人 and 月 is ``元/人·月``; money stays money, all else is a quantity.

    Example:
        ``rate_unit(read_unit("次"), ["两年"]).name == "次/2年"``
    """
    kind = "money" if top.kind == "money" else "quantity"
    return Unit(f"{top.name}/{'·'.join(map(per_name, pers))}", kind, top.factor)


def is_share(count: str, word: str) -> bool:
    """Whether a unit with a number in it rather says how many of how many: 12场/12场, but not 5例/10万人 or 1次/2年.

    Example:
        ``is_share("12", "场/12场")`` and ``not is_share("3", "元/100人")``
    """
    match = re.fullmatch(r"(?P<top>[^/]+)/(?P<of>\d+)(?P<per>[^/]+)", word)
    if not match or match["top"] == match["per"]:
        return bool(match)
    per = match["per"].removeprefix("个")
    if per in units() and units()[per].kind == "duration":
        return False
    return match["of"] == count or not re.fullmatch("10+", match["of"])


def per_name(word: str) -> str:
    """Name what a rate is counted by, in canonical words, its number kept.

    Example:
        ``per_name("两年") == "2年"`` and ``per_name("季") == "季度"``
    """
    match = re.fullmatch(r"(?P<count>\d+[十百千万]*|[十百千万]+|[一二两三四五六七八九十]*)(?P<name>.+)", word)
    count, name = (match["count"], match["name"]) if match and word not in units() else ("", word)
    if re.fullmatch(r"\d+|[一二两三四五六七八九][一二三四五六七八九十]*|十", count):
        count = "" if number(count) == 1 else str(number(count))
    rest = name.removeprefix("个") if name not in units() else name
    return count + (units()[rest].name if rest in units() else rest)


def _plain(word: str) -> Unit:
    if word in units():
        return units()[word]
    outer, inner = word.rstrip(")").split("(")
    if inner in units() and units()[inner].name == units()[outer].name:
        return units()[outer]
    return units()[outer]._replace(name=f"{outer}（{inner}）")
