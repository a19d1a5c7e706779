"""What is read of drawn forms that no rule was written for: rows, cells, amounts, fields, and silent errors."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from extractors import extract
from tests.drawn.files import drawn
from tests.drawn.score import Score, score
from tests.drawn.words import SPLITS

FORMS, SEED, PROCESSES = 60, "bench", 2
LEFT_OUT = ("region", "year", "font", "ncols", "split_words", "writer")  # features that say nothing of a layout
RATES = (
    ("rows", "found rows", "rows"),
    ("full rows", "full rows", "rows"),
    ("cells", "good cells", "cells"),
    ("amounts", "good amounts", "amounts"),
    ("evaluation fields", "good fields", "fields"),
)


class Result(NamedTuple):
    """One form's score beside its features."""

    name: str
    features: dict[str, str]
    score: Score


def show(count: int = FORMS, seed: str = SEED) -> None:
    """Print a line a split, then which feature values lost cells."""
    for split in SPLITS:
        results = list(measure(count, (seed, split)))
        print(summary(split, results))
        for line in losses(results):
            print(line)


def measure(count: int, origin: tuple[str, str]) -> Iterator[Result]:
    """Draw and read the first forms of a seed and split."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_result, range(1, count + 1), [origin] * count)


def _result(number: int, origin: tuple[str, str]) -> Result:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    form = drawn(number, origin)
    return Result(form.name, form.truth["features"], score(form.truth, extract(form.pdf, f"{form.name}.pdf")))


def summary(split: str, results: list[Result]) -> str:
    """Example: ``drawn forms, train: 60 forms, 890 rows: rows 0.912, ..., silent errors 31 in 12 forms``."""
    counts = sum((result.score.counts for result in results), Counter())
    rates = ", ".join(f"{name} {counts[good] / max(1, counts[whole]):.3f}" for name, good, whole in RATES)
    silent = [len(result.score.silent) for result in results]
    extra = f"extra rows {counts['extra rows']}, silent errors {sum(silent)} in {sum(map(bool, silent))} forms"
    return f"drawn forms, {split}: {len(results)} forms, {counts['rows']} rows: {rates}, {extra}"


def losses(results: list[Result]) -> Iterator[str]:
    """By feature value: forms, share of cells read, cells lost, lift, silent errors; without values that lost nothing.

    The lift is the value's share of the cells lost over its share of all cells: above 1 it costs more than others.
    """
    groups: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for result in results:
        for name, shown in result.features.items():
            groups[name, str(shown)].append(result.score)
    whole, lost_of_all = _cells([result.score for result in results])
    yield f"  {'feature':18}{'value':16}{'forms':>6}{'cells':>8}{'lost':>6}{'lift':>6}{'silent':>8}"
    for (feature, value), scores in sorted(groups.items()):
        cells, lost = _cells(scores)
        silent = sum(len(score.silent) for score in scores)
        if feature not in LEFT_OUT and cells and (lost or silent):
            lift = lost * whole / max(1, cells * lost_of_all)
            yield f"  {feature:18}{value:16}{len(scores):6}{1 - lost / cells:8.3f}{lost:6}{lift:6.2f}{silent:8}"


def _cells(scores: list[Score]) -> tuple[int, int]:
    """How many cells there are, and how many of them are lost."""
    cells = sum(score.counts["cells"] for score in scores)
    return cells, cells - sum(score.counts["good cells"] for score in scores)
