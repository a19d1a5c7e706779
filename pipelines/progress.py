"""Progress of a run: a bar with file names and rate on a terminal, plain lines elsewhere.

A report has one line when it is done, and while it takes long another for the page it is at.
"""

from __future__ import annotations

import time
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from pipelines.lake.extractions import Receipt

PAGE_LINE_SECONDS = 10.0  # between the lines that only tell of a page


class Progress(Protocol):
    """Whoever watches a run."""

    def begin(self, total: int) -> None:
        """So many files are to be read."""

    def done(self, receipt: Receipt) -> None:
        """One report is read, or set aside."""

    def page(self, file_name: str, page: int, pages: int) -> None:
        """One page of a report is read; told by whichever thread has it read."""


class Silent:
    """Nobody watches."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def done(self, receipt: Receipt) -> None:
        """Say nothing."""

    def page(self, file_name: str, page: int, pages: int) -> None:
        """Say nothing."""


class Shown:
    """Shows a bar on a terminal and plain lines elsewhere, both on the console it is given; close it at the end."""

    def __init__(self, console: Console) -> None:
        """Shows nothing yet."""
        self._console, self._total, self._count, self._start = console, 0, 0, time.monotonic()
        self._last = self._start
        self._bar = Bar(
            TextColumn("{task.fields[name]}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", name="", rate="", total=None)

    def begin(self, total: int) -> None:
        """Show how many files there are to read."""
        self._total, self._start = total, time.monotonic()
        self._last = self._start
        self._bar.update(self._task, total=total)
        if total and self._console.is_terminal:
            self._bar.start()

    def done(self, receipt: Receipt) -> None:
        """Show the report that was read last, and how many a second there were."""
        self._count += 1
        rate = f"{self._count / max(time.monotonic() - self._start, 1e-6):.1f}/s"
        outcome = receipt.reason or f"{receipt.counts['indicators']} indicators, {receipt.counts['findings']} findings"
        if self._console.is_terminal:
            self._bar.update(self._task, completed=self._count, name=receipt.file_name, rate=rate)
        else:
            self._line(f"{self._count}/{self._total} {receipt.file_name}: {outcome} ({rate})")

    def page(self, file_name: str, page: int, pages: int) -> None:
        """Show the page that was read last, in a line of its own only where nothing else was said for a while."""
        text = f"{file_name}: page {page}/{pages}"
        if self._console.is_terminal:
            self._bar.update(self._task, name=text)
        elif time.monotonic() - self._last >= PAGE_LINE_SECONDS:
            self._line(text)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar.live.is_started:
            self._bar.stop()

    def _line(self, text: str) -> None:
        self._last = time.monotonic()
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
