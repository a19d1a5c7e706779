"""When collections are read: as files come, and every night."""

from pathlib import Path

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunRequest,
    ScheduleEvaluationContext,
    SensorEvaluationContext,
    SensorResult,
    define_asset_job,
    schedule,
    sensor,
)

from pipelines import ingest
from pipelines.assets import collections
from pipelines.collections import partition_key
from pipelines.lake_resource import LakeResource
from pipelines.scan import scan

ingestion = define_asset_job("ingestion", AssetSelection.all())


@sensor(job=ingestion, minimum_interval_seconds=60, default_status=DefaultSensorStatus.RUNNING)
def new_files(context: SensorEvaluationContext, lake: LakeResource) -> SensorResult:
    """Ask for a run of every collection with new or changed files; the same files are asked for once."""
    waiting = ingest.waiting_collections(lake.lake, Path(lake.raw), lake.extractor)
    runs = [RunRequest(f"{name}:{signature}", partition_key=partition_key(name)) for name, signature in waiting.items()]
    return SensorResult(runs, dynamic_partitions_requests=[collections.build_add_request(_keys(lake))])


@schedule(
    job=ingestion,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=DefaultScheduleStatus.RUNNING,
)
def nightly(context: ScheduleEvaluationContext, lake: LakeResource) -> list[RunRequest]:
    """Ask for a run of every collection, so that reports cut off by an incident are tried again."""
    keys = _keys(lake)
    context.instance.add_dynamic_partitions(str(collections.name), keys)
    return [RunRequest(partition_key=key) for key in keys]


def _keys(lake: LakeResource) -> list[str]:
    """The partition of every collection, also of those read already by the command."""
    return sorted({partition_key(source.collection) for source in scan(Path(lake.raw))})
