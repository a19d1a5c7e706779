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

ATOM = re.compile(r"(?P<turned>!?)(?P<any>[^?*+{]+)(?P<times>[?*+]|\{\d+,\d+\})?")
IS_TAG = re.compile(r"[A-Za-z]+")


class Found(NamedTuple):
    """Where a rule fits: its name, how it reads, its place in the table, and the tokens."""

    rule: str
    reads: str
    order: int
    span: Span


def matches(doc: Doc) -> tuple[Found, ...]:
    """Every place where a rule fits, rules in the order of the table, places in reading order."""
    rows = _rules()
    order = {rule: at for at, rule in enumerate(rows)}
    found = [Found(rule, rows[rule]["reads"], order[rule], doc[start:end]) for rule, start, end in _hits(doc)]
    return tuple(sorted(found, key=lambda hit: (hit.order, hit.span.start, -hit.span.end)))


def _hits(doc: Doc) -> Iterator[tuple[str, int, int]]:
    for key, start, end in _matcher()(doc):
        yield doc.vocab.strings[key], start, end


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    return {row["name"]: row for row in vocabulary("statements") if row["reads"] != "class"}


@cache
def _matcher() -> Matcher:
    classes = {row["name"]: row["pattern"] for row in vocabulary("statements") if row["reads"] == "class"}
    matcher = Matcher(nlp().vocab)
    for name, row in _rules().items():
        matcher.add(name, [[_token(atom, classes) for atom in row["pattern"].split()]], greedy="LONGEST")
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
