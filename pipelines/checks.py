"""What must hold of the published records, taken from the tables' definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow.parquet as pq

from pipelines.lake.place import Lake
from pipelines.query import connect
from schemas.arrow import arrow_schema
from schemas.column import columns
from schemas.registry import MARTS, TABLES, key

EVIDENCED = ("indicators", "amounts", "goals", "claims")
OWNED = ("indicators", "amounts", "goals", "sections", "claims", "findings")

Check = Callable[[Lake], Iterator[str]]


def schema_valid(lake: Lake) -> Iterator[str]:
    """Every file has the columns and types of its table."""
    for name in TABLES:
        schema = arrow_schema(name)
        stored = schema.remove(place) if (place := schema.get_field_index("fiscal_year")) >= 0 else schema
        for part in sorted((lake.data / "records" / name).glob("*/part.parquet")):
            if not pq.read_schema(part).equals(stored):
                yield f"{part}: other columns or types than the table's"


def values_allowed(lake: Lake) -> Iterator[str]:
    """A column with a closed list of values holds no other."""
    for name, table in TABLES.items():
        for column in columns(table):
            if column.allowed:
                listed = ", ".join(f"'{word}'" for word in column.allowed)
                sql = f"select distinct {column.name} from {name} where {column.name} not in ({listed})"
                yield from (f"{name}.{column.name}: {value}" for value in _values(lake, sql))


def keys_unique(lake: Lake) -> Iterator[str]:
    """No two rows have the same key."""
    for name in TABLES:
        parts = ", ".join(key(name))
        sql = f"select concat_ws(' ', {parts}) from {name} group by {parts} having count(*) > 1"
        yield from (f"{name}: {value} more than once" for value in _values(lake, sql))


def records_have_evidence(lake: Lake) -> Iterator[str]:
    """Every indicator, amount, goal and claim tells where it was read."""
    for name in EVIDENCED:
        sql = f"select record_id from {name} anti join evidence using (record_id)"
        yield from (f"{name}: {value} has no evidence" for value in _values(lake, sql))


def records_have_evaluation(lake: Lake) -> Iterator[str]:
    """Every record belongs to an evaluation, and every evaluation to a report."""
    for name in OWNED:
        sql = f"select record_id from {name} anti join evaluations using (evaluation_id)"
        yield from (f"{name}: {value} belongs to no evaluation" for value in _values(lake, sql))
    sql = "select evaluation_id from evaluations anti join reports using (report_id)"
    yield from (f"evaluations: {value} belongs to no report" for value in _values(lake, sql))


def confidence_in_range(lake: Lake) -> Iterator[str]:
    """Confidence lies between 0 and 1."""
    for name in TABLES:
        if any(column.name == "confidence" for column in columns(TABLES[name])):
            sql = f"select {key(name)[0]} from {name} where confidence not between 0 and 1"
            yield from (f"{name}: {value}" for value in _values(lake, sql))


def nothing_interrupted(lake: Lake) -> Iterator[str]:
    """No report was set aside because reading it went wrong; the next run tries such reports again."""
    sql = "select file_name || ': ' || reason from quarantine where reason in ('timeout', 'internal_error')"
    yield from _values(lake, sql)


def no_error_findings(lake: Lake) -> Iterator[str]:
    """No report breaks a rule in a way that is an error."""
    yield from _values(lake, "select record_id || ': ' || message from findings where severity = 'error'")


def marts_valid(lake: Lake) -> Iterator[str]:
    """Every table for comparison has the columns and types it is to have."""
    for name in MARTS:
        place = lake.mart(name)
        if not place.exists():
            yield f"{place}: missing"
        elif not pq.read_schema(place).equals(arrow_schema(name)):
            yield f"{place}: other columns or types than the table's"


RECORD_CHECKS: tuple[Check, ...] = (
    schema_valid,
    values_allowed,
    keys_unique,
    records_have_evidence,
    records_have_evaluation,
    confidence_in_range,
    nothing_interrupted,
    no_error_findings,
)
WARN_ONLY = (nothing_interrupted, no_error_findings)


def _values(lake: Lake, sql: str) -> list[str]:
    return [str(row[0]) for row in connect(lake).execute(f"{sql} order by 1").fetchall()]
