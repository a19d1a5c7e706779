"""A raw folder, a lake and a plan for the stand-in extractor; and a lake of real reports made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import ingest, read_report
from pipelines.guard import IncidentError, Limits
from pipelines.lake.place import Lake
from tests.pipelines.small_pdfs import form

STAND_IN = "tests.pipelines.stand_in_extractor"

Read = Callable[..., ingest.IngestResult]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "市级").mkdir(parents=True)
    for year in (2021, 2022):
        (folder / f"{year}.pdf").write_bytes(f"{year} of the raw folder".encode())
    (folder / "市级" / "a.pdf").write_bytes(b"2022 of a collection")
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "data")


@pytest.fixture
def read_guarded(raw: Path, lake: Lake) -> Read:
    """Read the raw folder with the stand-in and publish, as the command does."""

    def reading(workers: int = 1, **options: object) -> ingest.IngestResult:
        limits = Limits(seconds=2, memory=400 << 20)
        plan = ingest.Plan(**{"raw": raw, "workers": workers, "limits": limits, "extractor": STAND_IN} | options)
        done = ingest.read_reports(lake, plan)
        ingest.publish_records(lake)
        return done

    return reading


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: quicker, for tests of files that do no harm to it."""

    def call(function: Callable[[object], object], argument: object, *_: object) -> object:
        try:
            return function(argument)
        except Exception as error:
            raise IncidentError("internal_error", str(error)) from error

    monkeypatch.setattr(read_report, "guarded", call)


@pytest.fixture
def read(unguarded: None, read_guarded: Read) -> Read:
    """As ``read_guarded``, in this process."""
    return read_guarded


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake of two small forms, read by the real extractors, beside four files that can't be read."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "raw").mkdir()
    files = {
        "2022.pdf": form(2022), "2023.pdf": form(2023), "encrypted.pdf": form(2023, "secret"), "empty.pdf": b"",
        "text.pdf": b"not a PDF at all", "damaged.pdf": form(2023)[:900],
    }  # fmt: skip
    for name, content in files.items():
        (folder / "raw" / name).write_bytes(content)
    lake = Lake(folder / "data")
    ingest.read_reports(lake, ingest.Plan(folder / "raw", workers=1))
    ingest.publish_records(lake)
    ingest.build_marts(lake)
    return lake


def files_of(lake: Lake, part: str = "records") -> dict[str, bytes]:
    """Every file of a part of the lake with its bytes."""
    root = lake.data / part
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def read_into(raw: Path, unguarded: None) -> Callable[[Lake], None]:
    """Read the raw folder with the stand-in into any lake."""

    def reading(lake: Lake) -> None:
        ingest.read_reports(lake, ingest.Plan(raw, workers=1, extractor=STAND_IN))
        ingest.publish_records(lake)

    return reading
