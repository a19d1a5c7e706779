from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipelines.lake import extractions, publish
from pipelines.lake import read as lake_read
from pipelines.lake.frames import read_arrow, read_frame
from pipelines.lake.place import UNKNOWN_YEAR, Lake
from schemas.registry import TABLES
from tests.pipelines.conftest import Read, files_of


def test_records_lie_in_plain_folders_that_name_the_year(lake: Lake, raw: Path, read: Read) -> None:
    read()
    filled = set(TABLES) - {"goals", "sections", "claims", "quarantine"}
    expected = {f"{table}/fiscal_year={year}/part.parquet" for table in filled for year in (2021, 2022)}
    empty = set(TABLES) - filled - {"quarantine"}
    expected |= {f"{table}/fiscal_year={UNKNOWN_YEAR}/part.parquet" for table in empty}
    expected |= {"quarantine/part.parquet"}  # a file set aside has no year
    assert set(files_of(lake)) == expected
    assert "fiscal_year" not in pq.read_schema(lake.part("indicators", 2021)).names


def test_a_year_that_cannot_be_told_has_its_own_folder(lake: Lake, raw: Path, read: Read) -> None:
    (raw / "x.pdf").write_bytes(b"no year")
    read()
    assert lake.part("indicators", None).exists()
    assert not lake.part("goals", 2021).exists()
    assert read_arrow(lake, "indicators")["fiscal_year"].to_pylist().count(None) == 2


def test_an_empty_file_goes_when_rows_come(lake: Lake, raw: Path, read: Read) -> None:
    read()
    assert pq.read_metadata(lake.part("quarantine", None)).num_rows == 0
    (raw / "empty.pdf").write_bytes(b"")
    read()
    assert pq.read_metadata(lake.part("quarantine", None)).num_rows == 1
    (raw / "empty.pdf").unlink()


def test_an_empty_lake_still_has_every_table(lake: Lake) -> None:
    publish.publish(lake)
    assert all(read_arrow(lake, name).num_rows == 0 for name in TABLES)


def test_pandas_and_pyarrow_read_the_folders_as_they_are(lake: Lake, read: Read) -> None:
    read()
    frame = pd.read_parquet(lake.data / "records" / "indicators")
    assert sorted(frame["fiscal_year"].astype(int)) == [2021, 2021, 2022, 2022, 2022, 2022]


def test_pandas_told_the_type_of_the_year_reads_also_one_that_cannot_be_told(lake: Lake, raw: Path, read: Read) -> None:
    (raw / "x.pdf").write_bytes(b"no year")
    read()
    years = ds.partitioning(pa.schema([("fiscal_year", pa.int16())]), flavor="hive")
    frame = pd.read_parquet(lake.data / "records" / "indicators", partitioning=years)
    assert sorted(frame[frame["fiscal_year"] >= 2022]["fiscal_year"]) == [2022] * 4
    assert frame["fiscal_year"].isna().sum() == 2


def test_reading_keeps_decimals_and_nulls(lake: Lake, read: Read) -> None:
    read()
    frame = lake_read("indicators", data=lake.data, fiscal_year=2021)
    assert frame["target_value"].tolist() == [Decimal("1.000000"), Decimal("2.000000")]
    assert frame["met"].isna().all()
    assert str(frame["fiscal_year"].dtype) == "int16[pyarrow]"


def test_rows_are_in_the_order_of_their_keys(lake: Lake, read: Read) -> None:
    read()
    ids = pq.read_table(lake.part("indicators", 2022))["record_id"].to_pylist()
    assert ids == sorted(ids)
    assert len(ids) == 4


@pytest.mark.parametrize("moves", [0, 1, 3, 7, 12])
def test_a_publication_that_dies_is_completed_by_the_next(
    lake: Lake, read: Read, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    whole = files_of(lake)
    for path in list(whole)[::3]:
        (lake.data / "records" / path).unlink()
    done: list[object] = []

    def die(staged: object, place: object) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(place)
        put(staged, place)

    put = publish.put
    monkeypatch.setattr(publish, "put", die)
    try:
        publish.publish(lake)
    except KeyboardInterrupt:
        monkeypatch.setattr(publish, "put", put)
        publish.publish(lake)
    assert files_of(lake) == whole


def test_a_year_that_did_not_change_is_not_written(lake: Lake, raw: Path, read: Read) -> None:
    read()
    (raw / "new.pdf").write_bytes(b"2022 new")
    before = lake.part("indicators", 2021).stat().st_mtime_ns, lake.part("indicators", 2022).stat().st_mtime_ns
    read()
    after = lake.part("indicators", 2021).stat().st_mtime_ns, lake.part("indicators", 2022).stat().st_mtime_ns
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


def test_every_published_indicator_has_an_id(lake: Lake, raw: Path, read: Read) -> None:
    read()
    assert None not in read_arrow(lake, "indicators")["indicator_id"].to_pylist()


def test_every_year_is_identified_anew_where_it_is_asked_for(
    lake: Lake, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    monkeypatch.setattr(publish, "with_identity", lambda tables, registry: tables)
    assert publish.publish(lake) == []
    assert publish.publish(lake, anew=True) == [2021, 2022]
    assert set(read_arrow(lake, "indicators")["indicator_id"].to_pylist()) == {None}


def test_an_extraction_made_before_a_column_was_is_read_with_nulls(lake: Lake, read: Read) -> None:
    receipt = read().receipts[0]
    table = extractions._open(lake.extraction(receipt.extraction))
    records = table["indicators"].combine_chunks().flatten()
    kept = [field for field in records.type if field.name != "met"]
    older = pa.StructArray.from_arrays([records.field(field.name) for field in kept], fields=kept)
    lists = pa.ListArray.from_arrays(pa.array([0, len(older)], pa.int32()), older)
    old = table.set_column(table.schema.get_field_index("indicators"), "indicators", lists)
    flat = pa.concat_tables(extractions._flat("indicators", [old, table]))
    assert flat["met"].to_pylist() == [None] * 4


def test_reading_what_is_not_there_is_named(lake: Lake) -> None:
    with pytest.raises(FileNotFoundError, match="indicators: no such table"):
        read_frame(lake, "indicators")


def test_pandas_reads_what_was_set_aside(lake: Lake, read: Read) -> None:
    read()
    assert list(pd.read_parquet(lake.data / "records" / "quarantine").columns)[:2] == ["sha256", "file_name"]
