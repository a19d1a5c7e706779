"""Dotted and dashed borders that a printer draws piece by piece, put together into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LONGEST = 12.0  # points: a longer piece is a line of its own
GAP = 6.5  # points between two pieces of one line
ASIDE = 0.8  # points that pieces of one line may stand off it
FEWEST = 4  # pieces that make a line


class Dash(NamedTuple):
    """A dot or dash: where it lies across the line, and from where to where it runs along it."""

    across: float
    start: float
    stop: float


def chained(pieces: Sequence[Dash]) -> Iterator[Dash]:
    """Lines made of pieces that follow each other closely; fewer than ``FEWEST`` together make none.

    Example:
        Dots of 0.75 points every 1.5 points from 100 to 700 give one line from 100 to 700.
    """
    rows: list[list[Dash]] = []
    for piece in sorted(pieces):
        if rows and piece.across - rows[-1][-1].across <= ASIDE / 2 and piece.across - rows[-1][0].across <= ASIDE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        yield from _chains(sorted(row, key=lambda piece: piece.start))


def _chains(row: Sequence[Dash]) -> Iterator[Dash]:
    chain: list[Dash] = []
    for piece in row:
        if chain and piece.start - chain[-1].stop > GAP:
            yield from _line(chain)
            chain = []
        chain.append(piece)
    yield from _line(chain)


def _line(chain: Sequence[Dash]) -> Iterator[Dash]:
    """The chain as one line, longer by its own gap at both ends: where it stops, the next dash would have begun."""
    if len(chain) < FEWEST:
        return
    gap = max(0.0, *(after.start - before.stop for before, after in pairwise(chain)))
    yield Dash(chain[0].across, chain[0].start - gap, max(piece.stop for piece in chain) + gap)
