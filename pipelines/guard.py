"""A guard runs calls in a process of its own, one at a time, so that nothing a file does can stop the run.

A hang, a crash in C code and memory that grows without end all end with the child process, which is then replaced. A
thread or a signal could not do that: neither interrupts C code, and none survives a segmentation fault.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Hashable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, TypeVar

import psutil

from pipelines.child import Answer, Call, PageProgress

Argument = TypeVar("Argument")
Result = TypeVar("Result")

TICK_SECONDS = 0.05
TRIES = 2
CHILD = "from pipelines.child import main; main()"


class Limits(NamedTuple):
    """What one call may use.

    Attributes:
        seconds: By the clock on the wall.
        memory: Bytes.
        page_seconds: By the clock, more for each page that the call says it has read.
    """

    seconds: float = 600.0
    memory: int = 3 << 30
    page_seconds: float = 10.0


DEFAULT = Limits()


class IncidentError(Exception):
    """A call that did not come to an end by itself, or ended with an error.

    Attributes:
        reason: ``timeout`` or ``internal_error``.
        detail: What happened, in Chinese, for the one who reads the quarantine; the same on every machine.
    """

    def __init__(self, reason: str, detail: str) -> None:
        """See the attributes."""
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class DiedError(Exception):
    """The child process ended in the middle of a call."""


Watch = Callable[[int, int], None]


def nobody(page: int, pages: int) -> None:
    """Watch no pages."""


class Guard:
    """One child process, started when it is first needed and again after each that had to be ended.

    Attributes:
        watch: Told of each page that a call has read, and of how many.
    """

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self.watch: Watch = nobody

    def call(self, function: Callable[[Argument], Result], argument: Argument, limits: Limits) -> Result:
        """Run one call; a child that dies gets a second try, since someone else may have ended it.

        Raises:
            IncidentError: The call raised, ran out of time or memory, or its process died twice.
        """
        for _ in range(TRIES):
            try:
                result: Result = self._try(function, argument, limits)
                return result
            except DiedError as death:
                detail = str(death)
        raise IncidentError("internal_error", detail)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._child = self._pipe = None

    def __del__(self) -> None:
        """A guard that nobody holds any more leaves no process behind."""
        self.close()

    def _try(self, function: Callable[[Any], Any], argument: Any, limits: Limits) -> Any:
        pipe = self._start()
        try:
            pipe.send(Call(function, argument, limits.seconds, limits.page_seconds))
            answer = self._await(pipe, limits)
        except (EOFError, OSError):
            raise DiedError(self._epitaph()) from None
        if not answer.is_done:
            raise IncidentError("internal_error", answer.result)
        return answer.result

    def _await(self, pipe: Connection, limits: Limits) -> Answer:
        start, page = time.monotonic(), 0
        while True:
            message = pipe.recv() if pipe.poll(TICK_SECONDS) else None
            if isinstance(message, Answer):
                return message
            if isinstance(message, PageProgress):
                page = message.page
                self.watch(*message)
            self._check(limits, time.monotonic() - start - page * limits.page_seconds)

    def _check(self, limits: Limits, seconds: float) -> None:
        """End a child that uses more than it may; ``seconds`` are those that no page that was read accounts for."""
        if seconds > limits.seconds:
            self.close()
            raise IncidentError(
                "timeout", f"{limits.seconds:g} 秒内没有读完（每读完一页另加 {limits.page_seconds:g} 秒）"
            )
        if self._memory() > limits.memory:
            self.close()
            raise IncidentError("internal_error", f"占用内存超过 {limits.memory >> 20} MB")

    def _start(self) -> Connection:
        if self._pipe is None or self._child is None or self._child.poll() is not None:
            self.close()
            self._pipe, theirs = Pipe()
            self._child = subprocess.Popen(
                [sys.executable, "-c", CHILD, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            theirs.close()
        return self._pipe

    def _memory(self) -> int:
        assert self._child is not None
        with contextlib.suppress(psutil.Error):
            size: int = psutil.Process(self._child.pid).memory_info().rss
            return size
        return 0

    def _epitaph(self) -> str:
        code = self._child.wait() if self._child else 0
        self.close()
        return f"读取进程异常终止（{signal.Signals(-code).name if code < 0 else code}）"


class _Threads(threading.local):
    """Each thread's own guard, which ends with the thread, and the words its child reads by."""

    guard: Guard | None = None
    words: Hashable = ()


_threads = _Threads()


def guarded(
    function: Callable[[Argument], Result], argument: Argument, limits: Limits, watch: Watch = nobody
) -> Result:
    """Run one call in the guard of this thread, told of its pages meanwhile; raises as ``Guard.call`` does."""
    if _threads.guard is None:
        _threads.guard = Guard()
    _threads.guard.watch = watch
    return _threads.guard.call(function, argument, limits)


def reserve(words: Hashable) -> None:
    """Let this thread's guard serve calls with these words only: a child that has read others is ended."""
    if _threads.words != words:
        release()
    _threads.words = words


def release() -> None:
    """End this thread's guard."""
    if _threads.guard is not None:
        _threads.guard.close()
