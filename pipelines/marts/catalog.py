"""The catalog: every indicator once, under its usual name, with all names it bears and why each is its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz

from extractors.identity import how_joined, likeness, normal_name
from extractors.rows import direction
from pipelines.marts.database import run
from schemas.arrow import arrow_schema

PLACES = 4
NONE: Mapping[str, Collection[str]] = MappingProxyType({})


class Alias(NamedTuple):
    """One name an indicator bears, why it is this indicator's (``how_joined``, or a review), and how alike it is."""

    name: str
    method: str
    score: float


def build_catalog(database: duckdb.DuckDBPyConnection, reviewed: Mapping[str, Collection[str]]) -> None:
    """Make the table ``catalog`` of ``indicator_rows``, and the view ``indicator_catalog`` with all its columns.

    Args:
        database: Where both are made.
        reviewed: Names by the indicator_id that people gave them.
    """
    run(database, "indicator_names")
    rows = database.sql("from indicator_names order by indicator_id").to_arrow_table().to_pylist()
    schema = arrow_schema("indicator_catalog")
    database.register("catalog_rows", pa.Table.from_pylist([catalog_row(row, reviewed) for row in rows], schema))
    database.execute("create temp table catalog as select indicator_id, name, unit, direction from catalog_rows")
    database.execute("create temp view indicator_catalog as from catalog_rows")


def catalog_row(row: dict[str, Any], reviewed: Mapping[str, Collection[str]] = NONE) -> dict[str, Any]:
    """Turn the counts of one indicator into its row of the catalog.

    Args:
        row: ``names`` with ``counts``, the most frequent ``unit`` and levels, how many targets ask for ``more`` and for
            ``less``, ``departments`` and ``years``.
        reviewed: As of ``build_catalog``.
    """
    name = usual_name(dict(zip(row["names"], row["counts"], strict=True)))
    people = reviewed.get(row["indicator_id"], ())
    aliases = [_by_people(alias(other, name), name, people) for other in sorted(row["names"])]
    return {
        "indicator_id": row["indicator_id"],
        "name": name,
        "level2": row["level2"],
        "unit": row["unit"],
        "direction": _direction(name, row),
        "aliases": [item.name for item in aliases],
        "methods": [item.method for item in aliases],
        "scores": [item.score for item in aliases],
        "departments": row["departments"],
        "years": row["years"],
    }


def usual_name(counts: dict[str, int]) -> str:
    """Choose the name printed most often; of several the shortest, then the first by code point.

    Example:
        ``usual_name({"培训人数": 2, "参训人数": 1}) == "培训人数"``
    """
    return min(counts, key=lambda name: (-counts[name], len(name), name))


def alias(other: str, name: str) -> Alias:
    """Tell why a name is another name of the indicator ``name``, and how alike the two are, from 0 to 1."""
    method = how_joined(other, name)
    letters = fuzz.ratio(other, name) / 100
    score = likeness(normal_name(other), normal_name(name)).score if method == "likeness" else letters
    return Alias(other, method, round(score, PLACES))


def _by_people(found: Alias, name: str, people: Collection[str]) -> Alias:
    """Say of an alias that its words do not explain that people made it one, where they did."""
    is_reviewed = found.method == "likeness" and (found.name in people or name in people)
    return found._replace(method="reviewed") if is_reviewed else found


def _direction(name: str, row: dict[str, Any]) -> str | None:
    """What most targets ask for; where they print no sign, what the name and the levels do."""
    falls = normal_name(name).counted == "下降"  # printed as 5% or as 下降5%, and the more the better
    if not falls and row["more"] != row["less"]:
        return "higher" if row["more"] > row["less"] else "lower"
    return direction(name, row["level1"], row["level2"])
