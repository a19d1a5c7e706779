"""Reading one report from the store into an extraction: what a worker does, whatever the file does to it."""

from __future__ import annotations

import importlib
from functools import partial
from typing import NamedTuple

from pipelines.child import tell
from pipelines.guard import DEFAULT, IncidentError, Limits, guarded, reserve
from pipelines.lake import extractions
from pipelines.lake.extractions import Receipt
from pipelines.lake.place import Lake
from pipelines.lake.sheets import KeptSheets
from pipelines.watching import tell_page
from schemas.extraction import Extraction
from schemas.tables import Quarantine
from schemas.vocabulary import Overlay
from schemas.vocabulary.overlay import put_over


class Job(NamedTuple):
    """One report to be read from the store; all a worker needs to know.

    Attributes:
        lake: Whose report it is.
        sha256: Of the report's bytes.
        file_name: What it is called.
        version: Of the extractor.
        extractor: The module that has ``extract`` and the ``PictureReader`` for it.
        limits: For reading it.
        anew: Read again what this version has read already.
        threads: Pages read at a time where they are read by OCR.
        keeps: Whether what OCR reads now is kept in the cache, which is asked either way.
        words: A user's own, which lie over the vocabulary wherever the report is read.
    """

    lake: Lake
    sha256: str
    file_name: str
    version: str
    extractor: str = "extractors"
    limits: Limits = DEFAULT
    anew: bool = False
    threads: int = 1
    keeps: bool = True
    words: Overlay = ()


class VersionError(RuntimeError):
    """A worker has other rules than the run, so that its records would stand under a version that did not make them."""


def read_report(job: Job) -> Receipt:
    """Read a report and write its extraction; an extraction left by a run that died is taken as it is."""
    left = (
        []
        if job.anew
        else [found for found in extractions.written(job.lake, job.sha256, job.version) if not found.incident]
    )
    return left[0] if len(left) == 1 else extractions.write(job.lake, read_bytes(job))


def read_bytes(job: Job) -> bytes:
    """The extraction of a report as the bytes of its file; where reading goes wrong, a quarantine that says how."""
    reserve(job.words)
    try:
        return guarded(extract_stored, job, job.limits, partial(tell_page, job.lake, job.file_name))
    except IncidentError as incident:
        return _quarantined(job, incident.reason, incident.detail)


def lose_report(job: Job, cause: str) -> Receipt:
    """The receipt of a report whose worker was lost, set aside so that the run goes on."""
    return extractions.write(job.lake, _quarantined(job, "internal_error", cause))


def extract_stored(job: Job) -> bytes:
    """Extract a report from its stored bytes, within the process that calls.

    Raises:
        RecordError: The extractor made a record that does not keep to its table.
        VersionError: The extractor of this process is not the one that was asked for.
    """
    put_over(job.words)
    extractor = importlib.import_module(job.extractor)
    if extractor.extractor_version() != job.version:
        raise VersionError(f"the worker has version {extractor.extractor_version()}, the run {job.version}")
    reader = extractor.PictureReader(KeptSheets(job.lake, keeps=job.keeps), job.threads, tell)
    extraction: Extraction = extractor.extract(job.lake.stored(job.sha256).read_bytes(), job.file_name, reader)
    return extractions.encode(extraction, job.sha256, job.version)


def _quarantined(job: Job, reason: str, detail: str) -> bytes:
    quarantine = Quarantine(sha256=job.sha256, file_name=job.file_name, reason=reason, detail=detail)
    return extractions.encode(Extraction(quarantine=quarantine), job.sha256, job.version)
