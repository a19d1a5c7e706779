"""What the words of a head say: how likely they are those of each role, compared by runs of characters.

The comparison knows no word by itself: it counts in which roles' wordings (``column_heads.csv``) a run of one, two or
three characters occurs. So 预期 speaks for a target and 实际 for an actual in heads nobody listed, a row added to the
table counts at once, and words that occur in no wording say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp, log
from types import MappingProxyType
from typing import NamedTuple

from extractors.forms.labels import squeezed
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import ColumnHead

LONGEST_HEAD = 30  # characters: longer text is no head
LONGEST_GRAM = 3
SMOOTHING = 0.4
WEIGHT = 0.55  # of one run's evidence: runs overlap, so they do not speak independently
STRANGE = 1.2  # log odds lost for a character that stands in no wording
EXACT = 6.0  # added in log odds where the whole head is a known wording
UNKNOWN = "unknown"
VALUED = ("值", "数", "分")  # how heads of figures end
BRACKETS = re.compile(r"(?!\([一二三]级)\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\([^()]*$")
BRACKETED = re.compile(r"\(([^()]{2,})\)$")
OTHER = "other"
YEAR = re.compile(
    r"(?:20\d\d|[二两][〇○零O0][一二三四五六七八九〇○零O0]{2})年?度?|本年度?|当年度?|全年度?|年度|评价年|财年"
)
NOISE = re.compile(r"[\s:/()、,，.。*★#\-—_→]+|^\d+|\d+$|^[一二三四五六七八九十]+、|[A-Z](?=$)")
TWO = re.compile(r"/|→|->|—>|⇒")
PAIRS = {("target", "actual"): "target_and_actual", ("weight", "score"): "weight_and_score"}
SURE = 0.8
LEVEL_SIGNS = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III"})


def head_key(text: str) -> str:
    """The words of a head: no white space, brackets, year, numbering, slashes; 年度 and the like left where alone.

    Example:
        ``head_key("2023年度(/项目)\\n指标值（A）") == "指标值"``
    """
    words = squeezed(text)
    plain = BRACKETS.sub("", words) or words.strip("()[]【】")
    plain = plain.split("=")[0]
    key = NOISE.sub("", YEAR.sub("", plain))
    return key or NOISE.sub("", plain)


class _Model(NamedTuple):
    """Runs of characters by role, and the roles of each whole wording."""

    grams: Mapping[str, Counter[str]]
    totals: Mapping[str, float]
    background: Mapping[str, float]
    exact: Mapping[str, frozenset[str]]


def word_scores(text: str) -> Mapping[str, float]:
    """How likely the words of a head are those of each role; what is left to 1 is that they say nothing.

    Args:
        text: The head as printed.

    Returns:
        Roles of ``column_heads.csv`` (``name`` for an indicator's name of no stated level), and ``unknown``.

    Example:
        ``word_scores("当年预期实现值")["target"] > 0.8``
    """
    pair = _pair(text)
    if pair:
        return MappingProxyType({PAIRS.get(pair) or PAIRS[pair[::-1]]: 1.0})
    whole = _scores(head_key(text))
    explained = BRACKETED.search(squeezed(text))
    if explained and whole.get(OTHER, 0.0) >= SURE:  # 备注（偏差原因）: the bracket says which remarks
        inside = _scores(head_key(explained[1]))
        return whole if inside.get(UNKNOWN, 0.0) > 1 - SURE else inside
    return whole


def is_reversed_pair(text: str) -> bool:
    """Whether a head of two roles names them the other way round: what was reached first.

    Example:
        ``is_reversed_pair("得分/分值")``, but ``not is_reversed_pair("分值/得分")``.
    """
    pair = _pair(text)
    return pair is not None and pair not in PAIRS


def _pair(text: str) -> tuple[str, str] | None:
    """The two roles that the halves of a head surely tell, where a column may hold both."""
    halves = [_scores(head_key(half)) for half in TWO.split(BRACKETS.sub("", squeezed(text)))]
    if len(halves) != 2:
        return None
    first, second = (max(half, key=lambda role: half[role]) for half in halves)
    is_sure = halves[0][first] >= SURE and halves[1][second] >= SURE
    return (first, second) if is_sure and {(first, second), (second, first)} & PAIRS.keys() else None


def is_known_head(text: str) -> bool:
    """Whether a head's words are a wording of ``column_heads.csv``, and not only alike.

    Example:
        ``is_known_head("年初目标")``, but ``not is_known_head("年初数")``.
    """
    return head_key(text) in _model().exact


def holds_two_heads(text: str) -> bool:
    """Whether a head is those of two columns whose border was not seen: 全年目标值年度完成值.

    Example:
        ``holds_two_heads("分值自评得分")``, but ``not holds_two_heads("目标完成值")``.
    """
    words = squeezed(text)
    if is_known_head(words):
        return False
    parts = ((head_key(words[:at]), head_key(words[at:])) for at in range(2, len(words) - 1))
    return any(all(part in _model().exact and part.endswith(VALUED) for part in pair) for pair in parts)


def speaking_rows(text: str, most: int) -> list[ColumnHead]:
    """The rows of the vocabulary whose wordings a head shares most with, the nearest first.

    Example:
        ``speaking_rows("当年预期实现值", 1)[0].role == "target"``
    """
    own = set(_grams(head_key(text)))
    shared = [
        (len(own & other) / max(len(own | other), 1), row)
        for row in vocabulary(ColumnHead)
        if (other := set(_grams(head_key(row.wording))))
    ]
    words = squeezed(text)
    best = sorted(
        (item for item in shared if item[0] > 0),
        key=lambda item: (-item[0], item[1].wording != words, item[1].wording, item[1].role),
    )
    return [row for _, row in best[:most]]


@lru_cache(maxsize=4096)
def _scores(key: str) -> Mapping[str, float]:
    if not key or len(key) > LONGEST_HEAD:
        return MappingProxyType({UNKNOWN: 1.0})
    model, grams = _model(), _grams(key)
    odds = {role: _log_odds(grams, counts, model, role) for role, counts in model.grams.items()}
    known = model.exact.get(key, ())
    most = max((odds[role] for role in known), default=0.0)
    odds |= dict.fromkeys(known, most + EXACT)  # a wording of several roles is as likely each one's
    odds[UNKNOWN] = 0.0
    return MappingProxyType(_shares(odds))


def _log_odds(grams: Sequence[str], counts: Counter[str], model: _Model, role: str) -> float:
    """How much likelier the runs are in a role's wordings than in all; runs never seen say nothing."""
    known = [gram for gram in grams if gram in model.background]
    strange = sum(len(gram) == 1 for gram in grams) - sum(len(gram) == 1 for gram in known)
    likely = (
        (counts[gram] + SMOOTHING * model.background[gram] * 20) / (model.totals[role] + SMOOTHING * 20)
        for gram in known
    )
    told = sum(log(p / model.background[gram]) for p, gram in zip(likely, known, strict=True))
    return WEIGHT * told - STRANGE * strange


def _shares(odds: Mapping[str, float]) -> dict[str, float]:
    most = max(odds.values())
    raised = {role: exp(value - most) for role, value in odds.items()}
    total = sum(raised.values())
    return {role: value / total for role, value in raised.items()}


@cache
def _model() -> _Model:
    wordings: dict[str, list[str]] = {}
    for row in vocabulary(ColumnHead):
        wordings.setdefault(row.role, []).append(head_key(row.wording))
    grams = {role: Counter(g for key in set(keys) for g in _grams(key)) for role, keys in wordings.items()}
    totals = {role: float(sum(counts.values())) for role, counts in grams.items()}
    shares = [{g: n / totals[role] for g, n in counts.items()} for role, counts in grams.items()]
    background: dict[str, float] = {}
    for share in shares:
        for gram, value in share.items():
            background[gram] = background.get(gram, 0.0) + value / len(shares)
    keys = {key for own in wordings.values() for key in own}
    exact = {key: frozenset(role for role, own in wordings.items() if key in own) for key in keys}
    return _Model(grams, totals, background, exact)


def _grams(key: str) -> list[str]:
    """Every run of one to three characters, the head's ends marked."""
    marked = f"^{key.translate(LEVEL_SIGNS)}$"
    return [
        gram
        for size in range(1, LONGEST_GRAM + 1)
        for at in range(len(marked) - size + 1)
        if (gram := marked[at : at + size]) not in ("^", "$")
    ]
