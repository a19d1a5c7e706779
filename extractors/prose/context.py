"""What a text has spoken of before a figure: the expenditure, budget or fund that an unlabelled figure is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from spacy.tokens import Token

from extractors.prose.dictionary import dictionary
from extractors.prose.language import parsed
from extractors.prose.phrases import fund_that_opens

SCOPES = frozenset({"SCOPE", "CONTEXT"})
SPENT = frozenset({"ACTUAL", "WEAK"})
NO_MENTION = frozenset({"OF", "STOP", "PAST"})
THREE_PUBLIC, DEPARTMENT, SPENDING = "三公经费", "部门总支出", "实际支出"
FORMER, LATTER = "前者", "后者"
FIGURES = frozenset({"MONEY", "SCALED", "NUMBER", "PERCENT", "OPEN", "OF"})
ASSESSED = frozenset({"绩效", "自评", "评价"})  # 部门整体支出绩效 is no expenditure
UNNAMED_WHOLE = ("支出", "本年支出", "当年支出", "本年总支出", "总支出", "全年总支出")  # of what the heading names
VIEW_WORDS, VIEW_ENDS = frozenset({"按", "按照", "从"}), frozenset({"分", "划分", "分类", "看", "来看", "区分"})
VIEW_LENGTH = 5  # words


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole that was stated and may be taken apart again: its expenditure, or the measure of a budget figure."""

    scope: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What the text has spoken of before a figure.

    Attributes:
        named: The last two expenditures named, for 前者 and 后者.
        headed: The expenditure the headings name: a bare 支出合计 below is of it.
        part: The part the headings name, 基本支出 or 项目支出: a bare 支出 below is that part.
        scope: The expenditure whose parts come next: 部门总支出, 财政拨款支出.
        whole: The measure of the figure whose parts come next, where that is no expenditure: 年初预算.
        total: The outermost whole of the paragraph, taken apart anew by 按支出性质分.
        subject: What the budget figures of this sentence are of, where one label says so; empty where two differ.
        carried: A figure without such a label was taken to be of it.
        fund: The fund the budget figures are of.
        stated: The expenditures whose whole this sentence states.
        income: The last figure is an income.
        public: It speaks of 三公经费.
        supported: A figure was read in this sentence.
        outer: The context before the bracket that is open.
    """

    named: tuple[str, ...] = ()
    headed: str | None = None
    part: str | None = None
    scope: str | None = None
    whole: str | None = None
    total: Whole | None = None
    subject: str | None = None
    carried: bool = False
    fund: str | None = None
    stated: tuple[str, ...] = ()
    income: bool = False
    public: bool = False
    supported: bool = False
    outer: Context | None = None


def opened(headings: Sequence[str]) -> Context:
    """The context that a section's headings set, outermost first. A heading on performance names no expenditure."""
    context = Context()
    for heading in headings:
        doc = parsed(heading)
        if any(token.norm_ in ASSESSED for token in doc):
            continue
        for token in doc:
            context = entered(context, token)
        parts = {token.lemma_ for token in doc if token.tag_ == "PART"}
        context = replace(context, headed=context.scope, part=parts.pop() if len(parts) == 1 else None, outer=None)
    return context


def entered(context: Context, token: Token) -> Context:
    """The context after a word. What a bracket speaks of is forgotten behind it."""
    before = token.doc[token.i - 1].tag_ if token.i else ""
    if token.tag_ == "OPEN":
        return replace(context, outer=context)
    if token.tag_ == "CLOSE" and context.outer is not None:
        return replace(context.outer, named=context.named, supported=context.supported)
    if token.tag_ == "SEMI" and context.outer is None:
        return replace(context, subject=None, carried=False)
    if token.norm_ in {FORMER, LATTER} and len(context.named) > 1:
        return replace(context, scope=context.named[-2 if token.norm_ == FORMER else -1], whole=None)
    if before not in NO_MENTION and (scope := _scope_named(token, context)):
        return _mentioned(context, scope)
    if token.tag_ in SPENT and not any(map(_opens_view, token.doc[max(0, token.i - 2) : token.i])):
        return replace(context, whole=None)
    if token.tag_ == "SELF" and token.i == token.sent.start:
        return replace(context, fund=None)
    if token.tag_ == "PART" and _is_topic(token):
        return replace(context, subject=token.lemma_)
    if token.tag_ == "FUND" and (fund := fund_that_opens(token)):
        return replace(context, fund=fund)
    return _viewed(context, token)


def _mentioned(context: Context, scope: str) -> Context:
    """The context after the name of what figures are of."""
    if scope == THREE_PUBLIC:
        return replace(context, public=True, whole=None)
    named = (*(one for one in context.named if one != scope), scope)
    return replace(context, named=named, scope=scope, whole=None, public=False)


def _is_topic(part: Token) -> bool:
    """Whether a sentence opens with a part whose figures come in its further clauses: 项目支出共23个，预算数A万元."""
    opening, behind = part.doc[part.sent.start : part.i], part.doc[part.i + 1 : part.sent.end]
    clause = list(takewhile(lambda word: word.tag_ not in {"COMMA", "COLON", "SEMI"}, behind))
    is_first = all(word.tag_ in {"YEAR", "WHEN", "SELF", "COMMA"} for word in opening)
    return is_first and len(clause) < len(behind) and not any(word.tag_ in FIGURES | {"SEP"} for word in clause)


def _viewed(context: Context, token: Token) -> Context:
    """Back at the whole, where it is taken apart from another side: 按支出性质分, 从支出结构看."""
    if context.total is None or not _opens_view(token):
        return context
    if context.total.measure == SPENDING:
        return replace(context, scope=context.total.scope or DEPARTMENT, whole=None, public=False)
    return replace(context, scope=context.total.scope, whole=context.total.measure, public=False)


def _opens_view(token: Token) -> bool:
    """Whether a word opens a phrase such as 按支出性质分."""
    if token.norm_ not in VIEW_WORDS:
        return False
    ahead = islice(token.doc[token.i + 1 : token.sent.end], VIEW_LENGTH)
    return any(word.norm_ in VIEW_ENDS for word in takewhile(lambda word: word.tag_ != "COMMA", ahead))


def turned_to(context: Context, turn: int | None) -> Context:
    """The context for one of two figures that a label has for the two expenditures named last."""
    if turn is None:
        return context
    return replace(context, scope=context.named[-2:][turn] if len(context.named) > 1 else None)


def next_sentence(context: Context, ends_paragraph: bool) -> Context:
    """The context at the start of a sentence; where the last one stated two wholes, whose parts follow is not told."""
    scope = context.scope if len(set(context.stated)) < 2 else None
    context = replace(context, scope=scope, stated=(), subject=None, carried=False, supported=False, income=False)
    return replace(context, whole=None, total=None, public=False, outer=None) if ends_paragraph else context


def _scope_named(token: Token, context: Context) -> str | None:
    """The expenditure a word names.

    财政拨款收入 speaks of 财政拨款支出 from there on, unless it is one of several incomes.
    """
    if token.tag_ in SCOPES:
        return context.headed if context.headed and is_unnamed_whole(token) else token.lemma_
    if token.tag_ != "INCOME":
        return None
    term = dictionary().term(token.lemma_.removesuffix("收入"))
    is_alone = sum(other.tag_ == "INCOME" for other in token.sent) == 1
    return term.name if term.tag == "CONTEXT" and is_alone else None


def is_unnamed_whole(token: Token) -> bool:
    """Whether a word for the whole does not say of what: 支出合计, unlike 部门支出合计."""
    return token.lemma_ == DEPARTMENT and token.norm_.startswith(UNNAMED_WHOLE)
