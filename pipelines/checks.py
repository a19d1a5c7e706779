"""What must hold of the published records, taken from the tables' definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow.parquet as pq

from pipelines.lake.extractions import INCIDENTS
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
        for part in sorted((lake.data / "records" / name).rglob("part.parquet")):
            if not pq.read_schema(part).equals(stored):
                yield f"{part}: other columns or types than the table's"


def values_allowed(lake: Lake) -> Iterator[str]:
    """A column with a closed list of values holds no other."""
    closed = [(name, column) for name, table in TABLES.items() for column in columns(table) if column.allowed]
    return _violations(
        lake,
        (
            (
                f"{name}.{column.name}",
                f"select distinct {column.name} from {name} where {column.name} not in {column.allowed}",
            )
            for name, column in closed
        ),
    )


def keys_unique(lake: Lake) -> Iterator[str]:
    """No two rows have the same key."""
    keys = {name: ", ".join(key(name)) for name in TABLES}
    return _violations(
        lake,
        (
            (
                f"{name}, more than once",
                f"select concat_ws(' ', {parts}) from {name} group by {parts} having count(*) > 1",
            )
            for name, parts in keys.items()
        ),
    )


def records_have_evidence(lake: Lake) -> Iterator[str]:
    """Every indicator, amount, goal and claim tells where it was read."""
    sql = "select record_id from {} anti join evidence using (record_id)"
    return _violations(lake, ((f"{name}, no evidence", sql.format(name)) for name in EVIDENCED))


def records_have_evaluation(lake: Lake) -> Iterator[str]:
    """Every record belongs to an evaluation, and every evaluation to a report."""
    sql = "select record_id from {} anti join evaluations using (evaluation_id)"
    orphans = "select evaluation_id from evaluations anti join reports using (report_id)"
    asked = [(f"{name}, no evaluation", sql.format(name)) for name in OWNED]
    return _violations(lake, [*asked, ("evaluations, no report", orphans)])


def confidence_in_range(lake: Lake) -> Iterator[str]:
    """Confidence lies between 0 and 1."""
    sql = "select {} from {} where confidence not between 0 and 1"
    return _violations(lake, ((name, sql.format(key(name)[0], name)) for name in TABLES if name != "quarantine"))


def nothing_interrupted(lake: Lake) -> Iterator[str]:
    """No report was set aside because reading it went wrong; the next run tries such reports again."""
    return _violations(lake, [("set aside", f"select file_name from quarantine where reason in {INCIDENTS}")])


def no_error_findings(lake: Lake) -> Iterator[str]:
    """No report breaks a rule in a way that is an error."""
    return _violations(lake, [("error", "select record_id || ' ' || message from findings where severity = 'error'")])


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


def _violations(lake: Lake, questions: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What each question finds, under its label."""
    connection = connect(lake)
    for label, sql in questions:
        yield from (f"{label}: {row[0]}" for row in connection.execute(f"{sql} order by 1").fetchall())
