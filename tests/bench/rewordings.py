"""How many rewordings of an indicator are found again, and how many of those found are none.

Each pair of ``rewordings.csv`` is put as the indicators of two years of one department. The pairs were written without
sight of the rules; those of all sets but ``unseen`` were looked at afterwards, and words were added for them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from pipelines.identity.identify import identify
from pipelines.identity.names import Sighting, printed_name
from pipelines.identity.registry import Registry, ReportingPlace
from tests.bench.measuring import verdict

PAIRS = Path(__file__).with_name("rewordings.csv")
UNSEEN = "unseen"
MISSED, WRONG = 0.15, 0.02  # of the rewordings, and of those found


class Found(NamedTuple):
    """Pairs of a set: rewordings, those of them found, and others taken for one."""

    same: int
    found: int
    wrong: int


def show() -> None:
    """Print one line a set of pairs, then what the limits are about."""
    print(f"{'pairs':12}{'reworded':>9}{'found':>7}{'wrong':>7}")
    for name, (same, found, wrong) in measure().items():
        print(f"{name:12}{same:9}{found:7}{wrong:7}")
        if name == UNSEEN:
            print(verdict("rewordings missed", 1 - found / same, MISSED), end="; ")
            print(verdict("of those found, wrong", wrong / max(found + wrong, 1), WRONG), flush=True)


def measure() -> dict[str, Found]:
    """Count by set; the unseen is the last."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with PAIRS.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            is_same, is_joined = row["same"] == "yes", joined(row["a"], row["b"])
            count = counts[row["set"]]
            count[0] += is_same
            count[1] += is_same and is_joined
            count[2] += is_joined and not is_same
    return {name: Found(*count) for name, count in counts.items()}


def joined(one: str, other: str) -> bool:
    """Whether two names of two years get one id."""
    registry = Registry()
    return _ids(registry, 2022, one) == _ids(registry, 2023, other)


def _ids(registry: Registry, year: int, name: str) -> list[str]:
    printed = printed_name(name, None, None, None)
    return list(identify(registry, ReportingPlace("department", year), {printed.slot: Sighting(printed)}).values())
