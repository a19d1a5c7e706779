"""Who watches the pages of reports, in the process that asked for them.

A run's workers are threads of its process and find its watcher here; those of other machines find none and say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pipelines.lake.place import Lake

Watch = Callable[[str, int, int], None]

_watchers: dict[Lake, Watch] = {}


@contextmanager
def watching(lake: Lake, watch: Watch) -> Iterator[None]:
    """Tell a watcher meanwhile of each page that is read into a lake: the file's name, the page, how many there are."""
    _watchers[lake] = watch
    try:
        yield
    finally:
        _watchers.pop(lake, None)


def tell_page(lake: Lake, file_name: str, page: int, pages: int) -> None:
    """Tell whoever watches a lake that a page is read."""
    watch = _watchers.get(lake)
    if watch:
        with suppress(OSError):  # a terminal that is gone costs no report
            watch(file_name, page, pages)
