"""What is decided when records are published: indicator_id of every indicator, superseded_by of every report.

Both are pure functions over tables: neither depends on the order of rows, nor on reports of other years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from extractors.identity import indicator_key
from pipelines.restated import Version, superseded

Tables = Mapping[str, pa.Table]
NAMED_BY = (
    "level3",
    "level2",
    "target_kind",
    "target_value",
    "target_unit",
    "actual_kind",
    "actual_value",
    "actual_unit",
)


def settle(tables: Tables) -> Tables:
    """Give indicators their ids and reports the later version that takes their place.

    Args:
        tables: All tables of one fiscal year.
    """
    return with_superseded(with_indicator_ids(tables))


def with_indicator_ids(tables: Tables) -> Tables:
    """Give every indicator that has a name its indicator_id.

    Args:
        tables: The records by table; ``indicators`` is replaced.

    Example:
        ``with_indicator_ids({"indicators": table})["indicators"]["indicator_id"]``
    """
    table = tables["indicators"]
    known: dict[tuple[Any, ...], str | None] = {}
    ids = []
    for row in zip(*(_identifying(table, name) for name in NAMED_BY), strict=True):
        if row not in known:
            known[row] = _indicator_id(*row)
        ids.append(known[row])
    return {**tables, "indicators": _replaced(table, "indicator_id", ids)}


def _identifying(table: pa.Table, name: str) -> list[Any]:
    """Return a column; of a value only whether there is one."""
    column = table[name]
    return list(column.is_valid().to_pylist() if name.endswith("_value") else column.to_pylist())


def _indicator_id(name: str | None, level2: str | None, *values: Any) -> str | None:
    if not name:
        return None
    sides = (values[:3], values[3:])
    kind, _, unit = next((side for side in sides if side[1]), (None, False, None))
    return indicator_key(name, level2, kind, unit).id


def with_superseded(tables: Tables) -> Tables:
    """Give every report that a later version of it takes the place of its superseded_by.

    Args:
        tables: The records by table; ``reports`` is replaced, ``evaluations`` tells what each report is of.
    """
    reports = tables["reports"]
    mapping = superseded(_versions(reports, tables["evaluations"]))
    later = [mapping.get(report_id) for report_id in reports["report_id"].to_pylist()]
    return {**tables, "reports": _replaced(reports, "superseded_by", later)}


def _versions(reports: pa.Table, evaluations: pa.Table) -> list[Version]:
    subjects: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for row in evaluations.select(["report_id", "kind", "subject"]).to_pylist():
        subjects[row["report_id"]].add((row["kind"], row["subject"] if row["kind"] == "project" else None))
    return [
        Version(
            row["report_id"],
            f"{row['title'] or ''}\n{row['file_name']}",
            row["department_id"],
            row["fiscal_year"],
            row["form"],
            frozenset(subjects[row["report_id"]]),
        )
        for row in reports.to_pylist()
    ]


def _replaced(table: pa.Table, name: str, values: list[str | None]) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), pa.array(values, pa.string()))
