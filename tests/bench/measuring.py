"""CPU seconds of some work, and a measured ratio beside its limit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    """Of all threads of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def median_cpu_seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Of some rounds."""
    return statistics.median(cpu_seconds(work) for _ in range(rounds))


def verdict(name: str, ratio: float, limit: float) -> str:
    """Example: ``ratio 0.41, at most 0.50: kept``."""
    return f"{name} {ratio:.2f}, at most {limit:.2f}: {'kept' if ratio <= limit else 'NOT KEPT'}"
