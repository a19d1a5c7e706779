"""Statements of sums and rates in running text: expenditure, budget figures, execution rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Doc, Token

from extractors.prose.dictionary import dictionary
from extractors.prose.language import nlp
from extractors.prose.phrases import fund_before, period_of, read
from extractors.prose.rules import Found, matches
from extractors.prose.statement import Statement

LABELS = frozenset({"SCOPE", "CONTEXT", "PART", "PLAN", "ACTUAL", "WEAK", "REST", "INCOME", "RATE"})
WHOLES = frozenset({"PLAN", "ACTUAL", "REST", "INCOME"})
ACTUALS = frozenset({"ACTUAL", "WEAK"})
VALUES = frozenset({"MONEY", "NUMBER"})
BETWEEN_LABELS = frozenset({"FILL", "QUOTE", "uj", "YEAR", "f", "FUND"})
NO_MENTION = frozenset({"OF", "STOP", "PAST"})
THREE_PUBLIC = "三公经费"
WHOLE = "合计"
DEPARTMENT = "部门总支出"
MAIN_PARTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A chain of labels, outermost first, and the figure they stand for."""

    labels: tuple[Token, ...]
    value: Token
    pattern: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the text has spoken of before a figure.

    Attributes:
        scope: The expenditure whose parts come next: 部门总支出, 财政拨款支出.
        whole: The label of the figure whose parts come next, where that is no expenditure: 年初预算.
        fund: The fund the budget figures are of.
        supported: A figure was read in this sentence.
    """

    scope: str | None = None
    whole: Token | None = None
    fund: str | None = None
    supported: bool = False


def read_statements(text: str, heading: str = "") -> tuple[Statement, ...]:
    """Every sum and rate that a text states under a known label, in reading order.

    Args:
        text: Running text of one section, one paragraph a line.
        heading: The section's heading; a subject named there holds until the text names another.

    Returns:
        Figures of other years than the report's (上年, 2022年) are left out where they are named as such; an explicit
        year is in ``period``. A figure repeated under the same subject and measure is given once; one that differs is
        given too.

    Example:
        ``财政拨款支出6551.25万元，其中，基本支出1851.4万元`` gives (财政拨款支出, 合计) and (财政拨款支出, 基本支出).
    """
    doc = nlp()(text)
    pairs = {pair.value.i: pair for pair in _pairs(doc)}
    scene = _entered(_Scene(), nlp()(heading))
    found: list[Statement] = []
    for sentence in doc.sents:
        scene = replace(scene, supported=False)
        for token in sentence:
            scene = _entered(scene, (token,))
            if token.i in pairs and (statement := _statement(pairs[token.i], scene)):
                found.append(statement)
                scene = _after(scene, pairs[token.i], statement)
        if sentence.text.endswith("\n"):
            scene = replace(scene, whole=None)
    return tuple(_once(found))


def _pairs(doc: Doc) -> Iterator[_Pair]:
    """Labels and figures put together, each figure by the first rule that claims it."""
    taken: set[int] = set()
    for hit in matches(doc):
        for pair in READERS[hit.reads](hit) if hit.reads in READERS else ():
            if pair.value.i not in taken and not _is_past(pair):
                taken.add(pair.value.i)
                yield pair


def _first(hit: Found) -> Iterator[_Pair]:
    yield _Pair(_chain(hit.span[0]), hit.span[-1], hit.rule)


def _last(hit: Found) -> Iterator[_Pair]:
    yield _Pair(_chain(hit.span[-1], hit.span.start), hit.span[0], hit.rule)


def _granted(hit: Found) -> Iterator[_Pair]:
    yield _Pair((), hit.span[-1], hit.rule)


def _zipped(hit: Found) -> Iterator[_Pair]:
    """A list of labels and a list of figures, where there are as many of the one as of the other."""
    values = [token for token in hit.span if token.tag_ in VALUES]
    groups = _label_groups([token for token in hit.span if token.i < values[0].i])
    if len(groups) == len(values):
        head = _chain(groups[0][0])[:-1]
        tail = groups[-1][1:]
        for group, value in zip(groups, values, strict=True):
            yield _Pair((*head, group[0], *tail), value, hit.rule)


def _label_groups(tokens: Sequence[Token]) -> list[list[Token]]:
    parts = groupby(tokens, key=lambda token: token.tag_ in {"SEP", "COMMA"})
    groups = ([token for token in group if token.tag_ in LABELS] for is_mark, group in parts if not is_mark)
    return [group for group in groups if group]


READERS = {"first": _first, "last": _last, "zip": _zipped, "grant": _granted, "rate": _first}


def _chain(label: Token, start: int = 0) -> tuple[Token, ...]:
    """A label with the labels right before it, outermost first: 财政拨款支出 · 基本支出 · 年初预算."""
    chain = [label]
    for at in range(label.i - 1, start - 1, -1):
        token = label.doc[at]
        if token.tag_ in LABELS and token.tag_ != "RATE":
            chain.insert(0, token)
        elif token.tag_ not in BETWEEN_LABELS:
            break
    return tuple(chain)


def _is_past(pair: _Pair) -> bool:
    """Whether the words before the label or before the figure speak of another year."""
    first = pair.labels[0] if pair.labels else pair.value
    before = _words_before(first)
    between = pair.value.doc[first.i : pair.value.i]
    return any(token.tag_ in {"PAST", "NEXT", "OF"} for token in (*before, *between))


def _words_before(token: Token) -> list[Token]:
    words: list[Token] = []
    for at in range(token.i - 1, max(token.sent.start, token.i - 4) - 1, -1):
        if token.doc[at].tag_ in {"COMMA", "SEMI", "MONEY", "PERCENT", "OPEN", "CLOSE"}:
            break
        words.append(token.doc[at])
    return words


def _entered(scene: _Scene, tokens: Sequence[Token] | Doc) -> _Scene:
    """The scene after tokens that name a new subject."""
    for token in tokens:
        before = token.doc[token.i - 1].tag_ if token.i else ""
        if (scope := _scope_named(token)) and before not in NO_MENTION:
            scene = replace(scene, scope=scope, whole=None)
        elif token.tag_ in ACTUALS and scene.whole is not None and scene.whole.tag_ == "PLAN":
            scene = replace(scene, whole=None)
    return scene


def _scope_named(token: Token) -> str | None:
    """The expenditure a word names. Example: 财政拨款收入 speaks of 财政拨款支出 from there on."""
    if token.tag_ == "INCOME":
        term = dictionary().term(token.lemma_.removesuffix("收入"))
        return term.name if term.tag == "CONTEXT" else None
    return token.lemma_ if token.tag_ in {"SCOPE", "CONTEXT"} else None


def _after(scene: _Scene, pair: _Pair, statement: Statement) -> _Scene:
    scene = replace(scene, supported=True)
    if statement.rule == "expenditure" and statement.measure == WHOLE:
        return replace(scene, scope=statement.subject, whole=None)
    if statement.rule == "budget" and pair.labels and pair.labels[-1].tag_ in WHOLES and len(pair.labels) == 1:
        return replace(scene, whole=pair.labels[-1], fund=statement.subject)
    return replace(scene, fund=statement.subject) if not pair.labels else scene


def _statement(pair: _Pair, scene: _Scene) -> Statement | None:
    """What a figure says in its scene; None for one whose label is too weak alone."""
    fund = fund_before(pair.labels[0] if pair.labels else pair.value) or scene.fund
    if not pair.labels:
        return _made(pair, "budget", fund, "年初预算")
    last = pair.labels[-1]
    part = next((token for token in pair.labels if token.tag_ == "PART"), None)
    scopes = [token for token in pair.labels if token.tag_ in {"SCOPE", "CONTEXT"}]
    scope = scopes[-1].lemma_ if scopes else scene.scope
    outer = part.lemma_ if part is not None else scopes[-1].lemma_ if scopes else None
    if last.tag_ == "RATE":
        return _made(pair, "rate", outer or fund, last.lemma_)
    if scope == THREE_PUBLIC and last.tag_ != "INCOME":
        return _made(pair, "three_public", scope, part.lemma_ if part is not None else WHOLE)
    if last.tag_ == "PART" and scene.whole is not None and not scopes:
        return _made(pair, "budget", last.lemma_, scene.whole.lemma_)
    if part is not None and last.tag_ in ACTUALS | {"PART"}:
        return _made(pair, "expenditure", scope, part.lemma_)
    if last.tag_ == "SCOPE" or (scopes and last.tag_ in ACTUALS):
        return _made(pair, "expenditure", scope, WHOLE)
    if last.tag_ in ACTUALS and _has_parts(pair.value):
        return _made(pair, "expenditure", scope or DEPARTMENT, WHOLE)
    if last.tag_ in WHOLES or (last.tag_ == "WEAK" and scene.supported):
        return _made(pair, "budget", outer or fund, last.lemma_)
    return None


def _has_parts(value: Token) -> bool:
    """Whether a sum is followed by its parts, 其中：基本支出…, before another whole."""
    for token in value.doc[value.i + 1 : value.sent.end]:
        if token.tag_ in LABELS:
            return token.lemma_ in MAIN_PARTS
    return False


def _made(pair: _Pair, rule: str, subject: str | None, measure: str) -> Statement:
    value, sentence = pair.value, pair.value.sent
    first = min([value.i, *(token.i for token in pair.labels)])
    last = max([value.i, *(token.i for token in pair.labels)])
    text, end = value.text.rstrip(), value.idx + len(value.text.rstrip())
    return Statement(
        rule=rule,
        subject=subject,
        measure=measure,
        text=text,
        value=read(value),
        value_start=value.idx,
        value_end=end,
        start=value.doc[first].idx,
        end=max(end, value.doc[last].idx + len(value.doc[last].text.rstrip())),
        period=period_of(value),
        sentence=sentence.text.strip(),
        pattern=pair.pattern,
    )


def _once(found: Sequence[Statement]) -> Iterator[Statement]:
    seen: set[tuple[object, ...]] = set()
    for statement in found:
        key = (statement.rule, statement.subject, statement.measure, statement.period, statement.value)
        if key not in seen:
            seen.add(key)
            yield statement
