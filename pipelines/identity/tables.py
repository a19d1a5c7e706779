"""What is decided when records are published: indicator_id of every indicator, superseded_by of every report.

Neither depends on the order of rows. A report's later version is one of its own year; an indicator's id is what the
registry holds for its name, or what it registers for a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.identity.identify import identify
from pipelines.identity.names import PrintedName, Sighting, Slot, printed_name
from pipelines.identity.registry import PublishedName, Registry, ReportingPlace
from pipelines.restated import Version, superseded
from schemas.kinds import EvaluationKind

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


def with_identity(tables: Tables, registry: Registry | None = None) -> Tables:
    """Give indicators their ids and reports the later version that takes their place.

    Args:
        tables: All tables of one fiscal year.
        registry: What is published of this and other years; it learns what these tables hold.
    """
    return with_superseded(with_indicator_ids(tables, registry))


def with_indicator_ids(tables: Tables, registry: Registry | None = None) -> Tables:
    """Give every indicator that has a name its indicator_id.

    Args:
        tables: The records of one fiscal year by table; ``indicators`` is replaced.
        registry: The names that were published before, with their ids.

    Example:
        ``with_indicator_ids({"indicators": table})["indicators"]["indicator_id"]``
    """
    table = tables["indicators"]
    registry = registry or Registry()
    rows = list(zip(_bodies(table), _printed(table), table["report_id"].to_pylist(), strict=True))
    years = pc.unique(table["fiscal_year"]).to_pylist()
    year = years[0] if years else None
    found: dict[str | None, dict[Slot, Sighting]] = defaultdict(dict)
    for body, printed, report_id in rows:
        if printed:
            seen = found[body].get(printed.slot)
            if not seen or report_id < str(seen.report_id):
                found[body][printed.slot] = Sighting(printed, report_id)
    ids = {
        body: identify(registry, ReportingPlace(body, year), found[body])
        for body in sorted(found, key=lambda name: name or "")
    }
    values = [printed and ids[body].get(printed.slot) for body, printed, _ in rows]
    return {**tables, "indicators": _replaced(table, "indicator_id", values)}


def _bodies(table: pa.Table) -> list[str | None]:
    """Return the department of every row, by its printed name where it could not be made out."""
    return list(pc.coalesce(table["department_id"], table["department"]).to_pylist())


def published(table: pa.Table) -> Iterator[PublishedName]:
    """Read the indicators of published records, each once for a department and year.

    Args:
        table: ``indicators`` with the columns of ``NAMED_BY``, report_id, department_id, department, fiscal_year and
            indicator_id.
    """
    keys = [*NAMED_BY, "department_id", "department", "fiscal_year", "indicator_id"]
    grouped = _known(table).group_by(keys).aggregate([("report_id", "min")])
    distinct = grouped.sort_by([(key, "ascending") for key in keys])
    columns = (distinct[name].to_pylist() for name in ("fiscal_year", "indicator_id", "report_id_min"))
    for body, printed, year, indicator_id, report_id in zip(
        _bodies(distinct), _printed(distinct), *columns, strict=True
    ):
        if printed and indicator_id:
            yield PublishedName(ReportingPlace(body, year), Sighting(printed, report_id), indicator_id)


def _known(table: pa.Table) -> pa.Table:
    """Return a table with its values replaced by whether there is one."""
    for name in NAMED_BY:
        if name.endswith("_value") and not pa.types.is_boolean(table.schema.field(name).type):
            place = table.schema.get_field_index(name)
            table = table.set_column(place, name, table[name].is_valid())
    return table


def _printed(table: pa.Table) -> list[PrintedName | None]:
    """Make out what every row reports; None for a row without a name."""
    known: dict[tuple[Any, ...], PrintedName | None] = {}
    columns = _known(table)
    rows = list(zip(*(columns[name].to_pylist() for name in NAMED_BY), strict=True))
    for row in rows:
        if row not in known:
            known[row] = _made_out(*row)
    return [known[row] for row in rows]


def _made_out(name: str | None, level2: str | None, *values: Any) -> PrintedName | None:
    if not name:
        return None
    sides = (values[:3], values[3:])
    kind, _, unit = next((side for side in sides if side[1]), (None, False, None))
    return printed_name(name, level2, kind, unit)


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
        subjects[row["report_id"]].add((row["kind"], row["subject"] if row["kind"] == EvaluationKind.PROJECT else None))
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
