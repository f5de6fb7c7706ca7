"""The one live area of this process: a terminal has room for one, so steps share it."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


@dataclass(frozen=True, kw_only=True)
class Row:
    """One step's line in the live area."""

    progress: Progress
    task: TaskID

    def show(self, text: str) -> None:
        """Replace the text of this line."""
        self.progress.update(self.task, description=text)

    def say(self, line: str) -> None:
        """Print a lasting line above the live area."""
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Board:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._rows = 0

    @contextmanager
    def row(self, text: str, console: Console) -> Generator[Row]:
        """Hold a line while the block runs; the first opens the area, the last closes it."""
        with self._lock:
            progress = self._progress or _open(console)
            self._progress = progress
            self._rows += 1
            task = progress.add_task(text, total=None)
        try:
            yield Row(progress=progress, task=task)
        finally:
            with self._lock:
                progress.remove_task(task)
                self._rows -= 1
                if self._rows == 0:
                    progress.stop()
                    self._progress = None


def _open(console: Console) -> Progress:
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # data on stdout stays as it was written
    )
    progress.start()
    return progress


BOARD = _Board()
