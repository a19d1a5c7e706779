"""Which indicators people say are one: near misses to decide on, and the decisions, applied at the next publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from pipelines import printing
from pipelines.identity.near_misses import KnownIndicator, NearMiss, are_compatible, indicators, near_misses
from pipelines.identity.reviews import Merged, decisions
from pipelines.lake.place import Lake, one_writer
from pipelines.lake.publish import published_names
from pipelines.lake.registry_file import add_reviews, alias_reviews, parse_reviews
from pipelines.query import records_view
from schemas.identity import AliasReview

COLUMNS = (
    "score", "id_a", "name_a", "reports_a", "id_b", "name_b", "reports_b", "unit_family", "level2_family",
    "departments", "decision", "by", "reason",
)  # fmt: skip
REVIEWED = ("id_a", "name_a", "id_b", "name_b", "decision", "by", "reason", "at")
NONE_WAIT = "no pairs of indicators wait for a decision\n"
NONE_REVIEWED = "no decisions so far; `jixiao aliases --review` lists pairs of indicators that may be one\n"
REPORTS = "select indicator_id, count(distinct report_id) from indicators where indicator_id is not null group by 1"


@dataclass(frozen=True, slots=True)
class Request:
    """What the command ``aliases`` is asked for; its options by name."""

    review: bool = False
    accepted: Sequence[tuple[str, str]] = ()
    rejected: Sequence[tuple[str, str]] = ()
    file: Path | None = None
    by: str | None = None
    reason: str | None = None
    limit: int = 0
    out: Path | None = None
    how: str = "table"


class AliasError(ValueError):
    """A decision that can't be taken: an id that is not published, or two indicators that are not of one kind."""


def answer(lake: Lake, request: Request) -> str:
    """Take the decisions of a request, or list what it asks for; returns what is to be printed.

    Raises:
        AliasError: A decision can't be taken; then none is.
    """
    if request.accepted or request.rejected or request.file:
        stored = decide(lake, list(_reviews(lake, request)))
        lines = [f"{row.decision}ed {row.id_a} {row.name_a} | {row.id_b} {row.name_b}\n" for row in stored]
        return "".join(lines) + f"{_counted(stored)} kept; the next `jixiao run` applies what is new\n"
    names, found = (COLUMNS, waiting(lake)) if request.review else (REVIEWED, reviewed(lake))
    rows = list(islice(found, request.limit or None))
    text = printing.render(list(names), rows, request.how)
    if request.out is None and request.how == "table" and not rows:
        return NONE_WAIT if request.review else NONE_REVIEWED
    if request.out is None:
        return text
    request.out.write_text(text, encoding="utf-8")
    return ""


def _counted(stored: Sequence[AliasReview]) -> str:
    return "1 decision" if len(stored) == 1 else f"{len(stored)} decisions"


def _reviews(lake: Lake, request: Request) -> Iterator[AliasReview]:
    """Return the decisions of a request, each with who took it and what the two are called."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    names = _names(lake)
    for decision, pairs in (("accept", request.accepted), ("reject", request.rejected)):
        for one, other in pairs:
            if not request.by:
                raise AliasError("--by NAME is needed: who decides")
            yield AliasReview(
                id_a=one, name_a=names.get(one), id_b=other, name_b=names.get(other),
                decision=decision, by=request.by, reason=request.reason, at=moment,
            )  # fmt: skip
    if request.file:
        text = request.file.read_text(encoding="utf-8")
        for review in parse_reviews(text, str(request.file), {"by": request.by, "reason": request.reason}):
            yield replace(review, at=moment)


def _names(lake: Lake) -> dict[str, str | None]:
    """What each indicator is called; of those that were made one with another what they were called before."""
    reviews = alias_reviews(lake)
    known = {side: name for row in reviews for side, name in ((row.id_a, row.name_a), (row.id_b, row.name_b))}
    return known | {key: item.names[0].name for key, item in indicators(published_names(lake)).items()}


def waiting(lake: Lake) -> Iterator[tuple[Any, ...]]:
    """Return the near misses nobody decided on yet as rows of ``COLUMNS``, the likeliest first.

    Raises:
        FileNotFoundError: Nothing is published.
    """
    _check_published(lake)
    connection = duckdb.connect()
    connection.execute(records_view(lake, "indicators"))
    reports = dict(connection.sql(REPORTS).fetchall())
    decided = decisions(alias_reviews(lake))
    for miss in near_misses(indicators(published_names(lake))):
        if frozenset((miss.one.indicator_id, miss.other.indicator_id)) not in decided:
            yield _row(miss, reports)


def _row(miss: NearMiss, reports: dict[str, int]) -> tuple[Any, ...]:
    one, other = miss.one.indicator_id, miss.other.indicator_id
    first = next(name for name in miss.one.names if name.name == miss.names[0])
    kind = first.normal.counted, first.key.level2
    return (
        miss.score, one, miss.names[0], reports.get(one, 0), other, miss.names[1], reports.get(other, 0), *kind,
        list(miss.departments), None, None, None,
    )  # fmt: skip


def reviewed(lake: Lake) -> Iterator[tuple[Any, ...]]:
    """Return the decisions as rows of ``REVIEWED``, in the order they were made."""
    for review in alias_reviews(lake):
        yield tuple(getattr(review, name) for name in REVIEWED)


def decide(lake: Lake, reviews: Iterable[AliasReview]) -> list[AliasReview]:
    """Store decisions that are new, all or none; the next publication applies them.

    Returns:
        Those that were stored; what was decided before and is not changed is left out.

    Raises:
        FileNotFoundError: Nothing is published.
        AliasError: An id is not published, or unit or level 2 of the indicators made one are of different families.
    """
    _check_published(lake)
    stored: list[AliasReview] = []
    with one_writer(lake):
        published, known = indicators(published_names(lake)), alias_reviews(lake)
        for review in reviews:
            pair, is_one = frozenset((review.id_a, review.id_b)), review.decision == "accept"
            if decisions([*known, *stored]).get(pair) is not is_one:
                _check(review, published, [*known, *stored])
                stored.append(review)
        if stored:
            add_reviews(lake, stored)
    return stored


def _check_published(lake: Lake) -> None:
    if not (lake.data / "records" / "indicators").exists():
        raise FileNotFoundError(f"{lake.data}: no records here; `jixiao run` makes them")


def _check(review: AliasReview, published: dict[str, KnownIndicator], known: list[AliasReview]) -> None:
    """Check a decision beside those before it: what is made one with one of them is made one with all."""
    merged = Merged(known)
    for indicator_id in (review.id_a, review.id_b):
        if indicator_id not in published and not any(indicator_id in (row.id_a, row.id_b) for row in known):
            raise AliasError(f"{indicator_id}: no such indicator is published")
    if review.id_a == review.id_b:
        raise AliasError(f"{review.id_a}: one indicator, named twice")
    if review.decision != "accept":
        return
    sides = [
        [item for key, item in published.items() if merged(key) == merged(indicator_id)]
        for indicator_id in (review.id_a, review.id_b)
    ]
    for one in sides[0]:
        for other in sides[1]:
            if one is not other and not are_compatible(one, other):
                raise AliasError(f"{_described(one)} and {_described(other)} differ in unit or level 2; not made one")


def _described(indicator: KnownIndicator) -> str:
    kinds = {f"{name.normal.counted}, {name.key.level2 or 'no level 2'}" for name in indicator.names}
    return f"{indicator.indicator_id} {indicator.names[0].name} ({'; '.join(sorted(kinds))})"
