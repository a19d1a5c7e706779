"""What the cells of a column hold: how likely they are those of each role, whatever the head says.

Each cell is of one kind (a sign, a figure, a unit, a level's name, …). The shares of the kinds, how cells are merged,
repeated and whether figures sum to a form's points are the column's features; their weights for each role are data
(``column_weights.csv``), fitted to drawn forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from math import exp
from types import MappingProxyType

from extractors.forms.labels import PLACEHOLDER, label_key, squeezed, without_points
from extractors.text.words import alternatives
from extractors.values.units import unit_pattern
from schemas.layout import Cell
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import ColumnWeight, LevelName
from schemas.vocabulary.values import ComparatorWord

FIGURE = r"-?\d[\d,，]*(?:\.\d+)?"
POINTS = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
MOST_POINTS = 100
FULL = (Decimal(100), Decimal(90), Decimal(80))  # what a form's rows sum to, the execution's points counted or not
SHORT, LONG = 7, 20  # characters
NATURES = re.compile(r"(?:正|反|负)向(?:指标)?|定[量性](?:指标)?|数值型?|文本型?")
YES_NO = re.compile(r"是|否|[√✓×☑□☐]+|是[□☑√]否[□☑√]")
DONE = re.compile(r"(?:已|全部|基本|全面|按[时期质量]*)*(?:完成|达标|达到|达成|实现)(?:目标|预期|指标)*")
PAIR = re.compile(rf"{FIGURE}分?/{FIGURE}分?")
ARROW = re.compile(r".+(?:→|->|—>|⇒).+")
FEATURES_OF_ALL = ("blank", "merged", "distinct", "sums", "rises", "place", "bias")


def content_scores(features: Mapping[str, float]) -> Mapping[str, float]:
    """How likely a column with these features is of each role; the roles of ``column_weights.csv``, together 1.

    Example:
        Cells ``≥``, ``≤``, ``≥`` are surely those of ``target_nature``.
    """
    raised = {
        role: sum(weights.get(name, 0.0) * value for name, value in features.items())
        for role, weights in _weights().items()
    }
    most = max(raised.values(), default=0.0)
    shares = {role: exp(value - most) for role, value in raised.items()}
    total = sum(shares.values())
    return {role: share / total for role, share in shares.items()}


def spoken_for(features: Mapping[str, float], role: str, other: str) -> Mapping[str, float]:
    """How much each feature speaks for a role before another, in log odds; before all roles where no cells tell one.

    Example:
        Of cells ``≥``, ``≤``, ``≥`` the feature ``kind_sign`` speaks most for ``target_nature`` before ``target``.
    """
    weights = _weights()
    everywhere = {name: sum(own.get(name, 0.0) for own in weights.values()) / len(weights) for name in features}
    one, two = weights.get(role, everywhere), weights.get(other, everywhere)
    return {name: value * (one.get(name, 0.0) - two.get(name, 0.0)) for name, value in features.items()}


def column_features(cells: Sequence[Cell], place: float) -> Mapping[str, float]:
    """The features of a column.

    Args:
        cells: Its body cells from top to bottom, merged ones once.
        place: Where it stands among the head's columns, from 0 to 1.
    """
    texts = [squeezed(cell.text) for cell in cells]
    filled = [text for text in texts if text]
    kinds = Counter(map(kind_of_cell, filled))
    count = max(len(filled), 1)
    features = {f"kind_{kind}": number / count for kind, number in kinds.items()}
    features |= {
        "blank": 1 - len(filled) / max(len(texts), 1),
        "merged": sum(cell.row_span > 1 for cell in cells) / max(len(cells), 1),
        "distinct": len(set(filled)) / count,
        "sums": float(_sums_up(filled)),
        "rises": float(_rises(filled)),
        "place": place,
        "bias": 1.0,
    }
    return features


@lru_cache(maxsize=16384)
def kind_of_cell(text: str) -> str:
    """The kind of a cell without white space.

    Example:
        ``kind_of_cell("≥12场") == "limit"`` and ``kind_of_cell("产出指标(50分)") == "level1"``
    """
    return next((kind for kind, pattern in _kinds() if pattern.fullmatch(text)), _kind_of_words(text))


def _kind_of_words(text: str) -> str:
    if levels := _levels().get(_level_key(text)):
        return levels[0]
    if re.search(r"\d", text):
        return "long" if len(text) > LONG else "mixed"
    return "short" if len(text) <= SHORT else "long" if len(text) > LONG else "words"


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in vocabulary(ComparatorWord) if row.position == "before"]
    signs = alternatives(row.word for row in rows)
    unit = unit_pattern()
    return (
        ("placeholder", PLACEHOLDER),
        ("sign", re.compile(f"{signs}|[=＝═]|等于")),
        ("nature", NATURES),
        ("yes_no", YES_NO),
        ("points", POINTS),
        ("figure", re.compile(FIGURE)),
        ("pair", PAIR),
        ("arrow", ARROW),
        ("percent", re.compile(rf"{FIGURE}[%‰]")),
        ("unit", re.compile(rf"[十百千万亿]*{unit}|\({unit}\)")),
        ("limit", re.compile(rf"(?:{signs}|[=═])\(?{FIGURE}.{{0,12}}|{FIGURE}.{{0,6}}(?:以[上下内]|左右)")),
        ("quantity", re.compile(rf"{FIGURE}[十百千万亿]*\(?{unit}\)?")),
        ("done", DONE),
    )


def levels_named(text: str) -> frozenset[str]:
    """The levels that a text is a known name of: 成本指标 is one of both.

    Example:
        ``levels_named("数量指标") == {"level2"}``
    """
    return frozenset(_levels().get(_level_key(squeezed(text)), ()))


def _level_key(text: str) -> str:
    return label_key(without_points(label_key(text), bare_rates=True)[0]).removesuffix("指标")


@cache
def _levels() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in vocabulary(LevelName):
        found[row.name] = (*found.get(row.name, ()), str(row.level))
    return MappingProxyType(found)


def _sums_up(texts: Sequence[str]) -> bool:
    figures = [found[1] for text in texts if (found := POINTS.fullmatch(text))]
    return len(figures) > 2 and sum(map(Decimal, figures)) in FULL


def _rises(texts: Sequence[str]) -> bool:
    """Whether the cells count 1, 2, 3."""
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in vocabulary(ColumnWeight):
        found.setdefault(row.role, {})[row.feature] = float(row.weight)
    return found
