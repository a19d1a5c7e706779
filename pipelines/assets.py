"""The assets: extractions of each collection, then the published records, then the tables for comparison."""

from typing import Any

from dagster import (
    AssetExecutionContext,
    BackfillPolicy,
    DynamicPartitionsDefinition,
    MaterializeResult,
    MetadataValue,
    asset,
)

from pipelines import ingest, metadata
from pipelines.collections import collection
from pipelines.lake_resource import LakeResource, ReadingConfig

# type-arg below: Dagster reads the annotation MaterializeResult bare.
collections = DynamicPartitionsDefinition(name="collections")


@asset(partitions_def=collections, backfill_policy=BackfillPolicy.multi_run(), pool="extraction", kinds={"python"})
def extractions(context: AssetExecutionContext, lake: LakeResource, config: ReadingConfig) -> MaterializeResult:  # type: ignore[type-arg]
    """Extractions of every report in one collection, a folder under the raw folder."""
    return MaterializeResult(metadata=_shown(metadata.of_reading(lake.read(collection(context.partition_key), config))))


@asset(deps=[extractions], pool="lake", kinds={"parquet"})
def records(lake: LakeResource) -> MaterializeResult:  # type: ignore[type-arg]
    """What is current, one Parquet file per table and fiscal year."""
    return MaterializeResult(metadata=_shown(metadata.of_records(lake.lake, ingest.publish_records(lake.lake))))


@asset(deps=[records], pool="lake", kinds={"parquet"})
def marts(lake: LakeResource) -> MaterializeResult:  # type: ignore[type-arg]
    """Indicators and departments compared over years and with each other."""
    return MaterializeResult(metadata=ingest.build_marts(lake.lake))


def _shown(metadata: dict[str, Any]) -> dict[str, Any]:
    return metadata | {"preview": MetadataValue.md(metadata["preview"])}
