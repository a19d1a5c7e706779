"""Progress of a run: a bar with file names and rate on a terminal, one plain line a report elsewhere."""

from __future__ import annotations

import time
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from pipelines.lake.extractions import Receipt


class Progress(Protocol):
    """Whoever watches a run."""

    def begin(self, total: int) -> None:
        """So many files are to be read."""

    def done(self, receipt: Receipt) -> None:
        """One report is read, or set aside."""


class Silent:
    """Nobody watches."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def done(self, receipt: Receipt) -> None:
        """Say nothing."""


class Shown:
    """Shows a bar on a terminal and plain lines elsewhere, both on the console it is given; close it at the end."""

    def __init__(self, console: Console) -> None:
        """Shows nothing yet."""
        self._console, self._total, self._count, self._start = console, 0, 0, time.monotonic()
        self._bar = Bar(
            TextColumn("{task.fields[name]}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", name="", rate="", total=None)

    def begin(self, total: int) -> None:
        """Show how many files there are to read."""
        self._total, self._start = total, time.monotonic()
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
            self._console.print(
                f"{self._count}/{self._total} {receipt.file_name}: {outcome} ({rate})",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar.live.is_started:
            self._bar.stop()
