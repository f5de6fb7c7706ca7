"""Progress of what takes time, on stderr: a live line on a terminal, plain lines elsewhere."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console

from enclave.console.board import BOARD
from enclave.console.durations import duration

HEARTBEAT = 15.0  # seconds between two lines of a step where there is no terminal


class Step:
    """One thing under way; `update` says what it is doing now, from any thread."""

    def __init__(self, text: str, *, changed: Callable[[str], None] | None = None) -> None:
        self.text = text
        self._now = text
        self._changed = changed
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self._began

    def update(self, text: str) -> None:
        """Show `text` beside the step's own text from now on."""
        self._now = f"{self.text}: {text}"
        if self._changed is not None:
            self._changed(self._now)

    def __str__(self) -> str:
        return self._now


@contextmanager
def step(text: str) -> Generator[Step]:
    """Show `text` while the block runs, then how long it took, or that it failed.

    Steps may overlap, from several threads. Nothing is written to stdout.
    """
    console = Console(stderr=True, highlight=False)
    live = console.is_terminal and not console.is_dumb_terminal
    with _live(text, console) if live else _plain(text, console) as current:
        yield current


@contextmanager
def _live(text: str, console: Console) -> Generator[Step]:
    with (
        BOARD.row(text, console) as row,
        _outcome(Step(text, changed=row.show), row.say) as current,
    ):
        yield current


@contextmanager
def _plain(text: str, console: Console) -> Generator[Step]:
    def say(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    say(f"{text} ...")
    with _outcome(Step(text), say) as current, _heartbeat(current, say):
        yield current


@contextmanager
def _outcome(current: Step, say: Callable[[str], None]) -> Generator[Step]:
    verdict = "failed after "
    try:
        yield current
        verdict = ""
    finally:
        say(f"{current.text}: {verdict}{duration(current.seconds)}")


@contextmanager
def _heartbeat(current: Step, say: Callable[[str], None]) -> Generator[None]:
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT):
            say(f"{current}, {duration(current.seconds)} so far")

    heart = threading.Thread(target=beat, name=f"heartbeat of {current.text}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()
