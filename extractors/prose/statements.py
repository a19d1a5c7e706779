"""Statements of sums and rates in running text: expenditure, budget figures, execution rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from spacy.tokens import Token

from extractors.prose.dictionary import dictionary
from extractors.prose.language import nlp
from extractors.prose.pairs import LABELS, STARTS_OF_A_CHANGE, Pair, pairs
from extractors.prose.phrases import fund_before, fund_that_opens, period_of, read
from extractors.prose.statement import Statement

SCOPES = frozenset({"SCOPE", "CONTEXT"})
SPENT = frozenset({"ACTUAL", "WEAK"})
WHOLES = frozenset({"ACTUAL", "REST"})
NO_MENTION = frozenset({"OF", "STOP", "PAST"})
GENERAL_PLANS = frozenset({"预算数", "可用资金"})
MAIN_PARTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
THREE_PUBLIC, WHOLE, DEPARTMENT, SPENDING, FIRST_BUDGET = "三公经费", "合计", "部门总支出", "实际支出", "年初预算"
FORMER, LATTER = "前者", "后者"


SIGNS_OF_FIGURES = "元万亿%％"
HEADED_FIGURE = re.compile(r"\s*(?:共计|合计|总计|约|为|共)?\s*\d[\d,.]*\s*(?:万|亿)?元")


class _Meaning(NamedTuple):
    rule: str
    subject: str | None
    measure: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the text has spoken of before a figure.

    Attributes:
        named: The last two expenditures named, for 前者 and 后者.
        scope: The expenditure whose parts come next: 部门总支出, 财政拨款支出.
        whole: The measure of the figure whose parts come next, where that is no expenditure: 年初预算.
        fund: The fund the budget figures are of.
        public: It speaks of 三公经费.
        supported: A figure was read in this sentence.
    """

    named: tuple[str, ...] = ()
    scope: str | None = None
    whole: str | None = None
    fund: str | None = None
    public: bool = False
    supported: bool = False


def read_statements(text: str, heading: str = "") -> tuple[Statement, ...]:
    """Every sum and rate that a text states under a known label, in reading order.

    Args:
        text: Running text of one section, one paragraph a line.
        heading: The section's heading; a subject named there holds until the text names another.

    Returns:
        Figures named as those of another year (上年) are left out; a year printed in the sentence is in ``period``. A
        figure repeated under the same subject and measure is given once; one that differs is given too.

    Example:
        ``财政拨款支出7150.02万元，其中，基本支出2256.29万元`` gives (财政拨款支出, 合计) and (财政拨款支出, 基本支出).
    """
    if not any(sign in text for sign in SIGNS_OF_FIGURES):
        return ()
    if HEADED_FIGURE.match(text) and heading:
        return tuple(_shifted(one, len(heading) + 1) for one in read_statements(f"{heading}：{text}"))
    doc = nlp()(text)
    told = {at: list(group) for at, group in groupby(pairs(doc), key=lambda pair: pair.value.i)}
    scene = _entered(_Scene(), nlp()(heading))
    found: list[Statement] = []
    for sentence in doc.sents:
        scene = replace(scene, supported=False)
        for token in sentence:
            scene = _entered(scene, (token,))
            for pair in told.get(token.i, ()):
                if meaning := _meaning(pair, _turned_to(scene, pair.turn)):
                    found.append(_statement(pair, meaning))
                    scene = _after(scene, pair, meaning)
        if sentence.text.endswith("\n"):
            scene = replace(scene, whole=None, public=False)
    return tuple(_once(found))


def _shifted(statement: Statement, by: int) -> Statement:
    """A statement read with its heading in front, placed in the text alone."""
    return replace(
        statement,
        value_start=statement.value_start - by,
        value_end=statement.value_end - by,
        start=max(0, statement.start - by),
        end=statement.end - by,
    )


def _entered(scene: _Scene, tokens: Iterable[Token]) -> _Scene:
    """The scene after words that name a new subject."""
    for token in tokens:
        before = token.doc[token.i - 1].tag_ if token.i else ""
        if token.norm_ in {FORMER, LATTER} and len(scene.named) > 1:
            scene = replace(scene, scope=scene.named[-2 if token.norm_ == FORMER else -1], whole=None)
        elif before not in NO_MENTION and (scope := _scope_named(token)):
            if scope == THREE_PUBLIC:
                scene = replace(scene, public=True, whole=None)
            else:
                named = (*(one for one in scene.named if one != scope), scope)
                scene = replace(scene, named=named, scope=scope, whole=None, public=False)
        elif token.tag_ in SPENT:
            scene = replace(scene, whole=None)
        elif token.tag_ == "FUND" and (fund := fund_that_opens(token)):
            scene = replace(scene, fund=fund)
    return scene


def _turned_to(scene: _Scene, turn: int | None) -> _Scene:
    """The scene for one of two figures that a label has for the two expenditures named last."""
    if turn is None:
        return scene
    return replace(scene, scope=scene.named[-2:][turn] if len(scene.named) > 1 else None)


def _scope_named(token: Token) -> str | None:
    """The expenditure a word names.

    财政拨款收入 speaks of 财政拨款支出 from there on, unless it is one of several incomes.
    """
    if token.tag_ != "INCOME":
        return token.lemma_ if token.tag_ in SCOPES else None
    term = dictionary().term(token.lemma_.removesuffix("收入"))
    is_alone = sum(other.tag_ == "INCOME" for other in token.sent) == 1
    return term.name if term.tag == "CONTEXT" and is_alone else None


def _meaning(pair: Pair, scene: _Scene) -> _Meaning | None:
    """What a figure says in its scene; None where its label is too weak alone."""
    fund = (pair.labels and fund_before(pair.labels[0])) or fund_before(pair.value) or scene.fund
    if not pair.labels:
        return _Meaning("budget", fund, FIRST_BUDGET)
    last, tags = pair.labels[-1], {label.tag_ for label in pair.labels}
    part = _last_of(pair, {"PART"})
    scope = _last_of(pair, SCOPES)
    outer = part or scope
    if last.tag_ == "RATE":
        return _Meaning("rate", outer or fund, last.lemma_)
    if "PLAN" in tags and last.tag_ not in WHOLES:
        return _Meaning("budget", outer or fund, _plan(pair))
    if scene.public and part not in MAIN_PARTS and last.tag_ not in {"INCOME", "REST"}:
        return _Meaning("three_public", THREE_PUBLIC, part or WHOLE)
    if last.tag_ == "PART" and scene.whole and not scope:
        return _Meaning("budget", part, scene.whole)
    if part and last.tag_ in SPENT | {"PART"}:
        return _Meaning("expenditure", scope or scene.scope, part)
    return _meaning_of_whole(pair, scene, fund)


def _meaning_of_whole(pair: Pair, scene: _Scene, fund: str | None) -> _Meaning | None:
    last, scope = pair.labels[-1], _last_of(pair, SCOPES)
    if last.tag_ == "SCOPE" or (scope and last.tag_ in SPENT):
        return _Meaning("expenditure", scope, WHOLE)
    if last.tag_ in SPENT and _has_parts(pair.value):
        return _Meaning("expenditure", scene.scope or DEPARTMENT, WHOLE)
    if last.tag_ == "INCOME":
        return _Meaning("budget", None, last.lemma_)
    if last.tag_ in WHOLES or (last.tag_ == "WEAK" and scene.supported):
        return _Meaning("budget", _last_of(pair, {"PART"}) or scope or fund, _spent_by(pair))
    return None


def _last_of(pair: Pair, tags: Iterable[str]) -> str | None:
    return next((label.lemma_ for label in reversed(pair.labels) if label.tag_ in tags), None)


def _plan(pair: Pair) -> str:
    """Which budget: the word that says so, else a granted or first one by the words of the clause."""
    plans = [label.lemma_ for label in pair.labels if label.tag_ == "PLAN"]
    special = [plan for plan in plans if plan not in GENERAL_PLANS]
    if special:
        return special[0]
    first = pair.labels[0]
    if any(token.norm_ in STARTS_OF_A_CHANGE for token in first.doc[first.i : pair.value.i]):
        return FIRST_BUDGET
    for at in range(first.i - 1, first.sent.start - 1, -1):
        word = first.doc[at]
        if word.tag_ in {"COMMA", "SEMI", "MONEY", "SCALED", "STOP"}:
            break
        if word.tag_ == "GRANT" or word.norm_.startswith("年初"):
            return FIRST_BUDGET
    return plans[-1]


def _spent_by(pair: Pair) -> str:
    """The measure of a sum spent; 市本级|使用 is the city's own spending."""
    names = [label.lemma_ for label in pair.labels if label.tag_ in SPENT | WHOLES]
    special = [name for name in names if name != SPENDING]
    return special[-1] if special else names[-1]


def _has_parts(value: Token) -> bool:
    """Whether a sum is followed by its parts, 其中：基本支出…, before another whole."""
    for token in value.doc[value.i + 1 : value.sent.end]:
        if token.tag_ in LABELS:
            return token.lemma_ in MAIN_PARTS
    return False


def _after(scene: _Scene, pair: Pair, meaning: _Meaning) -> _Scene:
    """The scene after a figure: the parts that follow are its parts."""
    scene = replace(scene, supported=True)
    if meaning.rule == "expenditure" and meaning.measure == WHOLE:
        return replace(scene, scope=meaning.subject, whole=None)
    if meaning.rule != "budget" or _last_of(pair, {"PART"}) or _last_of(pair, {"WEAK"}):
        return scene
    is_fund = not _last_of(pair, SCOPES | {"INCOME"})
    return replace(scene, whole=meaning.measure, fund=meaning.subject if is_fund else scene.fund)


def _statement(pair: Pair, meaning: _Meaning) -> Statement:
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


def _once(found: Sequence[Statement]) -> Iterator[Statement]:
    seen: set[tuple[object, ...]] = set()
    for statement in found:
        key = (statement.rule, statement.subject, statement.measure, statement.period, statement.value)
        if key not in seen:
            seen.add(key)
            yield statement
