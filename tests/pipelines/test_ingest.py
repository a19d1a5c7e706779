from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipelines import ingest
from pipelines.lake import extractions
from pipelines.lake.frames import read_arrow
from pipelines.lake.manifest import manifest
from pipelines.lake.place import STALE_SECONDS, Lake
from pipelines.lake.store import keep
from tests.pipelines import stand_in_extractor
from tests.pipelines.conftest import Read, files_of


def column(lake: Lake, table: str, name: str) -> list[object]:
    values: list[object] = read_arrow(lake, table)[name].to_pylist()
    return values


def test_every_pdf_is_read_once_and_its_bytes_are_kept(lake: Lake, raw: Path, read: Read) -> None:
    first, second = read(), read()
    assert (len(first.receipts), len(second.receipts), second.skipped) == (3, 0, 3)
    assert sorted(column(lake, "reports", "source_uri")) == ["2021.pdf", "2022.pdf", "市级/a.pdf"]  # type: ignore[type-var]  # cells are objects
    for sha256 in column(lake, "reports", "sha256"):
        assert lake.stored(str(sha256)).stat().st_size > 0


def test_an_unchanged_file_is_not_opened_again(
    lake: Lake, raw: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    monkeypatch.setattr(ingest, "keep", lambda *_: pytest.fail("opened"))
    assert read().skipped == 3


def test_force_reads_again_and_gives_the_same_files(lake: Lake, read: Read) -> None:
    read()
    before = files_of(lake), files_of(lake, "extractions")
    assert len(read(force=True).receipts) == 3
    assert (files_of(lake), files_of(lake, "extractions")) == before


def test_another_version_reads_again_and_keeps_the_history(
    lake: Lake, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    before = files_of(lake, "extractions")
    monkeypatch.setattr(stand_in_extractor, "VERSION", "stand-in-2")
    assert len(read().receipts) == 3
    after = files_of(lake, "extractions")
    assert len(after) == 6
    assert before.items() <= after.items()


def test_the_same_bytes_under_two_names_are_one_report(lake: Lake, raw: Path, read: Read) -> None:
    (raw / "copy.pdf").write_bytes((raw / "2021.pdf").read_bytes())
    assert len(read().receipts) == 3
    assert "copy.pdf" not in column(lake, "reports", "file_name")
    (raw / "2021.pdf").unlink()
    assert read().receipts == []
    assert "copy.pdf" in column(lake, "reports", "file_name")


def test_a_file_that_was_removed_stays_in_the_lake(lake: Lake, raw: Path, read: Read) -> None:
    read()
    (raw / "2021.pdf").unlink()
    read()
    assert "2021.pdf" in column(lake, "reports", "source_uri")


def test_a_changed_file_is_another_report_and_the_earlier_one_stays(lake: Lake, raw: Path, read: Read) -> None:
    read()
    (raw / "2021.pdf").write_bytes(b"2021 corrected")
    assert len(read().receipts) == 1
    assert column(lake, "reports", "source_uri").count("2021.pdf") == 2


def test_a_report_whose_year_changes_leaves_no_empty_year_behind(
    lake: Lake, raw: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    read()
    assert lake.part("indicators", 2021).exists()
    (raw / "2021.pdf").rename(raw / "no year.pdf")
    monkeypatch.setattr(stand_in_extractor, "VERSION", "stand-in-2")
    read()
    assert not lake.part("indicators", 2021).exists()
    assert column(lake, "indicators", "fiscal_year").count(None) == 2


INCIDENTS = ("hang", "segfault", "killed", "raise", "recursion", "memory", "bomb", "bad record")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_does_harm_is_set_aside_and_the_rest_are_read(
    lake: Lake, raw: Path, read_guarded: Read, workers: int
) -> None:
    for name in INCIDENTS:
        (raw / f"{name}.pdf").write_bytes(name.encode())
    (raw / "empty.pdf").write_bytes(b"")
    read_guarded(workers)
    found = dict(zip(column(lake, "quarantine", "file_name"), column(lake, "quarantine", "reason"), strict=True))
    assert found == {f"{name}.pdf": "internal_error" for name in INCIDENTS} | {
        "hang.pdf": "timeout",
        "empty.pdf": "empty",
    }
    assert len(column(lake, "reports", "report_id")) == 3


def test_an_incident_is_tried_again_and_a_verdict_is_not(lake: Lake, raw: Path, read: Read) -> None:
    (raw / "raise.pdf").write_bytes(b"raise")
    (raw / "empty.pdf").write_bytes(b"")
    read()
    assert [receipt.file_name for receipt in read().receipts] == ["raise.pdf"]


def test_records_do_not_depend_on_the_number_of_workers(lake: Lake, raw: Path, read: Read, tmp_path: Path) -> None:
    for number in range(6):
        (raw / f"more {number}.pdf").write_bytes(f"202{number} more".encode())
    read(workers=1)
    other = Lake(tmp_path / "other")
    plan = ingest.Plan(raw, workers=2, extractor=stand_in_extractor.__name__)
    ingest.read_reports(other, plan)
    ingest.publish_records(other)
    assert files_of(lake) == files_of(other)
    assert files_of(lake, "extractions") == files_of(other, "extractions")


def test_an_extraction_left_by_a_run_that_died_is_taken_up(lake: Lake, raw: Path, read: Read) -> None:
    read()
    before = files_of(lake)
    lake.manifest.unlink()
    times = {path: path.stat().st_mtime_ns for path in lake.data.rglob("*.arrow.zst")}
    assert len(read().receipts) == 3
    assert files_of(lake) == before
    assert {path: path.stat().st_mtime_ns for path in lake.data.rglob("*.arrow.zst")} == times


def test_a_file_that_cannot_be_opened_is_named(
    lake: Lake, raw: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(lake: Lake, file: Path) -> str:
        if file.name == "2021.pdf":
            raise PermissionError(13, "Permission denied", str(file))
        return keep(lake, file)

    monkeypatch.setattr(ingest, "keep", refuse)
    done = read()
    assert done.unopened == [(str(raw / "2021.pdf"), "Permission denied")]
    assert len(done.receipts) == 2


def test_only_visible_pdfs_are_read_whatever_the_case_of_their_ending(lake: Lake, raw: Path, read: Read) -> None:
    for name in (".hidden.pdf", "notes.txt", "loud.PDF", ".trash/x.pdf", "folder.pdf/y.pdf"):
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_bytes(name.encode())
    read()
    names = set(column(lake, "reports", "file_name"))
    assert names == {"2021.pdf", "2022.pdf", "a.pdf", "loud.PDF", "y.pdf"}


def test_a_collection_is_read_alone(lake: Lake, read: Read) -> None:
    assert [receipt.file_name for receipt in read(collection="市级").receipts] == ["a.pdf"]
    assert [receipt.file_name for receipt in read(collection=".").receipts] == ["2021.pdf", "2022.pdf"]


def test_one_file_can_be_the_raw_folder(lake: Lake, raw: Path, read: Read) -> None:
    read(raw=raw / "2021.pdf")
    assert column(lake, "reports", "source_uri") == ["2021.pdf"]


def test_collections_wait_until_they_are_read_and_again_when_a_file_changes(lake: Lake, raw: Path, read: Read) -> None:
    def waiting() -> dict[str, str]:
        return ingest.waiting_collections(lake, raw, stand_in_extractor.__name__)

    first = waiting()
    assert set(first) == {".", "市级"}
    read()
    assert waiting() == {}
    (raw / "市级" / "a.pdf").write_bytes(b"2022 corrected")
    assert waiting()["市级"] != first["市级"]


def test_old_leftovers_are_swept_and_young_ones_are_not(lake: Lake, read: Read) -> None:
    lake.staging.mkdir(parents=True)
    old, young = lake.staging / "old", lake.staging / "young"
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * STALE_SECONDS,) * 2)
    read()
    assert (old.exists(), young.exists()) == (False, True)


def test_an_extraction_says_what_a_receipt_says(lake: Lake, read: Read) -> None:
    receipts = read().receipts
    with manifest(lake) as register:
        assert {item.extraction for item in register.current().values()} == {r.extraction for r in receipts}
    assert all(extractions.written(lake, receipt.sha256, receipt.version) == [receipt] for receipt in receipts)
