"""What stands round a figure: its unit, its period, the noun phrase before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extractors.values import read_value
from schemas.value import Value

NOUNS = ("n", "vn", "a", "b", "j", "l", "i", "s", "k", "h")
IN_A_NAME = (*NOUNS, "v", "f")  # a fund is often named by what it does: 扶持科技发展资金
FUND_ENDS = ("资金", "经费", "专项", "项目", "专款")
COMPARES = frozenset({"比", "较", "与", "同", "相比"})
ANY_FUND = frozenset({"部门", "单位", "财政", "预算", "年度", "整体", "项目", "专项", "本级", "全部", "各项", "支出"})
BRACKETS = re.compile(r"[（()）]")
UNITS = frozenset({"元", "万元", "亿元"})


def read(figure: Token) -> Value:
    """A sum's value.

    A bare number takes the unit of its label or of the figure after it in its list; 万 alone is 万元.
    """
    text = BRACKETS.sub("", figure.norm_)
    if figure.tag_ == "SCALED":
        return read_value(text + "元")
    return read_value(text + (_unit(figure) or "") if figure.tag_ == "NUMBER" else text)


def _unit(figure: Token) -> str | None:
    after = (token for token in figure.doc[figure.i + 1 : figure.sent.end] if token.tag_ == "MONEY")
    before = (token.norm_ for token in reversed(figure.doc[figure.sent.start : figure.i]) if token.norm_ in UNITS)
    money = next(after, None)
    return next(before, None) or (money.norm_.lstrip("0123456789.,，≥≤-") if money is not None else None)


def period_of(figure: Token) -> str | None:
    """The last year printed before a figure in its sentence. Example: ``2023年`` or ``2023 年度``.

    A year that is only compared with (较2022年) or stands in a bracket that is closed again is passed over.
    """
    depth = 0
    for token in reversed(figure.doc[figure.sent.start : figure.i]):
        depth += (token.tag_ == "CLOSE") - (token.tag_ == "OPEN" and depth > 0)
        before = token.doc[token.i - 1].norm_ if token.i > token.sent.start else ""
        if token.tag_ == "YEAR" and not depth and before not in COMPARES:
            return token.text.strip()
    return None


def fund_before(token: Token) -> str | None:
    """The fund named right before a label or a figure. Example: ``2023年扶持发展专项资金|调整后预算为``."""
    words = list(phrase_before(token, IN_A_NAME))
    if not words or not words[0].norm_.endswith(FUND_ENDS) or not _names_one(words):
        return None
    return token.doc[words[-1].i : words[0].i + 1].text.strip()


def fund_that_opens(end: Token) -> str | None:
    """The fund a sentence opens with, given its last word. Example: ``2023年水利发展专项资金由市级财政安排``."""
    words = [end, *phrase_before(end, IN_A_NAME)]
    opening = end.doc[end.sent.start : words[-1].i]
    is_first = all(token.tag_ in {"YEAR", "WHEN", "SELF", "uj", "COMMA"} for token in opening)
    return end.doc[words[-1].i : end.i + 1].text.strip() if is_first and _names_one(words) else None


def _names_one(words: Sequence[Token]) -> bool:
    """Whether the words before 资金 tell which: 水利|发展|资金, unlike 部门|资金."""
    return any(word.norm_ not in ANY_FUND for word in words[1:])


def phrase_before(token: Token, kinds: tuple[str, ...] = NOUNS) -> Iterator[Token]:
    """Words of a noun phrase that ends right before a token, last word first."""
    for at in range(token.i - 1, token.sent.start - 1, -1):
        word = token.doc[at]
        if not (word.tag_ in {"FUND", "CONTEXT", "PART"} or word.tag_.startswith(kinds)):
            return
        yield word
