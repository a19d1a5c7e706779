from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipelines import checks
from pipelines.lake.place import Lake
from tests.pipelines.conftest import Read


@pytest.mark.parametrize("check", checks.RECORD_CHECKS, ids=lambda check: check.__name__)
def test_good_records_pass(lake: Lake, read: Read, check: checks.Check) -> None:
    read()
    assert list(check(lake)) == []


Change = Callable[[pa.Table], pa.Table]


def _set(column: str, value: object) -> Change:
    def change(table: pa.Table) -> pa.Table:
        field = table.schema.field(column)
        values = pa.array([value] * table.num_rows, field.type)
        return table.set_column(table.schema.get_field_index(column), field, values)

    return change


@pytest.mark.parametrize(
    ("check", "table", "change", "violations"),
    [
        (checks.schema_valid, "indicators", lambda table: table.drop_columns("met"), 1),
        (checks.values_allowed, "findings", _set("severity", "awful"), 1),
        (checks.keys_unique, "indicators", lambda table: pa.concat_tables([table, table]), 2),
        (checks.keys_unique, "evidence", lambda table: pa.concat_tables([table, table]), 3),
        (checks.records_have_evidence, "evidence", lambda table: table.filter(pc.field("field") != "level3"), 2),
        (checks.records_have_evaluation, "evaluations", _set("evaluation_id", "x-001"), 4),
        (checks.records_have_evaluation, "reports", _set("report_id", "x"), 1),
        (checks.confidence_in_range, "amounts", _set("confidence", 1.5), 1),
        (checks.no_error_findings, "findings", _set("severity", "error"), 1),
    ],
)
def test_bad_records_are_found(
    lake: Lake, read: Read, check: checks.Check, table: str, change: Change, violations: int
) -> None:
    read()
    part = lake.part(table, 2021)
    pq.write_table(change(pq.ParquetFile(part).read()), part)
    assert len(list(check(lake))) == violations


def test_reports_cut_off_are_found(lake: Lake, raw: object, read: Read) -> None:
    (raw / "raise.pdf").write_bytes(b"raise")  # type: ignore[operator]  # a fixture is typed as object
    read()
    assert list(checks.nothing_interrupted(lake)) == ["set aside: raise.pdf"]
