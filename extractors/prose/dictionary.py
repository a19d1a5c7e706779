"""Cutting Chinese into words: jieba with its own dictionary and ours, read once and never written to disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import jieba

from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import GradeWord
from schemas.vocabulary.prose import ProseWord

OURS = 5_000_000  # a frequency above any of jieba's own: our terms stay whole


@dataclass(frozen=True, slots=True)
class Term:
    """One of our words: its part in a statement and its canonical name. Example: 人员经费支出, PART, 人员经费."""

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """jieba's cutter, the part of speech of its words, and our terms."""

    cutter: jieba.Tokenizer
    speech: Mapping[str, str]
    terms: Mapping[str, Term]

    def cut(self, text: str) -> Iterator[str]:
        """Words of a text without quantities; together they are the text."""
        return iter(self.cutter.cut(text, HMM=False))

    def term(self, word: str) -> Term:
        """What a word is: one of our terms, or its part of speech after jieba (``x`` where it has none)."""
        return self.terms.get(word) or Term(self.speech.get(word, "x"), word)


@cache
def dictionary() -> Dictionary:
    """The dictionary, from jieba's file and ``prose_words.csv`` and ``grades.csv``."""
    cutter = jieba.Tokenizer()
    with cutter.get_dict_file() as file:
        cutter.FREQ, cutter.total = cutter.gen_pfdict(file)
    with cutter.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()  # word, frequency, part of speech
    cutter.initialized = True
    terms = _terms()
    for word in terms:
        cutter.add_word(word, OURS)
    return Dictionary(cutter, dict(zip(fields[::3], fields[2::3], strict=True)), terms)


def _terms() -> dict[str, Term]:
    grades = {row.word: Term("GRADE", str(row.grade)) for row in vocabulary(GradeWord)}
    return grades | {row.word: Term(row.tag, row.name) for row in vocabulary(ProseWord)}
