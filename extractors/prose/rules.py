"""Rules of ``statements.csv`` as spaCy Matcher patterns.

A pattern is a row of atoms parted by spaces. An atom is tags or words parted by ``|``, or the name of a class (a row
that reads ``class``); ``!`` in front turns it round; ``?``, ``*``, ``+`` or ``{m,n}`` behind says how often.
``LABEL GAP{0,7} MONEY`` is a label, up to seven words of class GAP, and a sum of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from extractors.prose.language import nlp
from schemas.vocabulary import vocabulary
from schemas.vocabulary.prose import Reads, StatementPattern

ATOM = re.compile(r"(?P<turned>!?)(?P<any>[^?*+{]+)(?P<times>[?*+]|\{\d+,\d+\})?")
IS_TAG = re.compile(r"[A-Za-z]+")


class StatementRule(NamedTuple):
    """One row of the table: how it reads, its place, its pattern, and the tags a sentence must hold for it to fit."""

    name: str
    reads: str
    order: int
    tokens: tuple[dict[str, Any], ...]
    asks: tuple[frozenset[str], ...]


class StatementMatch(NamedTuple):
    """Where a rule fits: its name, how it reads, its place in the table, and the tokens."""

    rule: str
    reads: str
    order: int
    span: Span


def matches(doc: Doc, *reads: str) -> tuple[StatementMatch, ...]:
    """Every place where a rule fits, rules in the order of the table, places in reading order.

    Args:
        doc: A text; no rule reaches over the end of a sentence.
        reads: Only rules that read so, ``first``, ``zip``, ``score``.
    """
    found = [hit for sentence in doc.sents for hit in _in_sentence(sentence, reads)]
    return tuple(sorted(found, key=lambda hit: (hit.order, hit.span.start, -hit.span.end)))


def _in_sentence(sentence: Span, reads: tuple[str, ...]) -> Iterator[StatementMatch]:
    """Matches in one sentence; the Matcher is slow and sees only those that hold all that some rule asks for."""
    rules = _rules()
    tags = {token.tag_ for token in sentence}
    if not any(all(tags & asked for asked in rule.asks) for rule in rules.values() if rule.reads in reads):
        return
    for key, start, end in _matcher(reads)(sentence):
        rule = rules[sentence.doc.vocab.strings[key]]
        at = sentence.start
        yield StatementMatch(rule.name, rule.reads, rule.order, sentence.doc[at + start : at + end])


@cache
def _rules() -> Mapping[str, StatementRule]:
    classes = {row.name: row.pattern for row in vocabulary(StatementPattern) if row.reads == Reads.CLASS}
    rows = [row for row in vocabulary(StatementPattern) if row.reads != Reads.CLASS]
    return {row.name: _rule(row, order, classes) for order, row in enumerate(rows)}


def _rule(row: StatementPattern, order: int, classes: Mapping[str, str]) -> StatementRule:
    tokens = tuple(_token(atom, classes) for atom in row.pattern.split())
    asks = [frozenset(token["TAG"]["IN"]) for token in tokens if "OP" not in token and "IN" in token.get("TAG", {})]
    return StatementRule(row.name, row.reads, order, tokens, tuple(asks))


@cache
def _matcher(reads: tuple[str, ...]) -> Matcher:
    matcher = Matcher(nlp().vocab)
    for rule in _rules().values():
        if rule.reads in reads:
            matcher.add(rule.name, [list(rule.tokens)], greedy="LONGEST")
    return matcher


def _token(atom: str, classes: Mapping[str, str]) -> dict[str, Any]:
    """One token of a Matcher pattern. Example: ``MONEY|NUMBER+`` gives ``{"TAG": {"IN": [...]}, "OP": "+"}``."""
    match = ATOM.fullmatch(atom)
    if match is None:
        raise ValueError(f"statements.csv: cannot read {atom!r}")
    names = [name for part in match["any"].split("|") for name in classes.get(part, part).split("|")]
    tags = [name for name in names if IS_TAG.fullmatch(name)]
    words = [name for name in names if not IS_TAG.fullmatch(name)]
    if tags and words:
        raise ValueError(f"statements.csv: {atom!r} mixes tags and words")
    how = "NOT_IN" if match["turned"] else "IN"
    token: dict[str, Any] = {"TAG": {how: tags}} if tags else {"NORM": {how: words}}
    return token | ({"OP": match["times"]} if match["times"] else {})
