"""The contract's checks as Dagster shows them."""

from collections.abc import Iterator

from dagster import (
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetsDefinition,
    MetadataValue,
    asset_check,
)

from pipelines.assets import marts, records
from pipelines.checks import RECORD_CHECKS, WARN_ONLY, Check, marts_valid
from pipelines.lake_resource import LakeResource

SHOWN = 20


def _as_asset_check(asset: AssetsDefinition, check: Check) -> AssetChecksDefinition:
    severity = AssetCheckSeverity.WARN if check in WARN_ONLY else AssetCheckSeverity.ERROR

    @asset_check(asset=asset, name=check.__name__, description=check.__doc__)
    def checked(lake: LakeResource) -> AssetCheckResult:
        found = list(check(lake.lake))
        first = MetadataValue.text("\n".join(found[:SHOWN]))
        metadata = {"violations": MetadataValue.int(len(found)), "first": first}
        return AssetCheckResult(passed=not found, severity=severity, metadata=metadata)

    return checked


def asset_checks() -> Iterator[AssetChecksDefinition]:
    """A Dagster check for each check of the records and of the marts."""
    yield from (_as_asset_check(records, check) for check in RECORD_CHECKS)
    yield _as_asset_check(marts, marts_valid)
