"""Ruling lines as the edges that pdfplumber's table finder works on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfplumber import table as finder

from schemas.page import Rule

SNAP = 3.0  # points: lines nearer than this are one line (double borders, borders drawn cell by cell)
JOIN = 3.0  # points: pieces of a line with a gap up to this are one line
CROSS = 3.0  # points: lines that end this short of each other still meet
SHORT = 4.0  # points: a line shorter than this borders nothing

Edge = dict[str, Any]


def merged_edges(rules: Iterable[Rule]) -> list[Edge]:
    """Rules as pdfplumber's edges, near ones snapped together and pieces of one line joined."""
    edges = [as_edge(rule) for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) > 0]
    merged: list[Edge] = finder.merge_edges(edges, SNAP, SNAP, JOIN, JOIN)
    return [edge for edge in merged if max(edge["width"], edge["height"]) >= SHORT]


def as_edge(rule: Rule) -> Edge:
    """One rule as pdfplumber's edge."""
    return {
        "object_type": "line",
        "orientation": "h" if rule.x1 - rule.x0 >= rule.bottom - rule.top else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def position(edge: Edge) -> float:
    """The height of a level edge, the distance from the left of an upright one."""
    return float(edge["top"] if edge["orientation"] == "h" else edge["x0"])


def reaches(edge: Edge, start: float, stop: float) -> bool:
    """Whether an edge runs at least from start to stop."""
    low, high = ("x0", "x1") if edge["orientation"] == "h" else ("top", "bottom")
    return bool(edge[low] - CROSS <= start and stop <= edge[high] + CROSS)
