"""A guard runs calls in a process of its own, one at a time, so that nothing a file does can stop the run.

A hang, a crash in C code and memory that grows without end all end with the child process, which is then replaced. A
thread or a signal could not do that: neither interrupts C code, and none survives a segmentation fault.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import psutil

Argument = TypeVar("Argument")
Result = TypeVar("Result")

TICK_SECONDS = 0.05
TRIES = 2


class Limits(NamedTuple):
    """What one call may use: wall-clock seconds and bytes of memory."""

    seconds: float = 600.0
    memory: int = 3 << 30


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


class Guard:
    """One child process, started when it is first needed and again after each that had to be ended."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

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
            pipe.send((function, argument, limits.seconds))
            done, result = self._await(pipe, limits)
        except (EOFError, OSError):
            raise DiedError(self._epitaph()) from None
        if not done:
            raise IncidentError("internal_error", result)
        return result

    def _await(self, pipe: Connection, limits: Limits) -> tuple[bool, Any]:
        end = time.monotonic() + limits.seconds
        while not pipe.poll(TICK_SECONDS):
            if time.monotonic() > end:
                self.close()
                raise IncidentError("timeout", f"{limits.seconds:g} 秒内没有读完")
            if self._memory() > limits.memory:
                self.close()
                raise IncidentError("internal_error", f"占用内存超过 {limits.memory >> 20} MB")
        answer: tuple[bool, Any] = pipe.recv()
        return answer

    def _start(self) -> Connection:
        if self._pipe is None or self._child is None or self._child.poll() is not None:
            self.close()
            self._pipe, theirs = Pipe()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "pipelines.guard", str(theirs.fileno())],
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
    """Each thread's own guard, which ends with the thread."""

    guard: Guard | None = None


_threads = _Threads()


def guarded(function: Callable[[Argument], Result], argument: Argument, limits: Limits) -> Result:
    """Run one call in the guard of this thread; raises as ``Guard.call`` does."""
    if _threads.guard is None:
        _threads.guard = Guard()
    return _threads.guard.call(function, argument, limits)


def release() -> None:
    """End this thread's guard."""
    if _threads.guard is not None:
        _threads.guard.close()


def serve(pipe: Connection) -> None:
    """Answer calls until nobody asks any more: the child's side.

    The fault handler's watchdog needs neither the interpreter nor a parent: it ends a child nobody waits for.
    """
    while True:
        try:
            function, argument, seconds = pipe.recv()
        except EOFError:
            return
        faulthandler.dump_traceback_later(2 * seconds + 1, exit=True)
        try:
            answer = True, function(argument)
        except BaseException as error:
            answer = False, _cause(error)
        faulthandler.cancel_dump_traceback_later()
        pipe.send(answer)


def _cause(error: BaseException) -> str:
    """An error in one line, with the place it was raised at."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(f"{type(error).__name__}: {error}".removesuffix(": ").split())
    return f"{message}（{Path(place.filename).name}:{place.lineno}）"


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
