"""The Dagster code location."""

from dagster import Definitions, in_process_executor

from pipelines.asset_checks import asset_checks
from pipelines.assets import extractions, marts, records
from pipelines.automation import ingestion, new_files, nightly
from pipelines.lake_resource import LakeResource
from pipelines.own_words import lay_own_words

lay_own_words()  # a code location is a process of its own, and this is where it starts

defs = Definitions(
    assets=[extractions, records, marts],
    asset_checks=list(asset_checks()),
    jobs=[ingestion],
    schedules=[nightly],
    sensors=[new_files],
    resources={"lake": LakeResource()},
    executor=in_process_executor,
)
