"""Level lines under each other that no upright line meets: the rows of a table whose columns only white parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pdfplumber import table as finder

from extractors.tables.edges import CROSS, SNAP, Edge, as_edge, merged_edges, reaches
from schemas.page import Box, Page, Rule

SHADE = "shade"  # an edge that shading alone tells of: words of merged cells may stand across it
LONG = 0.9  # of the table's width: a shaded area's edge this long is one of a row
SHORTEST = 100.0  # points: a narrower line is none of a table's


class Stack(NamedTuple):
    """Level lines under each other.

    Attributes:
        left: Where the longest of them begin.
        right: Where they end.
        edges: From top to bottom; one that stops short leaves a cell that is merged over rows beside it.
    """

    left: float
    right: float
    edges: list[Edge]

    def is_whole(self, edge: Edge) -> bool:
        """Whether an edge runs over the whole width."""
        return reaches(edge, self.left, self.right)

    def stretched(self, edge: Edge) -> Rule:
        """The line of an edge, to the very sides where it reaches them."""
        left = self.left if abs(edge["x0"] - self.left) <= CROSS else edge["x0"]
        right = self.right if abs(edge["x1"] - self.right) <= CROSS else edge["x1"]
        return Rule(left, edge["top"], right, edge["top"])

    def holds(self, box: Box) -> bool:
        """Whether a box lies between the sides."""
        return self.left - CROSS <= (box.x0 + box.x1) / 2 <= self.right + CROSS


def stacks(page: Page) -> list[Stack]:
    """The stacks of a page, from top to bottom; level lines of one length and place are of one stack."""
    edges = merged_edges(page.rules)
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h" and not any(_meets(edge, v) for v in upright)]
    found: list[Stack] = []
    for edge in sorted(level, key=lambda edge: -edge["width"]):
        stack = next((stack for stack in found if _is_of(edge, stack)), None)
        if stack:
            stack.edges.append(edge)
        elif edge["width"] >= SHORTEST:
            found.append(Stack(edge["x0"], edge["x1"], [edge]))
    for stack in _shaded(page):
        if not any(_is_alike(stack, other) for other in found):
            found.append(stack)
    whole = [_with_shades(stack, page) for stack in found]
    bare = [stack for stack in whole if len(stack.edges) > 1 and not any(_is_inside(v, stack) for v in upright)]
    return sorted(bare, key=lambda stack: float(stack.edges[0]["top"]))


def _meets(level: Edge, upright: Edge) -> bool:
    """Whether an upright line meets a level one between its ends: those at its ends are a frame's."""
    if not (reaches(level, upright["x0"], upright["x0"]) and reaches(upright, level["top"], level["top"])):
        return False
    return all(abs(upright["x0"] - level[end]) > CROSS for end in ("x0", "x1"))


def _is_inside(upright: Edge, stack: Stack) -> bool:
    """Whether an upright line parts columns of the rows: then the level ones are the rest of a grid's."""
    top, bottom = (stack.edges[end]["top"] for end in (0, -1))
    between = stack.left + CROSS < upright["x0"] < stack.right - CROSS
    return bool(between and min(upright["bottom"], bottom) - max(upright["top"], top) > CROSS)


def _is_of(edge: Edge, stack: Stack) -> bool:
    """Whether an edge lies within a stack's width and has an end at one of its sides."""
    left, right = edge["x0"] - stack.left, stack.right - edge["x1"]
    return bool(min(left, right) >= -CROSS and min(abs(left), abs(right)) <= CROSS)


def _shaded(page: Page) -> Iterator[Stack]:
    """Sides of tables with nothing but shaded rows: at least two that begin and end at the same places."""
    level = [as_edge(Rule(shade.x0, shade.top, shade.x1, shade.top)) for shade in page.shades]
    tops: list[Edge] = finder.merge_edges(level, 1, 1, 1, 1)
    wide = sorted((edge["x0"], edge["x1"]) for edge in tops if edge["width"] >= SHORTEST)
    for first, second in pairwise(wide):
        if all(abs(a - b) <= 1 for a, b in zip(first, second, strict=True)):
            yield Stack(*first, [])


def _is_alike(stack: Stack, other: Stack) -> bool:
    return abs(stack.left - other.left) <= CROSS and abs(stack.right - other.right) <= CROSS


def _with_shades(stack: Stack, page: Page) -> Stack:
    """The stack with the upper and lower edges of shaded rows, sorted by height."""
    shades = [
        Rule(shade.x0, y, shade.x1, y) for shade in page.shades if stack.holds(shade) for y in (shade.top, shade.bottom)
    ]
    drawn = [edge["top"] for edge in stack.edges]
    rows = [
        edge | {"object_type": SHADE}
        for edge in merged_edges(shades)
        if edge["width"] > LONG * (stack.right - stack.left) and all(abs(edge["top"] - y) > SNAP for y in drawn)
    ]
    edges = sorted([*stack.edges, *rows], key=lambda edge: float(edge["top"]))
    return stack._replace(edges=edges)


def drawn_edges(stack: Stack, page: Page, top: float, bottom: float) -> list[float]:
    """Where the cells of some rows begin and end, told by the pieces that their borders and shading were drawn in.

    Pieces tell only where they lie one beside the other over the whole width. Counted from the left of the table.
    """
    low, high = top - SNAP, bottom + SNAP
    pieces = [Box(*rule) for rule in page.rules if rule.top == rule.bottom and low <= rule.top <= high]
    pieces += [shade for shade in page.shades if low <= shade.top and shade.bottom <= high]
    rows: dict[int, list[Box]] = {}
    for piece in sorted(pieces):
        if stack.holds(piece):
            rows.setdefault(round(piece.top), []).append(piece)
    tiled = [row for row in rows.values() if _is_tiled(row, stack)]
    return sorted({piece.x0 - stack.left for row in tiled for piece in row[1:]})


def _is_tiled(row: Sequence[Box], stack: Stack) -> bool:
    ends = all(abs(a - b) <= CROSS for a, b in ((row[0].x0, stack.left), (row[-1].x1, stack.right)))
    return ends and all(abs(before.x1 - after.x0) <= 1 for before, after in pairwise(row))
