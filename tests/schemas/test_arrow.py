from __future__ import annotations

import dataclasses
from decimal import Decimal

import pyarrow as pa
import pytest

from schemas.arrow import RecordError, arrow_schema, arrow_type, to_table
from schemas.registry import MARTS, TABLES
from schemas.tables import Finding, Goal, Indicator

KEYS = {"report_id": "r", "evaluation_id": "r-001", "page": 1, "confidence": 1.0}
INDICATOR = Indicator(**KEYS, record_id="r-001-i0001", seq=1, target_value=Decimal("12.5"), target_comparator=">=")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("string", pa.string()),
        ("bool", pa.bool_()),
        ("int8", pa.int8()),
        ("int16", pa.int16()),
        ("int32", pa.int32()),
        ("float32", pa.float32()),
        ("decimal(28,6)", pa.decimal128(28, 6)),
        ("list<string>", pa.list_(pa.string())),
        ("list<int16>", pa.list_(pa.int16())),
    ],
)
def test_a_columns_type_names_an_arrow_type(words: str, kind: pa.DataType) -> None:
    assert arrow_type(words) == kind


@pytest.mark.parametrize("name", [*TABLES, *MARTS])
def test_every_table_has_a_schema_in_the_order_of_its_fields(name: str) -> None:
    fields = dataclasses.fields((TABLES | MARTS)[name])
    assert arrow_schema(name).names == [field.name for field in fields]


def test_rows_become_a_table_and_stay_exact() -> None:
    row = to_table("indicators", [INDICATOR]).to_pylist()[0]
    assert (row["target_value"], row["target_comparator"], row["met"]) == (Decimal("12.500000"), ">=", None)


def test_lists_and_no_rows_at_all() -> None:
    finding = Finding(**KEYS, record_id="r-001-f0001", rule="x", severity="note", message="m", records=("a", "b"))
    assert to_table("findings", [finding])["records"].to_pylist() == [["a", "b"]]
    assert to_table("goals", []).num_rows == 0


@pytest.mark.parametrize(
    ("column", "value", "cause"),
    [
        ("record_id", None, "missing"),
        ("target_comparator", "≥", "is not one of"),
        ("target_value", Decimal("1.2345678"), "does not fit decimal(28,6)"),
        ("weight", Decimal("123456"), "does not fit decimal(8,4)"),
        ("fiscal_year", 70000, "does not fit int16"),
        ("level3", 3, "does not fit string"),
    ],
)
def test_a_record_that_does_not_keep_to_its_table_is_named(column: str, value: object, cause: str) -> None:
    wrong = dataclasses.replace(INDICATOR, **{column: value})
    with pytest.raises(RecordError) as error:
        to_table("indicators", [INDICATOR, wrong])
    assert (error.value.table, error.value.column, error.value.record) == ("indicators", column, str(wrong.record_id))
    assert cause in str(error.value)


def test_a_closed_list_may_be_null() -> None:
    assert to_table("goals", [Goal(**KEYS, record_id="r-001-g0001", seq=1)])["status"].to_pylist() == [None]
