"""The child's side of a guard: it answers calls, and tells how far the one at hand is."""

from __future__ import annotations

import faulthandler
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple


class PageProgress(NamedTuple):
    """So many pages of a report are read, of so many."""

    page: int
    pages: int


class Call(NamedTuple):
    """What the child is to do, and the seconds it may take: in all, and for each page more."""

    function: Callable[[Any], Any]
    argument: Any
    seconds: float
    page_seconds: float


class Answer(NamedTuple):
    """What came of a call: its result, or the cause why there is none."""

    is_done: bool
    result: Any


_told: list[Callable[[PageProgress], None]] = []


def tell(page: int, pages: int) -> None:
    """Tell the guard that pages of the report at hand are read; in a process without a guard nobody hears it.

    Example:
        ``tell(120, 300)``
    """
    for listener in _told:
        listener(PageProgress(page, pages))


def serve(pipe: Connection) -> None:
    """Answer calls until nobody asks any more."""
    while True:
        try:
            call: Call = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(call, pipe))


def _answer(call: Call, pipe: Connection) -> Answer:
    def hear(progress: PageProgress) -> None:
        _watch(call, progress.page)
        pipe.send(progress)

    _watch(call, 0)
    _told[:] = [hear]
    try:
        return Answer(True, call.function(call.argument))
    except BaseException as error:
        return Answer(False, _cause(error))
    finally:
        _told.clear()
        faulthandler.cancel_dump_traceback_later()


def _watch(call: Call, page: int) -> None:
    """Let the fault handler's watchdog end a child nobody waits for: it needs neither the interpreter nor a parent."""
    faulthandler.dump_traceback_later(2 * (call.seconds + page * call.page_seconds) + 1, exit=True)


def _cause(error: BaseException) -> str:
    """An error in one line, with the place it was raised at."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(f"{type(error).__name__}: {error}".removesuffix(": ").split())
    return f"{message}（{Path(place.filename).name}:{place.lineno}）"


def main() -> None:
    """Serve the guard at the other end of the pipe whose number is the one argument."""
    serve(Connection(int(sys.argv[1])))
