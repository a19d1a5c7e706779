from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml

from pipelines.automation import collections, new_files, nightly
from pipelines.collections import collection, partition_key
from pipelines.definitions import defs
from pipelines.lake.place import Lake
from pipelines.lake_resource import LakeResource
from tests.pipelines.conftest import STAND_IN, Read, files_of

INSTANCE = Path(__file__).parents[2] / "dagster.yaml"


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


@pytest.fixture
def resource(raw: Path, tmp_path: Path, unguarded: None) -> LakeResource:
    return LakeResource(raw=str(raw), data=str(tmp_path / "assets"), extractor=STAND_IN)


def run(instance: dg.DagsterInstance, resource: LakeResource, key: str, **config: Any) -> dg.ExecuteInProcessResult:
    instance.add_dynamic_partitions("collections", [key])
    job = dg.Definitions(
        assets=defs.assets, asset_checks=defs.asset_checks, jobs=defs.jobs, resources={"lake": resource}
    )
    run_config = {"ops": {"extractions": {"config": {"workers": 1} | config}}}
    return job.resolve_job_def("ingestion").execute_in_process(run_config, instance, partition_key=key)


def test_the_assets_give_the_records_the_command_gives(
    instance: dg.DagsterInstance, resource: LakeResource, lake: Lake, read: Read
) -> None:
    read()
    for key in (".", "市级"):
        assert run(instance, resource, key).success
    assert files_of(resource.lake) == files_of(lake)


def test_a_materialization_shows_figures_and_a_preview(instance: dg.DagsterInstance, resource: LakeResource) -> None:
    shown = _materializations(run(instance, resource, "."))
    assert shown["extractions"]["reports_read"].value == 2
    assert shown["extractions"]["pages"].value == 2
    assert shown["records"]["indicators"].value == 4
    assert "| level3 |" in shown["records"]["preview"].value
    assert "指标1" in shown["records"]["preview"].value


def test_checks_run_with_the_assets(instance: dg.DagsterInstance, resource: LakeResource) -> None:
    found = {check.check_name: check.passed for check in run(instance, resource, ".").get_asset_check_evaluations()}
    assert found.pop("marts_valid") is not None
    assert len(found) == 8
    assert all(found.values())


def test_one_report_is_read_again_by_config(instance: dg.DagsterInstance, resource: LakeResource) -> None:
    run(instance, resource, ".")
    metadata = _materializations(run(instance, resource, ".", report="2021.pdf"))["extractions"]
    assert (metadata["reports_read"].value, metadata["reports_skipped"].value) == (1, 0)


def test_a_report_of_another_collection_is_refused(instance: dg.DagsterInstance, resource: LakeResource) -> None:
    run(instance, resource, ".")
    with pytest.raises(LookupError, match="not in the collection 市级"):
        run(instance, resource, "市级", report="2021.pdf")


def test_the_sensor_asks_once_for_the_same_files_and_again_for_changed_ones(
    instance: dg.DagsterInstance, resource: LakeResource, raw: Path
) -> None:
    first = _tick(instance, resource)
    assert {request.partition_key for request in first.run_requests} == {".", "市级"}
    assert first.dynamic_partitions_requests[0].partition_keys == [".", "市级"]
    keys = {request.run_key for request in first.run_requests}
    assert {request.run_key for request in _tick(instance, resource).run_requests} == keys
    (raw / "市级" / "a.pdf").write_bytes(b"2023 corrected")
    assert len({request.run_key for request in _tick(instance, resource).run_requests} - keys) == 1


def test_the_sensor_asks_for_nothing_when_everything_is_read(
    instance: dg.DagsterInstance, resource: LakeResource
) -> None:
    for key in (".", "市级"):
        run(instance, resource, key)
    assert _tick(instance, resource).run_requests == []


def test_every_night_every_collection_is_asked_for(resource: LakeResource) -> None:
    assert (nightly.cron_schedule, nightly.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    with dg.instance_for_test() as instance:
        asked = nightly(dg.build_schedule_context(instance=instance, resources={"lake": resource}))
        assert [request.partition_key for request in asked] == [".", "市级"]  # type: ignore[union-attr]  # all are requests
        assert sorted(instance.get_dynamic_partitions(str(collections.name))) == [".", "市级"]


@pytest.mark.parametrize("name", [".", "2023/市级", "a...b", "100%", "%2E%2E%2E", "tab\there", "a....b"])
def test_a_collection_keeps_its_name_through_its_key(name: str) -> None:
    key = partition_key(name)
    assert collection(key) == name
    assert "..." not in key
    assert "\t" not in key


def test_the_instance_keeps_its_runs_and_reports_to_nobody(tmp_path: Path) -> None:
    settings = yaml.safe_load(INSTANCE.read_text(encoding="utf-8"))
    assert settings["telemetry"] == {"enabled": False}
    (tmp_path / "dagster.yaml").write_text(INSTANCE.read_text(encoding="utf-8"), encoding="utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.run_retries_enabled
        assert instance.run_monitoring_enabled
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 2


def _tick(instance: dg.DagsterInstance, resource: LakeResource) -> Any:
    return new_files(dg.build_sensor_context(instance=instance, resources={"lake": resource}))


def _materializations(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
    """The metadata of each asset that was materialized."""
    done = [event.step_materialization_data.materialization for event in result.get_asset_materialization_events()]
    return {one.asset_key.to_user_string(): one.metadata for one in done}
