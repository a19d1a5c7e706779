"""A number with its scale and unit: the core of most value expressions."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.text.numerals import ARABIC, CHINESE, number, scale, scale_sign
from extractors.text.words import patterns_of
from extractors.values.units import Unit, is_share, read_unit, unit_pattern
from schemas.vocabulary.values import Name

BARE = Unit("", "quantity", Decimal(1))
CURRENCIES = {"¥": "元", "人民币": "元", "$": "美元"}


class ScaledNumber(NamedTuple):
    """One number of a text, ``start`` to ``end``.

    Attributes:
        digits: The number before any scale or unit.
        scale: What the printed scale multiplies it by.
        unit: ``BARE`` where none is printed.
        more: 余, 多, 几 stand with the number.
        signed: A + or - is printed before it.
        arabic: Written in Arabic numerals.
    """

    start: int
    end: int
    digits: Decimal
    scale: Decimal
    unit: Unit
    more: bool
    signed: str
    arabic: bool

    @property
    def value(self) -> Decimal:
        """The number in its canonical unit."""
        return self.digits * self.scale * self.unit.factor


def amounts(text: str) -> list[ScaledNumber]:
    """Every amount of a text in order; Chinese numerals count only where there are no Arabic ones.

    Numbers inside names (``GB2828``, ``“四项制度”``) are none; a span that is no number makes the list empty.

    Example:
        ``[a.value for a in amounts("100-200万元")] == [Decimal(100), Decimal(2000000)]``
    """
    plain = hide_names(text)
    numerals = ARABIC if re.search(r"\d", plain) else CHINESE
    found = [_amount(match) for match in _pattern(numerals).finditer(plain)]
    return [] if None in found else [amount for amount in found if amount]


def hide_names(text: str) -> str:
    """Blot out by ◇ every name that holds a number, the text's length kept."""
    return patterns_of(Name).sub(lambda match: "◇" * len(match[0]), text)


@cache
def _pattern(numerals: str) -> re.Pattern[str]:
    signs = scale_sign()
    return re.compile(
        rf"""
        (?P<currency>¥|人民币|\$)?
        (?P<sign>(?:^|(?<=[(:,;~≥≤<>=约为在于达]))[+-](?=\d)|(?<=[\u4e00-\u9fff])\+)?
        (?P<number>(?<![A-Za-z\d.]){numerals})(?![\d.])
        (?P<more>[余多几]?)
        (?:
            (?P<mid>个半)?(?P<lazy>{signs}*?)(?P<more_>[余多]?)            # 5千米 is 千米; 5千元 is 千 of 元
            (?:\((?P<inner>{signs}*?)(?P<bracket>{unit_pattern()})\)|(?P<unit>{unit_pattern()}))(?![A-Za-z\d])
            (?P<half>半(?!年))?(?P<more__>[余多](?=$|[;,。)(以]))?      # 95%多; 3个多功能厅 is no more than 3
        |
            \((?P<alone>{signs}+)\)                                # 100(万)
        |
            (?P<greedy>{signs}*)(?P<more___>[余多]?)
        )
        """,
        re.VERBOSE,
    )


def _amount(match: re.Match[str]) -> ScaledNumber | None:
    digits = number(match["number"])
    word = match["unit"] or match["bracket"] or CURRENCIES.get(match["currency"] or "")
    if digits is None or (match["lazy"] and match["inner"]) or is_share(match["number"], word or ""):
        return None
    if match["mid"] or match["half"]:
        digits += Decimal("0.5")
    return ScaledNumber(
        start=match.start(),
        end=match.end(),
        digits=-digits if match["sign"] == "-" else digits,
        scale=scale(match["lazy"] or match["inner"] or match["alone"] or match["greedy"] or ""),
        unit=read_unit(word) if word else BARE,
        more=any(match[name] for name in ("more", "more_", "more__", "more___")),
        signed=match["sign"] or "",
        arabic=match["number"][0].isascii(),
    )
