"""The files of the registry: the names with their ids, and what people decided of them. Both only ever grow."""

from __future__ import annotations

import csv
import io
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.identity.registry import Registry
from pipelines.lake.parquet import to_parquet
from pipelines.lake.place import Lake, put, stage
from schemas.arrow import RecordError, arrow_schema, to_batch, to_table
from schemas.identity import AliasReview, IndicatorName

NAME, REVIEWS = "indicator_registry", "alias_reviews"
COLUMNS = tuple(field.name for field in fields(AliasReview))
LOG = logging.getLogger(__name__)


def load(lake: Lake, moment: str | None = None) -> Registry:
    """Open the registry; one that is missing or damaged is empty and says so in ``lost``."""
    try:
        table = pq.read_table(lake.indicators, schema=arrow_schema(NAME))
    except FileNotFoundError:
        return Registry(since=moment, lost="missing")
    except (pa.ArrowException, OSError) as error:
        return Registry(since=moment, lost=f"damaged ({' '.join(str(error).split())})")
    return Registry((IndicatorName(**row) for row in table.to_pylist()), moment)


def store(lake: Lake, registry: Registry) -> None:
    """Write the registry with the rows that were added, whole and moved into its place; nothing where there are none.

    It is stored before the records are, so that a name never stands in them without its row.
    """
    if not registry.added:
        return
    place = lake.indicators
    if registry.lost and registry.restored:
        LOG.warning(
            "%s: %s; %d names taken up again from the published records", place, registry.lost, registry.restored
        )
        if place.exists():
            place.replace(place.with_suffix(".damaged"))
    put(stage(lake, [to_parquet(to_table(NAME, [*registry.stored, *registry.added]))]), place)


def reviewed_names(lake: Lake) -> dict[str, set[str]]:
    """Return the names that people gave another indicator_id than their words did, by that id."""
    found: dict[str, set[str]] = defaultdict(set)
    if lake.indicators.exists():
        only = [("rule", "==", "reviewed_alias")]
        table = pq.read_table(lake.indicators, columns=["name", "indicator_id"], filters=only)
        for row in table.to_pylist():
            found[row["indicator_id"]].add(row["name"])
    return found


def standing_reviews(lake: Lake, registry: Registry) -> list[AliasReview]:
    """Return what people decided; where their file is lost, what the registry shows that they did."""
    if lake.alias_reviews.exists() or not (moved := registry.moved()):
        return alias_reviews(lake)
    LOG.warning("%s: missing; what people made one stays one", lake.alias_reviews)
    return moved


def alias_reviews(lake: Lake) -> list[AliasReview]:
    """Return what people decided, in the order they did.

    Raises:
        ValueError: The file has other columns.
    """
    place = lake.alias_reviews
    return parse_reviews(place.read_text(encoding="utf-8"), str(place)) if place.exists() else []


def parse_reviews(text: str, name: str, defaults: Mapping[str, str | None] = MappingProxyType({})) -> list[AliasReview]:
    """Read reviews from CSV; rows without a decision and columns that are no review's are passed over.

    Args:
        text: The file's text.
        name: What errors call it.
        defaults: What an empty cell means, by column; else it is null.

    Raises:
        ValueError: A column or a value that a review needs is missing, or is none that is known; names the file.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := {"id_a", "id_b", "decision"} - set(rows.fieldnames or ()):
        raise ValueError(f"{name}: no column {', '.join(sorted(missing))}")
    return [
        _review({key: row.get(key) or defaults.get(key) for key in COLUMNS}, f"{name}: line {rows.line_num}")
        for row in rows
        if row["decision"]
    ]


def _review(cells: dict[str, Any], name: str) -> AliasReview:
    review = AliasReview(**cells)
    try:
        to_batch(REVIEWS, [review])
    except RecordError as error:
        raise ValueError(f"{name}: {error}") from error
    return review


def add_reviews(lake: Lake, reviews: Iterable[AliasReview]) -> None:
    """Add reviews to those that are there."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in (*alias_reviews(lake), *reviews))
    put(stage(lake, [text.getvalue().encode()]), lake.alias_reviews)
