"""Statements of sums and rates in running text: expenditure, budget figures, execution rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc

from extractors.prose.context import entered, next_sentence, opened, turned_to
from extractors.prose.language import parsed
from extractors.prose.meaning import Meaning, after, meaning_of
from extractors.prose.pairs import LabelledFigure, pairs
from extractors.prose.phrases import period_of, read
from extractors.prose.reconcile import reconciled
from extractors.prose.statement import Statement

SIGNS_OF_FIGURES = "元万亿%％"
HEADED_FIGURE = re.compile(r"\s*(?:共计|合计|总计|约|为|共)?\s*\d[\d,.]*\s*(?:万|亿)?元")


def read_statements(text: str | Doc, heading: str = "", outer: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Every sum and rate that a text states under a known label, in reading order.

    Args:
        text: Running text of one section, one paragraph a line; as parsed where that was done before.
        heading: The section's heading; a subject named there holds until the text names another.
        outer: The headings of the sections around it, outermost first.

    Returns:
        Figures named as those of another year (上年) are left out; a year printed in the sentence is in ``period``. A
        figure repeated under the same subject and measure is given once; one that differs is given too. Where it is
        not told whose part a figure is, its subject is None.

    Example:
        ``财政拨款支出7150.02万元，其中，基本支出2256.29万元`` gives (财政拨款支出, 合计) and (财政拨款支出, 基本支出).
    """
    printed = text.text if isinstance(text, Doc) else text
    if not any(sign in printed for sign in SIGNS_OF_FIGURES):
        return ()
    if HEADED_FIGURE.match(printed) and heading:
        return tuple(_shifted(one, len(heading) + 1) for one in read_statements(f"{heading}：{printed}", outer=outer))
    return tuple(_once(reconciled(list(_read(parsed(text), (*outer, heading))))))


def _read(doc: Doc, headings: Sequence[str]) -> Iterator[Statement]:
    pairs_at = {at: list(group) for at, group in groupby(pairs(doc), key=lambda pair: pair.value.i)}
    sources = {pair.labels[0].i for group in pairs_at.values() for pair in group if pair.reads_source}
    context = opened(headings)
    for sentence in doc.sents:
        for token in sentence:
            context = context if token.i in sources else entered(context, token)
            for pair in pairs_at.get(token.i, ()):
                if meaning := meaning_of(pair, turned_to(context, pair.turn)):
                    yield _statement(pair, meaning)
                    context = after(context, pair, meaning)
        context = next_sentence(context, ends_paragraph=sentence.text.endswith("\n"))


def _shifted(statement: Statement, by: int) -> Statement:
    """A statement read with its heading in front, placed in the text alone."""
    return replace(
        statement,
        value_start=statement.value_start - by,
        value_end=statement.value_end - by,
        start=max(0, statement.start - by),
        end=statement.end - by,
    )


def _statement(pair: LabelledFigure, meaning: Meaning) -> Statement:
    value = pair.value
    first = min([value.i, *(token.i for token in pair.labels)])
    last = value.doc[max([value.i, *(token.i for token in pair.labels)])]
    text = value.text.rstrip()
    return Statement(
        rule=meaning.rule,
        subject=meaning.subject,
        measure=meaning.measure,
        text=text,
        value=read(value),
        value_start=value.idx,
        value_end=value.idx + len(text),
        start=value.doc[first].idx,
        end=last.idx + len(last.text.rstrip()),
        period=period_of(value),
        sentence=value.sent.text.strip(),
        pattern=pair.pattern,
    )


def _once(found: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[tuple[object, ...]] = set()
    for statement in found:
        key = (statement.rule, statement.subject, statement.measure, statement.period, statement.value)
        if key not in seen:
            seen.add(key)
            yield statement
