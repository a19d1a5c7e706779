from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from pipelines.guard import Guard, IncidentError, Limits, guarded, release, reserve
from tests.pipelines.stand_in_extractor import misbehave

LIMITS = Limits(seconds=1, memory=400 << 20)


@pytest.mark.parametrize(
    ("what", "reason", "detail"),
    [
        ("raise", "internal_error", "RuntimeError: not read"),
        ("recursion", "internal_error", "RecursionError: maximum recursion depth exceeded"),
        ("memory", "internal_error", "MemoryError"),
        ("segfault", "internal_error", "读取进程异常终止（SIGSEGV）"),
        ("killed", "internal_error", "读取进程异常终止（SIGKILL）"),
        ("exit", "internal_error", "读取进程异常终止（7）"),
        ("hang", "timeout", "1 秒内没有读完"),
        ("bomb", "internal_error", "占用内存超过 400 MB"),
    ],
)
def test_a_call_that_goes_wrong_is_an_incident_and_the_next_call_works(what: str, reason: str, detail: str) -> None:
    guard = Guard()
    with pytest.raises(IncidentError) as incident:
        guard.call(misbehave, what, LIMITS)
    assert (incident.value.reason, incident.value.detail[: len(detail)]) == (reason, detail)
    assert guard.call(abs, -1, LIMITS) == 1
    guard.close()


def test_a_child_that_someone_else_ends_gets_a_second_try() -> None:
    guard = Guard()
    first = guard.call(_pid, 0, LIMITS)
    os.kill(first, signal.SIGKILL)
    assert guard.call(_pid, 0, LIMITS) != first
    guard.close()


def test_a_child_serves_calls_with_the_same_words_only() -> None:
    children = []
    for words in ("ours", "ours", "theirs"):
        reserve(words)
        children.append(guarded(_pid, 0, LIMITS))
    release()
    assert children[0] == children[1] != children[2]


def test_nothing_is_left_of_a_guard_that_is_closed() -> None:
    guard = Guard()
    child = guard.call(_pid, 0, LIMITS)
    guard.close()
    assert not psutil.pid_exists(child)


def test_a_child_ends_when_its_parent_is_killed() -> None:
    script = (
        "from pipelines.guard import Guard, Limits; from tests.pipelines.test_guard import _pid\n"
        "guard = Guard(); print(guard.call(_pid, 0, Limits()), flush=True); import os; os.kill(os.getpid(), 9)"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stdout
    child, end = int(output), time.monotonic() + 5
    while psutil.pid_exists(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def _pid(_: int) -> int:
    return os.getpid()
