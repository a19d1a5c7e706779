"""What a file and a form look like: every feature drawn at random, rare ones rarely."""

from __future__ import annotations

from random import Random

from tests.drawn.values import TRUE_SIGNS

Features = dict[str, str]

FILE = {
    "kind": {"project": 50, "department": 22, "transfer": 18, "scoring": 8},
    "forms": {"1": 58, "2": 18, "3": 10, "5": 8, "10": 3},
    "same_form": {"yes": 70, "no": 30},
    "narrative": {"no": 72, "yes": 28},
    "before": {"none": 82, "staff": 10, "main tasks": 8},
    "rules": {
        "grid": 50,
        "double": 6,
        "dotted": 6,
        "outer thick": 6,
        "threeline": 10,
        "hrules": 8,
        "none": 6,
        "no uprights": 4,
        "open sides": 4,
    },
    "shade": {"none": 60, "header": 16, "zebra": 14, "labels": 10},
    "border": {"0.5": 50, "0.25": 20, "0.75": 20, "1": 15, "1.5": 5},
    "filled": {"no": 75, "yes": 25},
    "paper": {"A4P": 60, "A4L": 26, "A3L": 8, "A3P": 3},
    "turn": {"none": 84, "rotate 90": 4, "rotate 270": 3, "rotate 180": 2, "sideways": 7},
    "tsize": {"9": 30, "8": 15, "10": 15, "7.5": 12, "10.5": 10, "7": 6},
    "pad": {"3": 30, "2": 25, "5": 20, "1": 12, "0.5": 6, "9": 7},
    "leading": {"1.25": 50, "1.15": 25, "1.5": 25},
    "align": {"center": 50, "mixed": 30, "left": 20},
    "valign": {"middle": 75, "top": 25},
    "repeat": {"no": 72, "yes": 28},
    "at_break": {"closed": 70, "open above": 14, "open below": 8, "open both": 8},
    "splits_rows": {"no": 70, "yes": 30},
    "cut_text": {"first": 50, "larger": 30, "flow": 20},
    "stamp": {"no": 84, "yes": 16},
    "watermark": {"no": 92, "yes": 8},
    "running_head": {"no": 84, "yes": 16},
    "foot": {"none": 25, "- 1 -": 30, "1": 25, "第1页 共N页": 20},
}

FORM = {
    "size": {"usual": 84, "long": 16},
    "execution_row": {"no": 90, "yes": 10},
    "levels": {"3": 86, "2": 7, "1": 7},
    "l1": {"merged": 44, "first lined": 12, "first": 5, "repeated": 12, "band": 9, "centred": 7, "vertical": 11},
    "l2": {"merged": 50, "first lined": 16, "first": 5, "repeated": 20, "centred": 9},
    "points": {"ws": 62, "none": 18, "s": 7, "w": 5, "one": 8},
    "order": {"taws": 55, "wtas": 20, "tawsx": 8, "twas": 10, "tasw": 7},
    "level_points": {"none": 72, "brackets": 10, "brackets 1+2": 6, "bare": 4, "level 3": 8, "columns": 9},
    "split": {"no": 68, "one row": 9, "wide": 12, "unit apart": 8, "unit first": 3},
    "nature": {"sign": 75, "定量/定性": 25},
    "direction": {"no": 70, "yes": 30},
    "compare": {"signs": 50, "words": 12, "spelt": 8, "wide": 8, "ascii": 7, "full": 4, "bare": 8, "after": 7},
    "periods": {"one": 74, "previous wide": 7, "previous flat": 5, "half": 6, "half wide": 3, "arrow": 5, "plan": 4},
    "actual": {"whole": 72, "bare": 22, "split": 6},
    "reason": {"yes": 82, "no": 18},
    "extra_cols": {"0": 58, "1": 26, "2": 11, "3": 5},
    "index": {"no": 86, "yes": 14},
    "review": {"no": 92, "yes": 8},
    "wide_levels": {"no": 90, "yes": 10},
    "prefix": {"no": 72, "指标1：": 14, "指标1": 8, "指标1:": 6},
    "placeholder_rows": {"no": 84, "yes": 16},
    "side": {"yes": 50, "no": 50},
    "own_table": {"no": 70, "yes": 30},
    "header": {"block": 76, "lines": 24},
    "header_grid": {"snapped": 50, "free": 50},
    "code": {"no": 85, "yes": 15},
    "self_score": {"total": 52, "header": 20, "none": 28},
    "funds": {"matrix": 66, "pairs": 12, "absent": 22},
    "funds_points": {"yes": 60, "no": 40},
    "goals": {"side": 48, "rows": 28, "absent": 24},
    "money": {"万元": 75, "元": 25},
    "thousands": {"no": 68, "yes": 32},
    "note": {"none": 58, "below": 24, "row": 18},
    "score_places": {"no": 80, "yes": 20},
    "year_place": {"title": 70, "cell": 15, "line": 15},
    "bands": {"one": 50, "nested": 30, "numbered": 20},
    "subtotals": {"no": 88, "yes": 12},
}


def pick(rng: Random, options: dict[str, int]) -> str:
    return rng.choices(list(options), list(options.values()))[0]


def file_features(rng: Random) -> Features:
    """The look of one file, and which forms are in it."""
    drawn = {name: pick(rng, options) for name, options in FILE.items()}
    if drawn["rules"] in ("none", "hrules", "no uprights") and drawn["shade"] == "none":
        drawn["shade"] = pick(rng, {"zebra": 50, "header": 50})
    has_prose = drawn["narrative"] == "yes" and drawn["forms"] != "10"
    drawn["upright_prose"] = "yes" if has_prose and rng.random() < 0.6 else "no"
    if drawn["forms"] == "10":
        drawn["narrative"], drawn["before"] = "no", "none"
    return drawn


def form_features(rng: Random, kind: str, rules: str) -> Features:
    """The layout of one form; what would contradict itself is taken back."""
    drawn = {name: pick(rng, options) for name, options in FORM.items()}
    drawn["kind"] = kind
    if kind == "scoring":
        drawn |= {
            "levels": "3",
            "periods": "one",
            "split": "no",
            "prefix": "no",
            "placeholder_rows": "no",
            "funds": "absent",
        }
        drawn |= {
            "goals": "absent",
            "points": "ws",
            "self_score": "total",
            "direction": "no",
            "l1": pick(rng, {"merged": 3, "repeated": 1}),
        }
    if drawn["periods"] != "one":
        drawn |= {"split": "no", "actual": "whole"}
    if drawn["split"] in ("one row", "wide") and drawn["compare"] not in TRUE_SIGNS:
        drawn["compare"] = rng.choice(TRUE_SIGNS)
    if drawn["split"] not in ("one row", "wide"):
        drawn |= {"direction": "no", "nature": "sign"}
    return _points(_bands(drawn), rules)


def _bands(drawn: Features) -> Features:
    if drawn["l1"] != "band" or drawn["levels"] != "3":
        drawn["bands"] = "none"
    if drawn["bands"] in ("nested", "numbered"):
        drawn["l2"] = "band"
    if drawn["bands"] == "numbered":
        drawn |= {"prefix": "no", "placeholder_rows": "no"}
    if drawn["points"] in ("none", "one") or drawn["placeholder_rows"] == "yes":
        drawn["subtotals"] = "no"
    return drawn


def _points(drawn: Features, rules: str) -> Features:
    if drawn["direction"] == "yes":
        drawn |= {"nature": "sign", "compare": "spelt"}
    if drawn["levels"] != "3":
        drawn |= {"level_points": "none", "l1": "none" if drawn["levels"] == "1" else drawn["l1"], "l2": "none"}
    if drawn["l1"] == "band" and drawn["level_points"] == "columns":
        drawn["level_points"] = "brackets"
    if drawn["points"] in ("none", "s"):
        drawn["level_points"] = "none"
    if drawn["points"] in ("none", "w"):
        drawn |= {"self_score": "none", "funds_points": "no", "review": "no"}
    if drawn["points"] == "one":
        drawn["review"] = "no"
    if drawn["funds"] != "matrix" or drawn["execution_row"] == "yes":
        drawn["funds_points"] = "no"
    if (
        rules in ("threeline", "hrules", "none", "no uprights")
        and drawn["own_table"] == "no"
        and drawn["header"] == "block"
    ):
        drawn["header_grid"] = "snapped"
    return drawn
