from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.lake.place import Lake
from pipelines.query import QueryError, connect, query
from schemas.arrow import arrow_schema
from schemas.column import columns
from schemas.registry import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_view_with_the_contracts_columns_and_types(real: Lake, name: str) -> None:
    result = query(real, f"select * from {name}").to_arrow_table()
    assert result.schema.names == [column.name for column in columns(TABLES[name])]
    assert [field.type for field in result.schema] == [field.type for field in arrow_schema(name)]


def test_a_question(real: Lake) -> None:
    sql = "select fiscal_year, level3, target_raw, met from indicators order by fiscal_year, seq"
    assert query(real, sql).fetchall() == [
        (2022, "培训场次", "≥12场", True),
        (2022, "受训人员就业率", "≥80%", False),
        (2023, "培训场次", "≥12场", True),
        (2023, "受训人员就业率", "≥80%", False),
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{data}/records/x.parquet'",
        "create table x as select 1",
        "insert into indicators select * from indicators",
        "drop view indicators",
        "explain analyze copy (select 1) to '{data}/records/x.parquet'",
        "attach '{data}/records/x.db'",
        "set enable_external_access = true",
        "select 1; copy (select 1) to '{data}/records/x.parquet'",
        "install httpfs",
        "selec 1",
        "select nothing from indicators",
        "",
        "select * from read_csv('/etc/hostname')",
        "select * from '/etc/hostname'",
    ],
)
def test_what_is_not_one_select_over_the_lake_is_refused_and_nothing_is_written(real: Lake, sql: str) -> None:
    before = sorted(real.data.rglob("*"))
    with pytest.raises(QueryError) as error:
        query(real, sql.format(data=real.data)).fetchall()
    assert "\n" not in str(error.value)
    assert sorted(real.data.rglob("*")) == before


def test_a_folder_with_a_quote_and_a_wildcard_in_its_name(tmp_path: Path, read_into: object) -> None:
    lake = Lake(tmp_path / "o'neil [x]")
    read_into(lake)  # type: ignore[operator]  # a fixture is typed as object
    assert query(lake, "select count(*) from indicators").fetchall() == [(6,)]


def test_a_lake_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no records here"):
        connect(Lake(tmp_path / "nothing"))
