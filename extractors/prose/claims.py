"""Every quantity that running text states, with what it is of where that is plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from extractors.prose.language import parsed
from extractors.prose.pairs import LABELS
from extractors.prose.phrases import NOUNS, period_of, phrase_before
from extractors.values import read_value
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import Bound, Caption

QUANTITIES = frozenset({"MONEY", "PERCENT", "POINTS", "SCALED", "COUNT"})
PASSED_OVER = ("v", "d", "p", "u", "c", "r", "m", "t", "f")
NAMES = (*NOUNS, "eng")


@dataclass(frozen=True, slots=True)
class Stated:
    """One quantity of running text. Offsets are characters of the text it was read from, ``[start, end)``.

    Attributes:
        subject: The nearest noun phrase, None where it is not plain.
        measure: The label of a sum or rate before it, 支出率.
        text: The quantity as printed, with the word before it that bounds it (超, 约, 不少于).
        value: The quantity read.
        value_start: Where it starts.
        value_end: Where it ends.
        period: The last year printed before it in its sentence.
        sentence: The sentence it stands in.
    """

    subject: str | None
    measure: str | None
    text: str
    value: Value
    value_start: int
    value_end: int
    period: str | None
    sentence: str


def read_claims(text: str | Doc) -> tuple[Stated, ...]:
    """Every quantity of a text (or of its words as parsed) in reading order: sums, rates, points, counts with a unit.

    Years, dates, document numbers, ordinals and bare numbers are no quantities, nor what numbers a table (表2部门收支).

    Example:
        ``养老机构超1500家。`` gives 养老机构, ``超1500家``, more than 1500 家.
    """
    doc = parsed(text)
    return tuple(_stated(doc, token) for token in doc if token.tag_ in QUANTITIES and not _is_numbering(token))


def _is_numbering(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].norm_ in _captions()


def _stated(doc: Doc, token: Token) -> Stated:
    bound = token.i > 0 and doc[token.i - 1].norm_ in _bounds()
    span = doc[token.i - 1 if bound else token.i : token.i + 1]
    printed = span.text.rstrip()
    label = _label_before(span)
    return Stated(
        subject=_subject(span, label),
        measure=label.lemma_ if label is not None else None,
        text=printed,
        value=read_value("".join(word.norm_ for word in span)),
        value_start=span.start_char,
        value_end=span.start_char + len(printed),
        period=period_of(token),
        sentence=token.sent.text.strip(),
    )


def _label_before(span: Span) -> Token | None:
    """The label a figure stands right behind, with words such as 为 or 达到 between them."""
    found = next(_told_of(span), None)
    return found if found is not None and found.tag_ in LABELS else None


def _told_of(span: Span) -> Iterator[Token]:
    """The first word before a figure that carries meaning, if it stands in the same clause."""
    for at in range(span.start - 1, span.sent.start - 1, -1):
        word = span.doc[at]
        if word.tag_ in {"FILL", "QUOTE", "YEAR", "COLON"} or word.norm_ in _bounds():
            continue
        if word.tag_.startswith(PASSED_OVER) and not word.tag_.startswith("vn"):
            continue
        yield word
        return


def _subject(span: Span, label: Token | None) -> str | None:
    """The noun right behind a counted unit (80家|小微企业), else the noun phrase before."""
    behind = _phrase_after(span)
    if behind and span[-1].tag_ == "COUNT":
        return behind
    words = list(phrase_before(label)) if label is not None else _phrase_told_of(span)
    return span.doc[words[-1].i : words[0].i + 1].text.strip() if words else None


def _phrase_told_of(span: Span) -> list[Token]:
    last = next(_told_of(span), None)
    if last is None or not last.tag_.startswith(NAMES):
        return []
    return [last, *phrase_before(last)]


def _phrase_after(span: Span) -> str:
    words: list[Token] = []
    for word in span.doc[span.end : span.sent.end]:
        if not word.tag_.startswith(("n", "a", "b", "j", "vn")) or word.tag_.startswith("ad"):
            break
        words.append(word)
    return span.doc[words[0].i : words[-1].i + 1].text.strip() if words else ""


@cache
def _bounds() -> frozenset[str]:
    """Words before a figure that bound it: 超, 约, 不少于."""
    return frozenset(row.word for row in vocabulary(Bound))


@cache
def _captions() -> frozenset[str]:
    """Words that a number behind them numbers: 表, 附件."""
    return frozenset(row.word for row in vocabulary(Caption))
