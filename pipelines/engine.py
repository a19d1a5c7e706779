"""The engine: one function over many items, here or on a cluster, that never waits for ever."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pipelines.guard import release

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
Receipt = TypeVar("Receipt")

IN_FLIGHT = 2
START_SECONDS = 60.0
SILENCE_SECONDS = 3600.0


class EngineError(RuntimeError):
    """There are no workers to give the work to."""


def map(
    function: Callable[[Item], Receipt],
    items: Iterable[Item],
    workers: int,
    lost: Callable[[Item, str], Receipt],
) -> Iterator[Receipt]:
    """Apply a function to items, taken as they are needed; receipts come as they are ready, in any order.

    Args:
        function: Does its work and returns a small receipt. It must not raise.
        items: Small things that can be pickled.
        workers: How many at a time; 1 runs inline. ``JIXIAO_SCHEDULER=tcp://…`` uses that Dask cluster instead.
        lost: The receipt of an item whose worker was lost, with the cause.

    Raises:
        EngineError: The cluster has no workers.
    """
    if workers == 1 and not _scheduler():
        try:
            yield from (function(item) for item in items)
        finally:
            release()
    else:
        with _client(workers) as client:
            yield from _spread(client, function, items, lost)


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(
    client: Client, function: Callable[[Item], Receipt], items: Iterable[Item], lost: Callable[[Item, str], Receipt]
) -> Iterator[Receipt]:
    """Keep a few items per worker in flight; whoever falls silent with all of them is given up."""
    from distributed import wait

    queue = iter(items)
    window = IN_FLIGHT * len(client.scheduler_info(n_workers=-1)["workers"])
    running = {client.submit(function, item, pure=False): item for item in islice(queue, window)}
    while running:
        try:
            done = wait(list(running), timeout=SILENCE_SECONDS, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            yield from (lost(item, "no worker answers") for item in [*running.values(), *queue])
            return
        for future in done:
            item = running.pop(future)
            error = future.exception()
            yield future.result() if error is None else lost(item, f"{type(error).__name__}: {error}")
            running |= {client.submit(function, item, pure=False): item for item in islice(queue, 1)}


@contextmanager
def _client(workers: int) -> Iterator[Client]:
    """A Dask client: of the cluster the environment names, or of one inside this process.

    The workers of the embedded cluster are threads: each waits for its guard, the process that does the work.
    """
    import dask
    from distributed import Client, LocalCluster

    if address := _scheduler():
        with Client(address, timeout=START_SECONDS) as client:
            _await_workers(client, address)
            yield client
        return
    embedded = {"processes": False, "threads_per_worker": 1, "memory_limit": 0, "dashboard_address": None}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=workers, **embedded) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _await_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=START_SECONDS)
    except TimeoutError:
        raise EngineError(f"{address}: the cluster has no workers") from None


def _scheduler() -> str | None:
    return os.environ.get("JIXIAO_SCHEDULER") or None
