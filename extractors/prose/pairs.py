"""Labels and figures put together: which words a sum or a rate stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Doc, Token

from extractors.prose.rules import StatementMatch, matches

LABELS = frozenset({"SCOPE", "CONTEXT", "PART", "PLAN", "ACTUAL", "WEAK", "REST", "INCOME", "RATE"})
VALUES = frozenset({"MONEY", "SCALED", "NUMBER"})
LIST_MARKS = frozenset({"SEP", "COMMA"})
BETWEEN_LABELS = frozenset({"WHEN", "QUOTE", "uj", "YEAR", "f", "FUND"})
OTHER_YEARS = frozenset({"PAST", "NEXT"})
CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "MONEY", "SCALED", "PERCENT", "OPEN", "CLOSE"})
STARTS_OF_A_CHANGE = frozenset({"由", "从"})
OWNERS = ("部门", "单位", "本级", "局", "委", "办", "厅", "院", "中心", "决算", "预算", "资金", "财政")
PARTS_OF_ANYONE = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
RATES_OF_AID = frozenset({"补助", "补贴", "奖补", "标准", "定额"})  # 公用经费|补助 is paid to others
NAMES = ("n", "vn", "l", "i")
COMPARES = frozenset({"比", "较"})
NEAR = 4  # words: how far before a label 上年 or 占 still speaks of it


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A chain of labels, outermost first, and the figure they stand for.

    Attributes:
        labels: Such as 财政拨款支出 · 基本支出 · 年初预算; empty where only the verb tells (安排…资金).
        value: The figure.
        pattern: The row of ``statements.csv`` that put them together.
        turn: 0 for the first and 1 for the second of the two expenditures the text has named, where one label has a
            figure for each; None elsewhere.
    """

    labels: tuple[Token, ...]
    value: Token
    pattern: str
    turn: int | None = None

    @property
    def reads_source(self) -> bool:
        """Whether the label is only one of the sources of the whole before it: A万元（财政拨款B万元）."""
        return bool(self.labels) and self.labels[-1].tag_ == "CONTEXT"


def pairs(doc: Doc) -> tuple[LabelledFigure, ...]:
    """Every figure of a text with its labels, each figure by the first rule that claims it, in reading order.

    Shares of something (占…), differences (减少…) and figures of other years (上年…) are left out.
    """
    taken: set[int] = set()
    found: list[LabelledFigure] = []
    for hit in matches(doc, *READERS):
        claimed = [pair for pair in READERS[hit.reads](hit) if pair.value.i not in taken]
        taken |= {pair.value.i for pair in claimed}
        found += [pair for pair in claimed if not _is_left_out(pair)]
    return tuple(sorted(found, key=lambda pair: pair.value.i))


def _first(hit: StatementMatch) -> Iterator[LabelledFigure]:
    yield LabelledFigure(_chain(hit.span[0]), hit.span[-1], hit.rule)


def _last(hit: StatementMatch) -> Iterator[LabelledFigure]:
    yield LabelledFigure(_chain(hit.span[-1], hit.span.start), hit.span[0], hit.rule)


def _source(hit: StatementMatch) -> Iterator[LabelledFigure]:
    """One source in a list or in brackets; a label that goes on before it is no mere source."""
    label = next(token for token in hit.span if token.tag_ == "CONTEXT")
    yield LabelledFigure((label,), hit.span[-1], hit.rule)


def _granted(hit: StatementMatch) -> Iterator[LabelledFigure]:
    yield LabelledFigure((), hit.span[-1], hit.rule)


def _granted_beside(hit: StatementMatch) -> Iterator[LabelledFigure]:
    """A granted fund, where the same paragraph goes on to tell what became of it."""
    for token in hit.span.doc[hit.span.end :]:
        if token.tag_ in {"PLAN", "ACTUAL", "REST", "RATE"}:
            yield from _granted(hit)
        if token.tag_ in {"PLAN", "ACTUAL", "REST", "RATE"} or token.text.endswith("\n"):
            return


def _zipped(hit: StatementMatch) -> Iterator[LabelledFigure]:
    """A list of labels and a list of figures, where there are as many of the one as of the other."""
    values = [token for token in hit.span if token.tag_ in VALUES]
    groups = _label_groups([token for token in hit.span if token.i < values[0].i])
    if len(groups) == len(values):
        yield from _listed(groups, values, hit.rule)
    elif len(groups) == 1 and len(values) == 2:
        for turn, value in enumerate(values):
            yield LabelledFigure(tuple(groups[0]), value, hit.rule, turn)


def _each(hit: StatementMatch) -> Iterator[LabelledFigure]:
    """A list of labels that share one figure."""
    groups = _label_groups(list(hit.span[:-1]))
    yield from _listed(groups, [hit.span[-1]] * len(groups), hit.rule)


def _listed(groups: Sequence[Sequence[Token]], values: Sequence[Token], pattern: str) -> Iterator[LabelledFigure]:
    """What stands before the first label or behind the last one is of them all: 财政拨款|基本支出、项目支出|预算数."""
    head = _chain(groups[0][0])[:-1]
    tail = groups[-1][1:]
    for group, value in zip(groups, values, strict=True):
        yield LabelledFigure((*head, group[0], *tail), value, pattern)


def _label_groups(tokens: Sequence[Token]) -> list[list[Token]]:
    parts = groupby(tokens, key=lambda token: token.tag_ in LIST_MARKS)
    groups = ([token for token in group if token.tag_ in LABELS] for is_mark, group in parts if not is_mark)
    return [group for group in groups if group]


READERS = {
    "first": _first,
    "last": _last,
    "source": _source,
    "zip": _zipped,
    "each": _each,
    "grant": _granted,
    "grant_beside": _granted_beside,
    "rate": _first,
}


def _chain(label: Token, start: int = 0) -> tuple[Token, ...]:
    """A label with the labels right before it, outermost first."""
    chain = [label]
    for at in range(label.i - 1, start - 1, -1):
        token = label.doc[at]
        if token.tag_ in LABELS and token.tag_ != "RATE":
            chain.insert(0, token)
        elif token.tag_ not in BETWEEN_LABELS:
            break
    return tuple(chain)


def is_part(label: Token) -> bool:
    """Whether a label is a part of the department's expenditure, and not of something else's."""
    before = list(_words_before(label))
    return label.tag_ == "PART" and not (before and _is_of_others(label, before))


def _is_left_out(pair: LabelledFigure) -> bool:
    first = pair.labels[0] if pair.labels else pair.value
    before = list(_words_before(first))
    between = list(pair.value.doc[first.i : pair.value.i])
    is_past = any(token.tag_ in OTHER_YEARS for token in (*before, *between))
    is_difference = _is_difference(first, before) or any(token.norm_ in RATES_OF_AID for token in between)
    is_other = bool(before) and _is_of_others(first, before)
    return is_past or is_difference or is_other or _is_share(before, between) or _is_start(pair, between)


def _is_difference(label: Token, before: Sequence[Token]) -> bool:
    """Whether a figure is a change or only compared with, 同比2022年决算收入; 比预算数A万元减少 does tell a budget."""
    if not before or before[0].tag_ != "STOP":
        return len(before) > 1 and before[0].tag_ == "YEAR" and before[1].tag_ == "STOP"
    return label.tag_ != "PLAN" or before[0].norm_ not in COMPARES


def _is_share(before: Sequence[Token], between: Sequence[Token]) -> bool:
    """占 before a label; or behind it, unless the share itself stands between: 基本支出占28.2%，为…."""
    tags = {token.tag_ for token in between}
    return any(token.tag_ == "OF" for token in before) or ("OF" in tags and "PERCENT" not in tags)


def _is_start(pair: LabelledFigure, between: Sequence[Token]) -> bool:
    """Whether a figure is only where a change starts: 结余由A万元降至B万元; a budget's start is the first budget."""
    is_plan = any(label.tag_ == "PLAN" for label in pair.labels)
    return not is_plan and any(token.norm_ in STARTS_OF_A_CHANGE for token in between)


def _is_of_others(label: Token, before: Sequence[Token]) -> bool:
    """Whether a label is of something else than the department: 旅游|总收入, 学校|公用经费, 医保基金|结余."""
    if before[0].tag_ == "OTHER":
        return True
    is_rest = label.tag_ == "REST"
    if label.tag_ != "INCOME" and label.norm_ != "支出" and label.lemma_ not in PARTS_OF_ANYONE and not is_rest:
        return False
    name = next((word for word in before if word.tag_ not in {"v", "FILL"}), before[0])  # 水库|维修|项目支出
    owners = (*OWNERS, "项目") if is_rest else OWNERS
    return name.tag_.startswith(NAMES) and not name.norm_.endswith(owners)


def _words_before(token: Token) -> Iterator[Token]:
    """The words before a label in its clause, nearest first."""
    for at in range(token.i - 1, max(token.sent.start, token.i - NEAR) - 1, -1):
        if token.doc[at].tag_ in CLAUSE_MARKS:
            return
        yield token.doc[at]
