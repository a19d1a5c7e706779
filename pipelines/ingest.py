"""Reading reports into the lake: what the command line and the Dagster assets both call."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pipelines import engine
from pipelines.find_report import NotFoundError, find_report
from pipelines.guard import DEFAULT, Limits
from pipelines.lake.extractions import Receipt
from pipelines.lake.manifest import Manifest, SeenFile, collection_of, manifest
from pipelines.lake.place import Lake, sweep
from pipelines.lake.publish import publish
from pipelines.lake.store import keep
from pipelines.marts import build
from pipelines.progress import Progress, Silent
from pipelines.read_report import Job, lose_report, read_report
from pipelines.scan import scan, unread
from pipelines.watching import watching
from schemas.vocabulary import laid


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do.

    Attributes:
        raw: Folder of PDFs, or one PDF.
        collection: Only the files right in this folder under ``raw``; ``.`` is ``raw`` itself, None everything.
        workers: Reports read at a time; 0 is as many as there are cores.
        force: Read again what is read already.
        limits: For each report.
        extractor: The module that has ``extract``, the ``PictureReader`` for it, and ``extractor_version``.
    """

    raw: Path
    collection: str | None = None
    workers: int = 0
    force: bool = False
    limits: Limits = DEFAULT
    extractor: str = "extractors"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What came of reading: receipts of what was read now, files that could not be opened and why, files skipped."""

    receipts: list[Receipt] = field(default_factory=list)
    unopened: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0


def read_reports(lake: Lake, plan: Plan, progress: Progress | None = None) -> IngestResult:
    """Read every report that is new, changed or read by another version, each on its own.

    Raises:
        FileNotFoundError: There is no such raw folder.
        EngineError: The cluster has no workers.
    """
    progress = progress or Silent()
    sources = [source for source in scan(plan.raw) if plan.collection in (None, source.collection)]
    version = extractor_version(plan.extractor)
    sweep(lake)
    with manifest(lake) as register:
        _miss_gone(register, plan, sources)
        waiting = sources if plan.force else unread(sources, register, version)
        reading = IngestResult(skipped=len(sources) - len(waiting))
        progress.begin(len(waiting))
        workers = min(plan.workers or engine.cores(), max(len(waiting), 1))
        jobs = _Jobs(lake, plan, version, engine.cores_each(workers), register, reading)
        with watching(lake, progress.page):
            for receipt in engine.map(read_report, jobs(waiting), workers, lose_report) if waiting else ():
                register.make_current(receipt)
                reading.receipts.append(receipt)
                progress.done(receipt)
    return reading


def read_one(lake: Lake, plan: Plan, name: str) -> IngestResult:
    """Read one report again from the store, whatever was read before.

    Raises:
        NotFoundError: No report of the plan's collection answers to the name, or several do.
    """
    found = find_report(lake, name)
    file_name = PurePosixPath(found.uri or found.sha256).name
    if plan.collection not in (None, collection_of(found.uri or "")):
        raise NotFoundError(f"{name}: {found.uri} is not in the collection {plan.collection}")
    version = extractor_version(plan.extractor)
    receipt = read_report(
        Job(lake, found.sha256, file_name, version, plan.extractor, plan.limits, True, engine.cores(), words=laid())
    )
    with manifest(lake) as register:
        register.make_current(receipt)
    return IngestResult([receipt])


def waiting_collections(lake: Lake, raw: Path, extractor: str = "extractors") -> dict[str, str]:
    """Collections that hold files a run would read, with a signature of those files and of the extractor's version."""
    version = extractor_version(extractor)
    with manifest(lake) as register:
        waiting = unread(scan(raw), register, version)
    digests: dict[str, hashlib._Hash] = {}
    for source in waiting:
        digest = digests.setdefault(source.collection, hashlib.sha256(version.encode()))
        digest.update(repr((source.uri, source.size, source.mtime)).encode())
    return {collection: digest.hexdigest()[:16] for collection, digest in digests.items()}


def publish_records(lake: Lake, anew: bool = False) -> list[int | None]:
    """Bring the published records up to date, or write all of them anew; returns the fiscal years that were written."""
    return publish(lake, anew, datetime.now(UTC).isoformat(timespec="seconds"))


def build_marts(lake: Lake) -> dict[str, int]:
    """Compute the tables for comparison from the published records; returns their rows by name."""
    return build(lake.data)


def extractor_version(extractor: str) -> str:
    """The version an extractor module calls itself by."""
    return str(importlib.import_module(extractor).extractor_version())


@dataclass(frozen=True, slots=True)
class _Jobs:
    """Turns sources into jobs as they are asked for: bytes go to the store, the same bytes are read once."""

    lake: Lake
    plan: Plan
    version: str
    threads: int
    register: Manifest
    reading: IngestResult

    def __call__(self, sources: Iterable[SeenFile]) -> Iterator[Job]:
        """The jobs for these sources, in their order."""
        current = {} if self.plan.force else self.register.current()
        read = {sha256 for sha256, item in current.items() if item.version == self.version and not item.incident}
        known = self.register.known()
        for source in sources:
            try:
                sha256 = known.get(source) or keep(self.lake, Path(source.path))
            except OSError as error:
                self.reading.unopened.append((source.path, error.strerror or str(error)))
                continue
            self.register.see(source, sha256)
            if sha256 not in read:
                read.add(sha256)
                yield self._job(sha256, source.name)

    def _job(self, sha256: str, file_name: str) -> Job:
        plan = self.plan
        conditions = (plan.extractor, plan.limits, plan.force, self.threads)
        return Job(self.lake, sha256, file_name, self.version, *conditions, words=laid())


def _miss_gone(register: Manifest, plan: Plan, sources: list[SeenFile]) -> None:
    """Files that were in the raw folder and no longer are; what was read from them stays in the lake."""
    root, present = str(plan.raw.absolute()), {source.path for source in sources}
    register.miss(
        source
        for source in register.known()
        if source.root == root and plan.collection in (None, source.collection) and source.path not in present
    )
