"""What the engine said, kept in a file."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class EngineLog:
    """A log that gives up rather than fail: an engine that nobody reads from would stand still."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def keep(self, line: str) -> None:
        """Append a line, unless the disk is full."""
        with suppress(OSError):
            self._file.write(f"{line}\n".encode())
