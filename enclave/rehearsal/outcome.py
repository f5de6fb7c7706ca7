"""What an update or a destroy did, as the engine counted it."""

from collections.abc import Mapping
from dataclasses import dataclass

UNTOUCHED = frozenset({"same", "read", "refresh"})
GONE = frozenset({"delete", "discard", "delete-replaced"})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Resources of one stack, by what happened to them, and the seconds it took."""

    stack: str
    counts: Mapping[str, int]
    seconds: float

    @property
    def all(self) -> int:
        """Resources that stand now."""
        return sum(count for step, count in self.counts.items() if step not in GONE)

    @property
    def new(self) -> int:
        """Resources that this run created."""
        return self.counts.get("create", 0)

    @property
    def gone(self) -> int:
        """Resources that this run deleted."""
        return sum(count for step, count in self.counts.items() if step in GONE)

    @property
    def changed(self) -> int:
        """Resources that this run created, changed, replaced or deleted."""
        return sum(count for step, count in self.counts.items() if step not in UNTOUCHED)


@dataclass(frozen=True, kw_only=True)
class EngineError:
    """An error of one resource, or of the program when `resource` is empty."""

    resource: str
    message: str
