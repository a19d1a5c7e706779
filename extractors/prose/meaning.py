"""What a figure with its labels says in its context: the subject and measure of a sum, or a rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Token

from extractors.prose.context import DEPARTMENT, SCOPES, SPENDING, SPENT, THREE_PUBLIC, Context, Whole, is_unnamed_whole
from extractors.prose.pairs import LABELS, STARTS_OF_A_CHANGE, LabelledFigure, is_part
from extractors.prose.phrases import fund_before

WHOLES = frozenset({"ACTUAL", "REST"})
GENERAL_PLANS = frozenset({"预算数", "可用资金"})
MAIN_PARTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
OF_PUBLIC = frozenset({"公务接待费", "公务用车运行维护费", "公务用车购置及运行维护费", "因公出国（境）费"})
HOUSEKEEPING = frozenset({"人员经费", "公用经费"})
WHOLE, FIRST_BUDGET, INCOME_BUDGET = "合计", "年初预算", "收入预算"
NOUNS = ("n", "vn", "j", "l", "i", "FUND")
CLAUSE_ENDS = frozenset({"COMMA", "SEMI", "COLON", "STOPMARK", "MONEY", "SCALED", "CLOSE"})


class Meaning(NamedTuple):
    """What a figure says. Example: ``("expenditure", "财政拨款支出", "合计")``."""

    rule: str
    subject: str | None
    measure: str


def meaning_of(pair: LabelledFigure, context: Context) -> Meaning | None:
    """What a figure says in its context; None where its label is too weak alone."""
    fund = _fund(pair, context) or context.part
    about = fund if context.subject is None else context.subject or None
    if not pair.labels:
        return Meaning("budget", fund, FIRST_BUDGET)
    last, tags = pair.labels[-1], {label.tag_ for label in pair.labels}
    part, scope = _last_of(pair, {"PART"}), _last_of(pair, SCOPES)
    outer = part or scope
    if last.tag_ == "CONTEXT":
        return _source(last, context)
    if last.tag_ == "RATE":
        return Meaning("rate", outer or about, last.lemma_)
    if tags >= {"PLAN", "INCOME"}:
        return Meaning("budget", None, INCOME_BUDGET)
    if context.public and part not in MAIN_PARTS and last.tag_ not in {"INCOME", "REST"}:
        return _three_public(pair, context, part)
    if "PLAN" in tags and last.tag_ not in WHOLES:
        return Meaning("budget", outer or about, _plan(pair))
    if last.tag_ == "PART" and context.whole and not scope:
        return Meaning("budget", part, context.whole)
    if part and last.tag_ in SPENT | {"PART"}:
        return Meaning("expenditure", scope or context.scope, part)
    return _meaning_of_whole(pair, context, about)


def _fund(pair: LabelledFigure, context: Context) -> str | None:
    return (fund_before(pair.labels[0]) if pair.labels else None) or fund_before(pair.value) or context.fund


def _source(label: Token, context: Context) -> Meaning | None:
    """One source of the whole before it: 总支出A万元（财政拨款B万元）."""
    if not context.supported:
        return None
    if context.income:
        return Meaning("budget", None, label.lemma_.removesuffix("支出") + "收入")
    if context.whole:
        return Meaning("budget", label.lemma_, context.whole)
    return Meaning("expenditure", label.lemma_, WHOLE) if context.stated else None


def _three_public(pair: LabelledFigure, context: Context, part: str | None) -> Meaning | None:
    last = pair.labels[-1]
    if "PLAN" in {label.tag_ for label in pair.labels}:
        is_meant = context.supported or _last_of(pair, SCOPES) == THREE_PUBLIC
        return Meaning("budget", (part or THREE_PUBLIC) if is_meant else part, _plan(pair))
    if part or (context.subject and context.subject != THREE_PUBLIC):
        return Meaning("three_public", THREE_PUBLIC, part or context.subject or WHOLE)
    is_whole = _last_of(pair, SCOPES) == THREE_PUBLIC or _is_bare(last)
    return Meaning("three_public", THREE_PUBLIC, WHOLE) if is_whole else None


def _meaning_of_whole(pair: LabelledFigure, context: Context, about: str | None) -> Meaning | None:
    last, scope = pair.labels[-1], _last_of(pair, SCOPES)
    if context.part and (is_unnamed_whole(last) or (last.tag_ in SPENT and _part_is_meant(pair, context))):
        return Meaning("expenditure", context.headed, context.part)
    if last.tag_ == "SCOPE" or (scope and last.tag_ in SPENT):
        named = context.headed if context.headed and is_unnamed_whole(last) else scope
        return Meaning("expenditure", named, WHOLE)
    if last.tag_ in SPENT and not context.subject and not _fund(pair, context) and _has_parts(pair.value):
        return Meaning("expenditure", context.scope or DEPARTMENT, WHOLE)
    if last.tag_ == "INCOME":
        return Meaning("budget", None, last.lemma_)
    if last.tag_ in WHOLES or (last.tag_ == "WEAK" and context.supported and last.lemma_ != SPENDING):
        subject = _last_of(pair, {"PART"}) or scope or about
        return Meaning("budget", subject, _spent_by(pair))
    if last.tag_ == "WEAK" and (context.supported or last.sent[0].tag_ == "OFWHICH"):
        subject = fund_before(pair.labels[0]) or about
        return Meaning("budget", subject, _spent_by(pair)) if subject or _is_bare(last) else None
    return None


def _part_is_meant(pair: LabelledFigure, context: Context) -> bool:
    """Whether a bare 支出 is the part that the heading names: it opens the section, or its own parts follow."""
    is_alone = len(pair.labels) == 1 and _is_bare(pair.labels[0])
    inner = HOUSEKEEPING if context.part == "基本支出" else frozenset()
    return is_alone and not context.fund and (not context.supported or _has_parts(pair.value, inner))


def _is_bare(label: Token) -> bool:
    """Whether no noun stands before a label in its clause: 2023年|支出, unlike 绿化|支出."""
    for at in range(label.i - 1, label.sent.start - 1, -1):
        word = label.doc[at]
        if word.tag_ == "CLOSE" or (word.tag_.startswith(NOUNS) and not word.norm_.endswith("局")):
            return False
        if word.tag_ in CLAUSE_ENDS:
            return True
    return True


def _last_of(pair: LabelledFigure, tags: Iterable[str]) -> str | None:
    return next((label.lemma_ for label in reversed(pair.labels) if label.tag_ in tags), None)


def _plan(pair: LabelledFigure) -> str:
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
        if word.tag_ == "GRANT" or word.norm_.startswith(("年初", "初")):
            return FIRST_BUDGET
    return plans[-1]


def _spent_by(pair: LabelledFigure) -> str:
    """The measure of a sum spent; 市本级|使用 is the city's own spending."""
    names = [label.lemma_ for label in pair.labels if label.tag_ in SPENT | WHOLES]
    special = [name for name in names if name != SPENDING]
    return special[-1] if special else names[-1]


def _has_parts(value: Token, parts: frozenset[str] | None = None) -> bool:
    """Whether a sum is followed by its parts, 其中：基本支出…, before another whole or the budget of a part."""
    introduced = False
    for token in _behind(value):
        introduced = introduced or token.tag_ in {"OFWHICH", "OPEN", "COLON"}
        if token.tag_ == "SEMI" and not introduced:
            return False
        if token.tag_ in LABELS - {"CONTEXT"}:
            fits = token.lemma_ in parts if parts else token.lemma_ not in OF_PUBLIC
            return fits and is_part(token) and _label_behind(token) not in {"PLAN", "ACTUAL", "REST"}
    return False


def _label_behind(part: Token) -> str | None:
    """The label that goes on a part's: 基本支出|预算数."""
    behind = part.doc[part.i + 1 : part.sent.end]
    words = takewhile(lambda word: word.tag_ not in CLAUSE_ENDS | {"SEP"}, behind)
    return next((word.tag_ for word in words if word.tag_ in LABELS), None)


def _behind(value: Token) -> Iterator[Token]:
    """The words behind a figure in its sentence, and in the next one where that goes on with 其中."""
    end = value.sent.end
    yield from value.doc[value.i + 1 : end]
    if end < len(value.doc) and value.doc[end].tag_ == "OFWHICH":
        yield from value.doc[end : value.doc[end].sent.end]


def after(context: Context, pair: LabelledFigure, meaning: Meaning) -> Context:
    """The context after a figure: the parts that follow are its parts."""
    context = replace(context, supported=True)
    if pair.reads_source:
        return context
    context = replace(context, income=bool(_last_of(pair, {"INCOME"})))
    if meaning.rule == "expenditure" and meaning.measure == WHOLE:
        total = context.total or Whole(meaning.subject, None)
        stated = (*context.stated, meaning.subject) if meaning.subject else context.stated
        return replace(context, scope=meaning.subject, whole=None, total=total, stated=stated)
    if meaning.rule != "budget" or (pair.labels and pair.labels[-1].tag_ == "WEAK" and not _last_of(pair, {"PLAN"})):
        return context
    if labelled := _last_of(pair, {"PART"}) or _last_of(pair, SCOPES):
        context = _about(context, pair, labelled)
        return context if _last_of(pair, {"PART"}) else _taken_apart(context, pair, meaning)
    if context.subject and meaning.subject == context.subject:
        return replace(context, carried=True)
    return _taken_apart(context, pair, meaning)


def _taken_apart(context: Context, pair: LabelledFigure, meaning: Meaning) -> Context:
    """The context after a budget figure that may have parts."""
    is_fund = not _last_of(pair, SCOPES | {"INCOME"}) and meaning.subject not in {context.part, context.subject}
    total = context.total or (None if context.income else Whole(context.scope, meaning.measure))
    return replace(context, whole=meaning.measure, fund=meaning.subject if is_fund else context.fund, total=total)


def _about(context: Context, pair: LabelledFigure, labelled: str) -> Context:
    """What a label says a budget figure is of holds for the clauses behind it, unless it is one of several in a row."""
    if len(pair.labels) < 2:
        return context
    is_one = context.public or (not context.whole and (context.carried or context.subject in {None, labelled}))
    return replace(context, subject=labelled if is_one else "", carried=False)
