"""The spaCy pipeline for report prose: a blank Chinese one with our own tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.prose.dictionary import Dictionary, dictionary
from extractors.prose.quantities import Quantity, quantities

SENTENCE_ENDS = frozenset("。！？!?\n")


class Word(NamedTuple):
    """One token before it is in a ``Doc``: where it stands, its text without white space, its tag and name."""

    start: int
    end: int
    norm: str
    tag: str
    name: str


@cache
def nlp() -> Language:
    """The pipeline; making it takes under a second, afterwards it is at hand.

    Tokens carry ``tag_`` (part of speech, or what a term or quantity is), ``norm_`` (the text without the white space
    a printer left inside) and ``lemma_`` (the canonical name of a term). Offsets are those of the given text.
    """
    language = spacy.blank("zh")
    language.tokenizer = _Tokenizer(language.vocab, dictionary())
    return language


def parsed(text: str | Doc) -> Doc:
    """A text's words; a text parsed before is given back, so that its readers share the work."""
    return text if isinstance(text, Doc) else nlp()(text)


@dataclass(frozen=True, slots=True)
class _Tokenizer:
    """Quantities first and whole, the text between them cut by jieba."""

    vocab: Vocab
    words: Dictionary

    def __call__(self, text: str) -> Doc:
        found = list(_cut(text, self.words))
        starts = [0, *(word.start for word in found[1:]), len(text)]
        printed = [text[start:end] for start, end in pairwise(starts)] if found else []
        spaces = [word.endswith(" ") and word != " " for word in printed]
        doc = Doc(
            self.vocab,
            words=[word[:-1] if space else word for word, space in zip(printed, spaces, strict=True)],
            spaces=spaces,
            tags=[word.tag for word in found],
            lemmas=[word.name for word in found],
            sent_starts=[at == 0 or found[at - 1].norm in SENTENCE_ENDS for at in range(len(found))],
        )
        for token, word in zip(doc, found, strict=True):
            if token.norm_ != word.norm:
                token.norm_ = word.norm
        return doc


def _cut(text: str, words: Dictionary) -> Iterator[Word]:
    """Tokens of a text: cut without its idle white space, placed with it."""
    places = [
        at for at, character in enumerate(text) if not character.isspace() or character == "\n" or _tells(text, at)
    ]
    compact = "".join(text[at] for at in places)
    places.append(len(text))
    at = 0
    for quantity in [*quantities(compact), Quantity(len(compact), len(compact), "")]:
        for word in words.cut(compact[at : quantity.start]):
            term = words.term(word)
            yield Word(places[at], places[at + len(word)], word, term.tag, term.name)
            at += len(word)
        if quantity.tag:
            norm = compact[at : quantity.end]
            yield Word(places[at], places[quantity.end], norm, quantity.tag, norm.replace("、", ""))
        at = quantity.end


def _tells(text: str, at: int) -> bool:
    """Whether the white space at a place parts two Latin words or two numbers."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
