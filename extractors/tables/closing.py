"""Edges that a table leaves out: the sides of an open form, and the ends of its lines at a page break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.tables.edges import CROSS, SNAP, Edge, as_edge, position, reaches
from schemas.page import Rule


def end_edges(edges: Sequence[Edge]) -> list[Edge]:
    """Level edges across the ends of upright lines that a page break left open.

    Two neighbours that end together are closed across their ends where nothing closes them yet and they belong
    together: some line joins them elsewhere, or they are the two sides of one cell as long as the page.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    return [as_edge(rule) for end in ("top", "bottom") for rule in _across_ends(upright, level, end)]


def _across_ends(upright: Sequence[Edge], level: Sequence[Edge], end: str) -> Iterator[Rule]:
    inner = max if end == "top" else min
    for group in _ending_together(upright, end):
        for first, second in pairwise(sorted(group, key=lambda edge: edge["x0"])):
            left, right, at = first["x0"], second["x0"], inner(first[end], second[end])
            closed = any(abs(edge["top"] - at) <= CROSS for edge in level if reaches(edge, left, right))
            if not closed and right - left > SNAP and _belong_together(first, second, level):
                yield Rule(left, at, right, at)


def _ending_together(edges: Sequence[Edge], end: str) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e[end]):
        if groups and edge[end] - groups[-1][-1][end] <= 2 * CROSS:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _belong_together(first: Edge, second: Edge, level: Sequence[Edge]) -> bool:
    """Whether some line joins two upright neighbours, or nothing meets one of them: the side of a long cell."""
    top, bottom = max(first["top"], second["top"]) - CROSS, min(first["bottom"], second["bottom"]) + CROSS
    beside = [edge for edge in level if top <= edge["top"] <= bottom]
    if any(reaches(edge, first["x0"], second["x0"]) for edge in beside):
        return True
    same = all(abs(first[end] - second[end]) <= 2 * CROSS for end in ("top", "bottom"))
    return same and not all(any(reaches(edge, side["x0"], side["x0"]) for edge in beside) for side in (first, second))


def side_edges(edges: Sequence[Edge]) -> list[Edge]:
    """The outer sides a form leaves open, wholly or beside some of its rows: lines that end there are closed."""
    sides: list[Edge] = []
    for group in _crossing_groups(edges):
        upright = [edge for edge in group if edge["orientation"] == "v"]
        level = [edge for edge in group if edge["orientation"] == "h"]
        left, right = min(e["x0"] for e in group), max(e["x1"] for e in group)
        top, bottom = min(e["top"] for e in group), max(e["bottom"] for e in group)
        for x in (left, right):
            sides += [as_edge(Rule(x, start, x, stop)) for start, stop in _open(x, level, upright)]
            if len(level) > 1 and not _drawn(x, upright):
                sides.append(as_edge(Rule(x, top, x, bottom)))
        for y in (top, bottom):
            sides += [as_edge(Rule(start, y, stop, y)) for start, stop in _open(y, upright, level)]
            if len(upright) > 1 and not _drawn(y, level):
                sides.append(as_edge(Rule(left, y, right, y)))
    return sides


def _drawn(side: float, along: Sequence[Edge]) -> list[Edge]:
    return [edge for edge in along if abs(position(edge) - side) <= CROSS]


def _open(side: float, ending: Sequence[Edge], along: Sequence[Edge]) -> Iterator[tuple[float, float]]:
    """Where nothing is drawn along a side between two neighbours of the lines that end at it."""
    drawn = _drawn(side, along)
    at = sorted(position(edge) for edge in ending if reaches(edge, side, side))
    for start, stop in pairwise(at if drawn else ()):
        if stop - start > SNAP and not any(reaches(edge, start, stop) for edge in drawn):
            yield start, stop


def _crossing_groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that hang together by crossings, both ways present."""
    groups: list[list[Edge]] = []
    for edge in edges:
        touched = [group for group in groups if any(_cross(edge, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in touched)]
        groups.append([edge, *(other for group in touched for other in group)])
    return [group for group in groups if len({edge["orientation"] for edge in group}) > 1]


def _cross(first: Edge, second: Edge) -> bool:
    if first["orientation"] == second["orientation"]:
        return False
    return reaches(first, position(second), position(second)) and reaches(second, position(first), position(first))
