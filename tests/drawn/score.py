"""A reading of a drawn form against its truth: rows, cells, amounts, fields, and errors nobody is told of.

A field is in silent error where it is wrong, no finding names its record, and no finding of its evaluation says that
something of this kind was not read: a lost row is told by an unread table, a value in a wrong column is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

from schemas.extraction import Extraction
from schemas.tables import Amount, Evaluation, Indicator

NAMES = ("level1", "level2", "level3")
CELLS = (*NAMES, "target_raw", "actual_raw")
POINTS = ("weight", "score")
MORE = (*POINTS, "deviation_reason")  # compared where the form prints them
FIELDS = (
    "subject",
    "kind",
    "fiscal_year",
    "self_score",
    "competent_department",
    "implementing_unit",
    "expected_goal",
    "actual_goal",
)
UNREAD = {"row_unread", "table_unread", "column_unread", "text_unread", "page_unread", "low_confidence"}
LOST = {  # rules that tell of a field left blank
    "level1": UNREAD | {"level_unread"},
    "level2": UNREAD | {"level_unread"},
    "target_raw": UNREAD | {"points_shared"},
    "actual_raw": UNREAD | {"points_shared"},
    "weight": UNREAD | {"points_shared"},
    "score": UNREAD | {"points_shared"},
    "amount": UNREAD | {"required_part_missing"},
    "evaluation": {"required_part_missing", "row_unread", "table_unread", "text_unread", "low_confidence"},
}
WRONG = {  # rules that tell of a field that holds something else
    "level1": {"level_unread"},
    "level2": {"level_unread"},
    "target_raw": {"column_unread"},
    "actual_raw": {"column_unread"},
    "weight": {"column_unread", "points_shared"},
    "score": {"column_unread", "points_shared"},
    "deviation_reason": {"column_unread"},
}
ALIKE = 0.75  # of two names' characters, for one to be the other misread
CENT = Decimal("0.006")  # yuan


@dataclass(frozen=True)
class Fault:
    """A field read wrong; ``told`` is the rule that speaks of it, empty for a silent error."""

    field: str
    wanted: str
    got: str
    told: str


@dataclass
class Score:
    """Counts by name, and the faults."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def silent(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.told]


def score(truth: dict[str, Any], extraction: Extraction) -> Score:
    """Holds an extraction against the truth of a drawn form: ``score(drawn.truth, extract(drawn.pdf, "a.pdf"))``."""
    made, told = Score(), Told(extraction)
    wanted = truth["evaluations"]
    paired = _paired_evaluations(wanted, extraction.evaluations)
    rows = [(row, paired[at]) for at, evaluation in enumerate(wanted) for row in evaluation["indicators"]]
    _rows(made, told, rows, extraction.indicators)
    _amounts(made, told, wanted, extraction.amounts)
    for evaluation, got in zip(wanted, paired, strict=True):
        _evaluation(made, told, evaluation, got)
    return made


class Told:
    """Which findings speak of a record, and which rules of an evaluation."""

    def __init__(self, extraction: Extraction) -> None:
        self.is_set_aside = extraction.quarantine is not None
        self.findings = extraction.findings

    def of(self, name: str, record: str | None, evaluation: str | None, got: str) -> str:
        """The rule that tells of a wrong field, or nothing."""
        if self.is_set_aside:
            return "quarantine"
        named = next((finding.rule for finding in self.findings if record and record in finding.records), "")
        if named:
            return named
        table = WRONG.get(name, set()) if got else LOST.get(name, UNREAD)
        here = (finding for finding in self.findings if evaluation in (None, finding.evaluation_id))
        return next((finding.rule for finding in here if finding.rule in table), "")


def _rows(
    made: Score, told: Told, rows: Sequence[tuple[dict[str, str], Evaluation | None]], got: Sequence[Indicator]
) -> None:
    pairs, extra = aligned([row["level3"] for row, _ in rows], [item.level3 or "" for item in got])
    made.counts["extra rows"] += len(extra)
    for item in (got[at] for at in extra):
        told_by = told.of("row", item.record_id, item.evaluation_id, item.level3 or "")
        made.faults.append(Fault("extra row", "", item.level3 or "", told_by))
    for (row, evaluation), at in zip(rows, pairs, strict=True):
        _row(made, told, row, (evaluation, None if at is None else got[at]))


def _row(made: Score, told: Told, row: dict[str, str], pair: tuple[Evaluation | None, Indicator | None]) -> None:
    evaluation, item = pair
    names = [name for name in (*CELLS, *MORE) if name in CELLS or row[name]]
    made.counts["rows"] += 1
    made.counts["cells"] += len(names)
    if item is None:
        told_by = told.of("row", None, evaluation.evaluation_id if evaluation else None, "")
        made.faults.append(Fault("row", row["level3"], "", told_by))
        return
    good = 0
    for name in names:
        wanted, read = row[name], _shown(getattr(item, name))
        if _same(name, wanted, read):
            good += 1
        else:
            made.faults.append(Fault(name, wanted, read, told.of(name, item.record_id, item.evaluation_id, read)))
    made.counts["found rows"] += 1
    made.counts["good cells"] += good
    made.counts["full rows"] += good == len(names)


def _amounts(made: Score, told: Told, wanted: list[dict[str, Any]], got: Sequence[Amount]) -> None:
    pool = [amount.amount_yuan for amount in got if amount.amount_yuan is not None]
    for amount in (amount for evaluation in wanted for amount in evaluation["amounts"]):
        times = 10_000 if amount["unit"] == "万元" else 1
        yuan = Decimal(amount["amount_raw"].replace(",", "")) * times
        found = next((at for at, other in enumerate(pool) if abs(other - yuan) < CENT), None)
        made.counts["amounts"] += 1
        if found is None:
            printed = f"{amount['subject']} {amount['amount_raw']}{amount['unit']}"
            made.faults.append(Fault("amount", printed, "", told.of("amount", None, None, "")))
        else:
            del pool[found]
            made.counts["good amounts"] += 1


def _evaluation(made: Score, told: Told, wanted: dict[str, Any], got: Evaluation | None) -> None:
    for name in FIELDS:
        if wanted[name] in (None, ""):
            continue
        read = _shown(getattr(got, name)) if got else ""
        made.counts["fields"] += 1
        if _same(name, str(wanted[name]), read):
            made.counts["good fields"] += 1
        else:
            place = got.evaluation_id if got else None
            made.faults.append(Fault(name, str(wanted[name]), read, told.of("evaluation", place, place, "")))


def _paired_evaluations(wanted: list[dict[str, Any]], got: Sequence[Evaluation]) -> list[Evaluation | None]:
    """Evaluations by their subjects in order; those without a namesake by their place."""
    pairs, extra = aligned([item["subject"] for item in wanted], [item.subject or "" for item in got])
    left = iter(extra)
    places = [pair if pair is not None else next(left, None) for pair in pairs]
    return [None if at is None else got[at] for at in places]


def aligned(wanted: Sequence[str], got: Sequence[str]) -> tuple[list[int | None], list[int]]:
    """For each wanted name the place of the one read, and the places of those nobody wants; in order first."""
    a, b = [folded(name) for name in wanted], [folded(name) for name in got]
    places: dict[int, int] = {}
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        places |= {block.a + at: block.b + at for at in range(block.size)}
    free = [at for at in range(len(b)) if at not in places.values()]
    for at, name in enumerate(a):
        if at not in places and free:
            likest = max(free, key=lambda place: (_likeness(name, b[place]), -abs(place - at)))
            if _likeness(name, b[likest]) >= ALIKE:
                places[at] = likest
                free.remove(likest)
    return [places.get(at) for at in range(len(a))], free


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _same(name: str, wanted: str, read: str) -> bool:
    if name in (*POINTS, "self_score"):
        try:
            return Decimal(wanted) == Decimal(read)
        except InvalidOperation:
            return False
    return folded(wanted) == folded(read)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


SIGNS = str.maketrans({"≧": "≥", "≦": "≤", "═": "=", "—": "-", "–": "-", "－": "-"})


def folded(text: str) -> str:
    """Without white space, full and half width and signs of one meaning as one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(SIGNS)
