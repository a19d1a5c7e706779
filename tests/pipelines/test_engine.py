from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest
from distributed import LocalCluster

from pipelines import engine


def _double(number: int) -> int:
    return 2 * number


def _lost(number: int, cause: str) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_every_item_gives_one_receipt(workers: int) -> None:
    assert sorted(engine.map(_double, range(20), workers, _lost)) == [2 * number for number in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_taken_only_as_they_are_needed(workers: int) -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    receipts = engine.map(_double, items(), workers, _lost)
    next(receipts)
    assert len(taken) <= engine.IN_FLIGHT * workers + workers
    receipts.close()  # type: ignore[attr-defined]  # it is a generator


def _fail(number: int) -> int:
    raise ValueError(number)


def test_an_item_whose_worker_fails_is_lost_and_the_rest_go_on() -> None:
    assert sorted(engine.map(_fail, [1, 2, 3], 2, _lost)) == [-3, -2, -1]


def test_a_cluster_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        monkeypatch.setenv("JIXIAO_SCHEDULER", cluster.scheduler_address)
        assert sorted(engine.map(_double, [1, 2, 3], 1, _lost)) == [2, 4, 6]


def test_a_cluster_without_workers_is_an_error_and_no_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "START_SECONDS", 1.0)
    with LocalCluster(
        n_workers=0, processes=False, host="127.0.0.1", protocol="tcp://", dashboard_address=None
    ) as cluster:
        monkeypatch.setenv("JIXIAO_SCHEDULER", cluster.scheduler_address)
        with pytest.raises(engine.EngineError, match="no workers"):
            list(engine.map(_double, [1], 1, _lost))


def test_no_cluster_at_all_is_an_error_and_no_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "START_SECONDS", 1.0)
    monkeypatch.setenv("JIXIAO_SCHEDULER", "tcp://127.0.0.1:9")
    with pytest.raises(engine.EngineError, match=r"127\.0\.0\.1:9"):
        list(engine.map(_double, [1], 1, _lost))


def _listening(_: int) -> list[str]:
    return [link.laddr.ip for link in psutil.Process().net_connections() if link.status == psutil.CONN_LISTEN]


def test_the_embedded_cluster_listens_to_this_machine_alone() -> None:
    addresses = [ip for ips in engine.map(_listening, [1, 2], 2, lambda item, cause: [cause]) for ip in ips]
    assert set(addresses) <= {"127.0.0.1"}
