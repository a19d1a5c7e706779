"""The lake as a Dagster resource: which folders the assets work on, and the calls they make."""

import os
from pathlib import Path

from dagster import Config, ConfigurableResource
from pydantic import Field

from pipelines import ingest
from pipelines.lake.place import Lake


class ReadingConfig(Config):
    """How the reports of a collection are to be read."""

    report: str | None = Field(
        default=None, description="Read only this report again: its report_id, file name or path."
    )
    force: bool = Field(default=False, description="Read again what is read already.")
    workers: int = Field(default=0, description="Reports read at a time; 0 is one per core.")


class LakeResource(ConfigurableResource[Lake]):
    """The folders of reports and of results; by default those of JIXIAO_RAW and JIXIAO_DATA, else raw and data."""

    raw: str = Field(default_factory=lambda: os.environ.get("JIXIAO_RAW", "raw"))
    data: str = Field(default_factory=lambda: os.environ.get("JIXIAO_DATA", "data"))

    extractor: str = Field(default="extractors", description="The module that has extract and extractor_version.")

    @property
    def lake(self) -> Lake:
        """The lake itself."""
        return Lake(Path(self.data))

    def read(self, collection: str, config: ReadingConfig) -> ingest.IngestResult:
        """Read what is new in a collection, or the one report the config names."""
        plan = ingest.Plan(Path(self.raw), collection, config.workers, config.force, extractor=self.extractor)
        return (
            ingest.read_one(self.lake, plan, config.report) if config.report else ingest.read_reports(self.lake, plan)
        )
