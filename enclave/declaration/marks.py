"""Where each key and value of a declaration stands in its file."""

from dataclasses import dataclass, field
from typing import TypeAlias

from enclave.problems import Location

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top: `("functions", "search", "callers", 0)`."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A place in the file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Marks of every key and value, and the text of every scalar as it was written."""

    file: str
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)

    def value_at(self, path: Path) -> Location:
        """Return where the value of `path` begins, or else its nearest known parent."""
        return self._nearest(path, key=False)

    def key_at(self, path: Path) -> Location:
        """Return where the key of `path` begins; list items and the top have only values."""
        return self._nearest(path, key=True)

    def rename(self, path: Path, name: str) -> None:
        """Let the same place also be known by the key that was meant."""
        for marks in (self.keys, self.values):
            if path in marks:
                marks[(*path[:-1], name)] = marks[path]

    def place(self, mark: Mark) -> Location:
        """Return the mark as a location in this file."""
        return Location(path=self.file, line=mark.line, column=mark.column)

    def _nearest(self, path: Path, *, key: bool) -> Location:
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        for end in range(len(path), -1, -1):
            # The parent is named by its key: its value may begin on the next line.
            order = (first, second) if end == len(path) else (self.keys, self.values)
            for marks in order:
                if path[:end] in marks:
                    return self.place(marks[path[:end]])
        return Location(path=self.file)


def dotted(path: Path) -> str:
    """Return the path as people write it: `functions.search.callers[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
