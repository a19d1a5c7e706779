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
LOOPBACK = "127.0.0.1:0"
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
    address = _scheduler()
    if workers == 1 and not address:
        try:
            yield from (function(item) for item in items)
        finally:
            release()
    else:
        with _client_of(address) if address else _client(workers) as client:
            yield from _spread(client, function, items, lost)


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cores_each(workers: int) -> int:
    """Cores for each of so many workers, at least one; on a cluster one, since it has a worker for each of its own."""
    return 1 if _scheduler() else max(1, cores() // workers)


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
            yield from (lost(item, "没有工作进程响应") for item in [*running.values(), *queue])
            return
        for future in done:
            item = running.pop(future)
            error = future.exception()
            yield future.result() if error is None else lost(item, f"{type(error).__name__}: {error}")
            running |= {client.submit(function, item, pure=False): item for item in islice(queue, 1)}


@contextmanager
def _client(workers: int) -> Iterator[Client]:
    """A Dask client of a cluster inside this process.

    Its workers are threads: each waits for its guard, the process that does the work.
    """
    import dask
    from distributed import Client, LocalCluster

    loopback = {"dashboard_address": LOOPBACK, "worker_dashboard_address": LOOPBACK}
    threads = {"processes": False, "threads_per_worker": 1, "memory_limit": 0}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=workers, scheduler_kwargs={"dashboard": False}, **threads, **loopback) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _client_of(address: str) -> Client:
    """A Dask client of a running cluster that is known to have workers, and workers that know this package."""
    from distributed import Client

    try:
        client = Client(address, timeout=START_SECONDS)
    except OSError as error:
        raise EngineError(f"{address}: {error}") from error
    try:
        client.wait_for_workers(1, timeout=START_SECONDS)
        client.submit(cores, pure=False).result(timeout=START_SECONDS)
    except (TimeoutError, ImportError) as error:
        client.close()
        cause = "the cluster has no workers" if isinstance(error, TimeoutError) else error
        raise EngineError(f"{address}: {cause}") from error
    return client


def _scheduler() -> str | None:
    return os.environ.get("JIXIAO_SCHEDULER") or None
