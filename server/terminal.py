"""What people see on a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from graph.errors import DataError, GovgraphError
from server.errors import OperationError

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)

BYTES_FROM = 1_000_000
"""Totals above this are sizes in bytes, unless it is said that they are not."""


def complain(error: GovgraphError) -> None:
    """Say what went wrong: the code and the message, in one line if it is about one thing."""
    is_list = isinstance(error, DataError | OperationError)
    message = str(error) if is_list else " ".join(str(error).split())
    err.print(Text(f"error: {error.code}: {message}", style="red"))


def tell(text: str) -> None:
    """Say what is being done."""
    err.print(text, markup=False)


class Bar:
    """Draws one progress bar at a time; without a terminal it prints what was begun."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def start(self, label: str, total: int) -> None:
        """Begin to count to ``total``, which is one of bytes above BYTES_FROM."""
        self._start(label, total, DownloadColumn() if total > BYTES_FROM else MofNCompleteColumn())

    def start_counting(self, label: str, total: int) -> None:
        """Begin to count to ``total``, however high, of things that are no bytes."""
        self._start(label, total, MofNCompleteColumn())

    def _start(self, label: str, total: int, amount: ProgressColumn) -> None:
        self.finish()
        if not err.is_terminal:
            tell(f"{label} ...")
            return
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            amount,
            TimeRemainingColumn(),
            console=err,
        )
        self._progress.start()
        self._task = self._progress.add_task(label, total=total)

    def advance(self, n: int) -> None:
        """Count ``n`` more."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, n)

    def finish(self) -> None:
        """End the bar, whatever it has reached."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = self._task = None
