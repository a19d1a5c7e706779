"""The columns of an indicator table: heads, roles, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.drawn.content import Content, Row, figure
from tests.drawn.plan import Features
from tests.drawn.values import Value
from tests.drawn.words import Wording, facts

WIDTHS = {
    "index": 0.5,
    "level1": 1.0,
    "level2": 1.2,
    "level3": 2.3,
    "nature": 0.9,
    "direction": 0.8,
    "value": 1.0,
    "unit": 0.8,
    "target": 1.5,
    "actual": 1.5,
    "weight": 0.7,
    "score": 0.75,
    "review_score": 0.8,
    "reason": 2.0,
    "level1_weight": 0.6,
    "level2_weight": 0.6,
    "arrow": 2.4,
    "one": 1.1,
}


@dataclass
class Column:
    """Heads from the outermost to the leaf, the column's role, and the key of its texts."""

    heads: tuple[str, ...]
    role: str
    key: str
    width: float
    align: str = "center"


@dataclass
class Printed:
    """One row as printed: texts by key, and its truth."""

    row: Row
    texts: dict[str, str]
    truth: dict[str, str]


def columns(rng: Random, words: Wording, plan: Features) -> list[Column]:
    """All columns of a form's indicator table, from left to right, without the levels that have none."""
    target, actual, weight, score = _target(words, plan), _actual(words, plan), *_points(words, plan)
    if plan["periods"] == "previous wide":
        middle = _two_periods(words, weight)
        middle += score
    elif plan["kind"] == "scoring":
        middle = (
            weight
            + [Column((words.head("criteria"),), "other", "criteria", 2.4, "text")] * (rng.random() < 0.8)
            + score
        )
    else:
        parts = {"t": target, "a": actual, "w": weight, "s": score, "x": _rated(rng, words)}
        middle = [column for letter in plan["order"] for column in parts[letter]]
    return [*_levels(words, plan), *middle, *_extras(rng, words, plan)]


def _column(words: Wording, role: str, key: str, width: float = 0.0, *, align: str = "center") -> Column:
    return Column((words.head(role),), role, key, width or WIDTHS[key], align)


def _levels(words: Wording, plan: Features) -> list[Column]:
    made = [_column(words, "index", "index")] * (plan["index"] == "yes")
    has_points = plan["level_points"] == "columns"
    levels = []
    if plan["l1"] not in ("none", "band"):
        width = 0.45 if plan["l1"] == "vertical" else 0.0
        levels.append(_column(words, "level1", "level1", width))
        levels += [_column(words, "level1_weight", "level1_weight")] * has_points
    if plan["l2"] not in ("none", "band"):
        levels.append(_column(words, "level2", "level2"))
        levels += [_column(words, "level2_weight", "level2_weight")] * has_points
    levels.append(_column(words, "level3", "level3", align="text"))
    if plan["wide_levels"] == "yes" and len(levels) > 1:
        wide = words.head("wide_levels")
        levels = [Column((wide, *c.heads), c.role, c.key, c.width, c.align) for c in levels]
    return made + levels


def _target(words: Wording, plan: Features) -> list[Column]:
    if plan["periods"] == "arrow":
        return [_column(words, "target_actual", "arrow")]
    if plan["periods"] == "previous flat":
        before = [_column(words, f"previous_{part}", f"previous_{part}", 1.3) for part in ("target", "actual")]
        return [*before, _column(words, "target", "target")]
    if plan["periods"] == "plan":
        return [_column(words, "plan_other", "plan_other", 1.3), _column(words, "target", "target")]
    if plan["split"] == "no":
        return [_column(words, "target", "target")]
    unit = _column(words, "target_unit", "unit")
    if plan["split"] in ("unit apart", "unit first"):
        value = _column(words, "target", "signed", 1.2)
        return [value, unit] if plan["split"] == "unit apart" else [unit, value]
    parts = [_column(words, "direction", "direction")] * (plan["direction"] == "yes")
    parts += [_column(words, "target_nature", "nature"), _value(words, plan), unit]
    if plan["split"] == "one row":
        return parts
    wide = words.head("target")
    return [Column((wide, *c.heads), c.role, c.key, c.width, c.align) for c in parts]


def _value(words: Wording, plan: Features) -> Column:
    role = "target_value" if plan["split"] == "wide" else "target"
    return Column((words.head(role),), "target", "value", WIDTHS["value"])


def _actual(words: Wording, plan: Features) -> list[Column]:
    if plan["periods"] == "arrow":
        return []
    if plan["periods"] in ("half", "half wide"):
        parts = [
            _column(words, "partial_actual", "partial", 1.3),
            Column((words.head("whole_actual"),), "actual", "actual", 1.3),
        ]
        if plan["periods"] == "half":
            return parts
        wide = words.head("actual")
        return [Column((wide, *c.heads), c.role, c.key, c.width) for c in parts]
    if plan["actual"] == "split":
        wide = words.head("actual")
        value, unit = words.head("actual_value"), words.head("actual_unit")
        return [
            Column((wide, value), "actual", "actual_value", 1.0),
            Column((wide, unit), "actual_unit", "actual_unit", 0.8),
        ]
    return [_column(words, "actual", "actual")]


def _two_periods(words: Wording, weight: list[Column]) -> list[Column]:
    previous, current = words.head("previous"), words.head("current")
    target, actual = words.head("period_target"), words.head("period_actual")
    made = [
        Column((previous, target), "previous_target", "previous_target", 1.2),
        Column((previous, actual), "previous_actual", "previous_actual", 1.2),
        Column((current, target), "target", "target", 1.3),
        Column((current, actual), "actual", "actual", 1.3),
    ]
    return made + [Column((current, *c.heads), c.role, c.key, c.width) for c in weight]


def _points(words: Wording, plan: Features) -> tuple[list[Column], list[Column]]:
    """Columns of points: full, then reached."""
    if plan["points"] == "one":
        return [], [_column(words, "weight_score", "one")]
    weight = [_column(words, "weight", "weight")] * (plan["points"] in ("ws", "w"))
    score = [_column(words, "score", "score")] * (plan["points"] in ("ws", "s"))
    score += [_column(words, "review_score", "review_score")] * (plan["review"] == "yes")
    return weight, score


def _rated(rng: Random, words: Wording) -> list[Column]:
    if rng.random() < 0.5:
        return [_column(words, "score_rate", "score_rate", 0.9)]
    return [Column((words.head("rate"),), "other", "rate", 0.9)]


MEMOS = {
    "criteria": 1.8,
    "explanation": 1.8,
    "proof": 1.3,
    "core": 0.7,
    "source": 1.1,
    "office": 1.0,
    "memo": 0.9,
    "done": 0.8,
}


def _extras(rng: Random, words: Wording, plan: Features) -> list[Column]:
    names = rng.sample([n for n in MEMOS if plan["kind"] != "scoring" or n != "criteria"], int(plan["extra_cols"]))
    made = [Column((words.head(name),), "other", name, MEMOS[name], "text") for name in names]
    reason = [_column(words, "deviation_reason", "reason", align="text")] * (plan["reason"] == "yes")
    return [*made, *reason] if rng.random() < 0.5 else [*reason, *made]


def printed(rng: Random, made: Content, plan: Features, keys: set[str]) -> list[Printed]:
    """Every row of a form as printed in columns of these keys."""
    return [_printed(rng, row, plan, keys) for row in made.rows]


def _printed(rng: Random, row: Row, plan: Features, keys: set[str]) -> Printed:
    texts = _values(row, plan) | _points_of(rng, row, plan) | _memos(rng, row)
    texts |= {"level3": row.level3, "level1": row.level1, "level2": row.level2, "reason": row.reason}
    if not row.reason and plan["points"] != "none" and rng.random() < 0.05:
        texts["reason"] = rng.choice(("无", "/", "无偏差"))
    target, actual = _target_truth(texts, plan), texts["actual"]
    if "actual_unit" in keys:
        actual = texts["actual_value"] + texts["actual_unit"]
    is_scoring = plan["kind"] == "scoring"
    one = "one" in keys
    truth = {
        "level1": "" if plan["l1"] == "none" else row.level1,
        "level2": "" if plan["l2"] == "none" else row.level2,
        "level3": row.level3,
        "target_raw": "" if is_scoring else target,
        "actual_raw": "" if is_scoring else actual,
        "weight": texts["weight"] if one or "weight" in keys else "",
        "score": texts["score"] if one or "score" in keys else "",
        "deviation_reason": texts["reason"] if "reason" in keys and texts["reason"] != "/" else "",
    }
    return Printed(row, texts, truth)


def _values(row: Row, plan: Features) -> dict[str, str]:
    measured, style = row.measured, plan["compare"]
    target = measured.target
    nature = ("定量" if target.is_number else "定性") if plan["nature"] == "定量/定性" else target.sign(style)
    return {
        "target": target.printed(style),
        "nature": nature,
        "direction": {"le": "反向", "": "定性"}.get(target.comparator, "正向"),
        "value": target.number,
        "signed": target.sign(style) + target.number,
        "unit": target.unit,
        "actual": measured.actual.number if plan["actual"] == "bare" else _plain(measured.actual),
        "actual_value": measured.actual.number,
        "actual_unit": measured.actual.unit,
        "previous_target": measured.previous.printed(style),
        "previous_actual": _plain(measured.previous_actual),
        "partial": _plain(measured.partial),
        "plan_other": measured.previous.printed(style),
        "arrow": f"{_plain(target)}→{_plain(measured.actual)}",
    }


def _plain(value: Value) -> str:
    return value.number + value.unit


def _target_truth(texts: dict[str, str], plan: Features) -> str:
    if plan["periods"] == "arrow":
        return texts["arrow"].partition("→")[0]
    if plan["split"] in ("unit apart", "unit first"):
        return texts["signed"] + texts["unit"]
    if plan["split"] in ("one row", "wide"):
        return (texts["nature"] if plan["nature"] == "sign" else "") + texts["value"] + texts["unit"]
    return texts["target"]


def _points_of(rng: Random, row: Row, plan: Features) -> dict[str, str]:
    places = 2 if plan["score_places"] == "yes" else None
    weight, score = figure(row.weight), figure(row.score, places)
    rate = f"{100 * row.score / row.weight:.0f}" if row.weight else ""
    review = figure(max(0.0, row.score - rng.choice((0, 0, 0, 0.5))), places)
    return {
        "weight": weight,
        "score": score,
        "one": f"{weight}/{score}",
        "score_rate": rate + "%" * bool(rate),
        "review_score": review,
    }


def _memos(rng: Random, row: Row) -> dict[str, str]:
    known = facts()
    return {
        "criteria": rng.choice(known["criteria"]),
        "explanation": rng.choice(known["explanations"]),
        "proof": rng.choice(known["proofs"]),
        "core": rng.choice(("是", "否", "否")),
        "source": rng.choice(known["sources"]),
        "office": rng.choice(known["sections"]),
        "memo": rng.choice(known["memos"]) if rng.random() < 0.15 else "",
        "done": "否" if row.measured.is_missed else "是",
        "rate": f"{rng.randint(60, 99)}%" if row.measured.is_missed else "100%",
    }
